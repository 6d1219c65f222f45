"""A value of a form for which the program drops the file.

The name of a plugin must not have blanks, and paths in a manifest begin with `./`: where one of these is wrong, Claude
Code does not load the plugin at all.

Some keys of a manifest, such as `author` and `keywords`, are left out when they are wrong, and the plugin loads. They
are errors all the same, and so are names like those of Anthropic's own plugins: `claude plugin validate` refuses the
plugin, with it whoever runs that before they publish, and earlier versions did not load what has such an `author`. The
message says which of the two it is.

```json bad path=.claude-plugin/plugin.json
{
  "name": "deploy tools",
          ^^^^^^^^^^^^^^ error unfinished
  "agents": ["agents/reviewer.md"]
             ^^^^^^^^^^^^^^^^^^^^ error unfinished
}
```

```json fixed path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "agents": ["./agents/reviewer.md"]
}
```

```json bad path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "author": { "email": "team@example.com" }
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ unfinished choose
}
```

```json good path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "author": { "name": "Example Team" },
  "agents": ["./agents/reviewer.md"]
}
```

```json bad path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "skills": ["skills/a", "skills/b", "skills/c", "skills/d"]
             ^^^^^^^^^^ unfinished related
}
```

```json fixed path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "skills": ["./skills/a", "./skills/b", "./skills/c", "./skills/d"]
}
```

Where a name cannot be mended, that of the file is offered.

```markdown bad path=.qwen/agents/reviewer.md
---
name: a
      ^ unfinished
description: Reviews a change; use it before each commit.
---
Read the change first.
```

```markdown fixed path=.qwen/agents/reviewer.md
---
name: reviewer
description: Reviews a change; use it before each commit.
---
Read the change first.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agentls.knowledge.catalog import Catalog
from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.knowledge.validation import NAMES, Violation
from agentls.meaning.being_written import place_to_write
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.frame import (
    is_meant,
    naming_key,
    renamed,
    shown,
    written,
)
from agentls.meaning.respelling import respelled
from agentls.meaning.shape import Shape
from agentls.meaning.taking_out import mends, taken_out
from agentls.meaning.value_fixes import allowed_values, best_values, fitting_text, one_of, some_values, value_fixes
from agentls.meaning.violations import (
    described,
    entry_at,
    kind_of,
    needed_keys,
    place,
    remedy,
    violations,
)
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Mapping, Scalar, node_at, to_plain
from agentls.text.nearest import nearest
from agentls.text.positions import Edit

SEVERITY = Severity.ERROR
FORMATS = frozenset({"markdown", "json", "toml"})
READS = FRONTMATTER
_CHOICES = frozenset({"enum", "anyOf", "const"})
_MOST = 7
_LONGEST = 119
# So many items of a list with the same fault have one cause, and get one finding.
_MANY = 4
_AT_THE_TOP = frozenset({"type", "minLength"})


def concerns(shape: Shape) -> bool:
    """Only where something does not fit."""
    return not shape.fits


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the values for which the host drops the file, but for those that rules of their own are about."""
    if not is_meant(document):
        return
    naming = naming_key(document)
    found: dict[tuple[object, ...], list[Finding]] = {}
    for violation in violations(document):
        if not violation.path or not violation.effect.is_fatal:
            continue
        top = document.dialect.properties.get(str(violation.path[0]))
        if top is None or top.key_catalog is not None or (naming is not None and top.name == naming.name):
            continue
        if len(violation.path) == 1 and violation.keyword in _AT_THE_TOP:
            continue
        span = place(document, violation)
        if span is not None:
            wrong = f"{_wrong(document, violation)}: {document.dialect.says(violation.effect)}"
            advice = _remedy(document, violation)
            message = f"{wrong}; {advice}" if advice.endswith("?") else f"{wrong}; {advice}."
            known = document.dialect.property_at(violation.path, document.plain)
            if len(message) > _LONGEST and known is not None:
                room = _LONGEST - len(wrong) - 2
                message = f"{wrong}; {some_values(known, room) if allowed_values(known) else 'correct it.'}"
            finding = Finding(
                span,
                message,
                fixes=tuple(_or_out(document, violation, list(_fixes(document, violation)))),
                unfinished=True,
                typing_span=place_to_write(document, violation),
            )
            in_a_list = violation.path[:-1] if isinstance(violation.path[-1], int) else violation.path
            found.setdefault((in_a_list, violation.says or message), []).append(finding)
    for alike in found.values():
        yield from [_of_a_list(alike)] if len(alike) >= _MANY else alike


def _of_a_list(alike: list[Finding]) -> Finding:
    """Return one finding for a list whose items all have the same fault, with one fix for all of them."""
    first = alike[0]
    preferred = [fix for one in alike for fix in one.fixes if fix.preferred]
    edits = tuple(edit for fix in preferred for edit in fix.edits)
    title = preferred[0].title if len(preferred) == 1 else f"Correct {len(preferred)} items of the list"
    return first._replace(
        message=f"{first.message.rstrip('.?')}, as in {len(alike) - 1} more here.",
        fixes=(Fix(title, edits, preferred=len(preferred) == len(alike)),) if preferred else first.fixes,
        related=tuple(Related(one.span, "The same here.") for one in alike[1:]),
    )


def _wrong(document: Document, violation: Violation) -> str:
    name = next(step for step in reversed(violation.path) if isinstance(step, str))
    node = node_at(document.root, violation.path)
    if violation.keyword == NAMES:
        parent = next((step for step in reversed(violation.path[:-1]) if isinstance(step, str)), name)
        return f"{shown(name)} is nothing that may stand in {shown(parent)}"
    if violation.says:
        item = node.text.strip() if isinstance(violation.path[-1], int) and isinstance(node, Scalar) else ""
        return f"{shown(item or name)} {violation.says}"
    if violation.missing:
        return f"`{violation.missing}` is missing in {shown(name)}"
    if isinstance(node, Mapping) and (needed := needed_keys(violation)):
        return f"{shown(name)} has neither {' nor '.join(map(shown, needed))}"
    if violation.keyword == "type" and node is not None:
        what = f"A value in {shown(name)}" if isinstance(violation.path[-1], int) else shown(name)
        return f"{what} is {kind_of(to_plain(node))}"
    return f"{shown(name)} is {described(to_plain(node)) if node is not None else 'empty'}"


def _remedy(document: Document, violation: Violation) -> str:
    if violation.missing:
        return "add it"
    if violation.keyword == NAMES:
        near = nearest(str(violation.path[-1]), violation.expected)
        return f"write {shown(near[0])}" if near else "remove it"
    known = document.dialect.property_at(violation.path, document.plain)
    node, better = node_at(document.root, violation.path), fitting_text(document, violation)
    form = _form(known) if known is not None else None
    if form is not None and violation.keyword == "minimum":
        # A number stands for the text that it is written as.
        return f"it {form}"
    if better is not None:
        return f"write {shown(better)}"
    allowed = allowed_values(known) if known is not None else []
    if known is not None and allowed and violation.keyword in _CHOICES:
        best, is_sure = best_values(known, node.text if isinstance(node, Scalar) else "")
        if is_sure:
            return f"did you mean `{best[0]}`?"
        if form is not None:
            return f"it {form}"
        return f"use {one_of(allowed)}" if len(allowed) <= _MOST else f"use {', '.join(allowed[:_MOST])} or another"
    if violation.says and known is not None and known.catalog is not None and isinstance(node, Scalar):
        names = _known_names(known.catalog, node.text)
        if names:
            return f"write {shown(names[0])}"
    return remedy(known, violation, None if node is None else to_plain(node))


def _form(known: Property) -> str | None:
    """Return in words which texts may stand there, `must be` and so on, where the schema says so."""
    parts = (part for one in known.schemas for word in ("anyOf", "allOf") for part in one.get(word, ()))
    return next((part["patternErrorMessage"] for part in parts if "patternErrorMessage" in part), None)


def _known_names(names: Catalog, word: str) -> Sequence[str]:
    """Return the names that a word was meant to be, best first."""
    value = names.get(word)
    return value.replaced_by if value is not None else names.closest(word)


def _or_out(document: Document, violation: Violation, fixes: list[Fix]) -> Iterator[Fix]:
    yield from fixes
    if not any(fix.title.startswith("Remove") for fix in fixes):
        yield from taken_out(document, violation)


def _fixes(document: Document, violation: Violation) -> Iterator[Fix]:
    node = node_at(document.root, violation.path)
    known = document.dialect.property_at(violation.path, document.plain)
    entry = entry_at(document, violation.path)
    if violation.keyword == NAMES and entry is not None:
        for name in nearest(entry.name, violation.expected)[:1]:
            yield Fix(f"Rename to `{name}`", (renamed(document, entry, name),), preferred=True)
        return
    if known is not None and entry is not None and violation.keyword == "type":
        yield from (fix for fix in respelled(document, entry, known) if mends(document, fix.edits[0]))
    if known is not None and violation.keyword in _CHOICES:
        yield from value_fixes(document, violation, known)
        return
    if known is not None and known.catalog is not None and isinstance(node, Scalar):
        for number, name in enumerate(_known_names(known.catalog, node.text)):
            yield Fix(f"Write {shown(name)}", (Edit(node.span, written(document, node, name)),), preferred=not number)
        return
    better = fitting_text(document, violation)
    if better is not None and isinstance(node, Scalar):
        yield Fix(f"Write {shown(better)}", (Edit(node.span, written(document, node, better)),), preferred=True)
