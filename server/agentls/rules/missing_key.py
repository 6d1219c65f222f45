"""A key without which the program does not load the file.

An agent needs a name by which it is called and a description by which Claude decides to call it. A file that lacks
one of them is left out, and nothing is said about it. A file without a name is even taken for documentation. In a
plugin nothing is required, but an agent without a description gets a placeholder, and Claude then has nothing to
choose by.

```markdown bad path=.claude/agents/reviewer.md
---
^^^ error unfinished
description: Reviews a diff for bugs.
tools: Read
---
Read the diff.
```

```markdown fixed path=.claude/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read
---
Read the diff.
```

```markdown bad
---
Name: reviewer
^^^^
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown bad dialect=claude-code/plugin-agent path=agents/reviewer.md
---
^^^ warning unfinished
name: reviewer
---
Read the diff.
```

```json bad path=.claude-plugin/plugin.json
{
^ unfinished unfixed
  "version": "1.0.0"
}
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good path=.claude/agents/README.md
---
title: How we use agents
---
Every agent has an owner.
```

```json bad path=.mcp.json
{
^ unfinished
  "issues": { "command": "issue-server" }
}
```

```json fixed path=.mcp.json
{
  "mcpServers": {
    "issues": { "command": "issue-server" }
  }
}
```

```markdown beside path=tracker/skills/triage/SKILL.md
Sort the issues.
```

```json good path=tracker/.mcp.json
{
  "issues": { "command": "issue-server" }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Effect, Severity
from agentls.knowledge.schema import Property
from agentls.meaning.being_written import keys_being_written
from agentls.meaning.carrying import Section
from agentls.meaning.edits import insert_key
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import (
    demanded,
    is_documentation,
    is_meant,
    misspelt,
    naming_key,
    renamed,
    replacements,
    shown,
    suggestion,
)
from agentls.meaning.hooks import outside
from agentls.meaning.mcp_servers import loose_servers
from agentls.meaning.shape import Shape
from agentls.meaning.violations import violations
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR
FORMATS = frozenset({"markdown", "json", "toml"})
READS = Section.KEYS | Section.VALUES | Section.BODY


def concerns(shape: Shape) -> bool:
    """Only where a key is absent that the host demands, or that another key calls for."""
    demanded = shape.dialect.stating("on_missing")
    return not shape.fits or any(one.name not in shape.keys for one in demanded)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the absent keys that the host demands; at a misspelt one if there is one, else at the opening fence."""
    opening = document.frontmatter.opening
    if document.dialect.format == "json" and document.json.node is None:
        return
    if opening is None or not is_meant(document) or not document.reading.is_map:
        return
    if opening.start == opening.end:
        # A file that is nothing but data has no fence: its first brace stands for it.
        opening = Span(document.root.span.start, min(document.root.span.start + 1, len(document.text)))
    absent = demanded(document)
    if is_documentation(document):
        if _may_be_agent(document):
            yield _documentation(document, absent)
        return
    yield from _called_for(document)
    if not absent:
        return
    written = {name: misspelt(document, name) for name in absent}
    unfinished = keys_being_written(document)
    for name, known in absent.items():
        if known.key_catalog is not None and outside(document):
            continue
        wrong = written[name]
        if wrong is not None:
            yield _misspelt(document, known, wrong)
        else:
            yield Finding(
                opening,
                f"`{name}` is missing: {_effect(document, known)}; add it.",
                severity=known.facts.on_missing.severity if known.facts.on_missing else None,
                fixes=tuple(_wrap(document, known)) or _add(document, [known]),
                unfinished=unfinished is not None,
                typing_span=unfinished,
                since=known.facts.since,
            )


def _called_for(document: Document) -> Iterator[Finding]:
    """Yield the absent keys that the value of another key calls for, at that key."""
    for violation in violations(document):
        names = [document.entry(name) for name in violation.because]
        if violation.path or not violation.missing or not any(names) or violation.effect is Effect.IGNORED:
            continue
        entry = next(one for one in names if one is not None)
        says = document.dialect.says(violation.effect)
        yield Finding(
            entry.value.span,
            f"`{entry.name}` needs `{violation.missing}`: {says}; add it.",
            severity=violation.effect.severity,
            unfinished=True,
            typing_span=keys_being_written(document),
        )


def _may_be_agent(document: Document) -> bool:
    entries = document.root.entries
    known = any(entry.name in document.dialect.properties for entry in entries)
    return document.name.upper() != "README" and (known or not entries)


def _documentation(document: Document, absent: dict[str, Property]) -> Finding:
    opening = document.frontmatter.opening
    assert opening is not None  # noqa: S101 - asked before.
    dialect = document.dialect
    judged = any(_is_foreign(document, entry) for entry in document.root.entries)
    return Finding(
        opening,
        f"{dialect.host} takes a file without `name` for documentation; add it if this is an {dialect.kind}.",
        severity=Severity.INFORMATION,
        # Once it is an agent, its other keys are judged: where that would bring complaints, the writer has to choose.
        fixes=() if judged else _add(document, list(absent.values())),
    )


def _is_foreign(document: Document, entry: Entry) -> bool:
    foreign = document.dialect.foreign_keys
    known = document.dialect.properties
    return entry.name not in known and bool((foreign and foreign.get(entry.name)) or replacements(document, entry))


def _effect(document: Document, known: Property) -> str:
    return document.dialect.says(known.facts.on_missing or Effect.IGNORED)


def _misspelt(document: Document, known: Property, wrong: Entry) -> Finding:
    return Finding(
        wrong.key.span,
        f"`{known.name}` is missing: {_effect(document, known)}; did you mean it by {shown(wrong.name)}?",
        severity=known.facts.on_missing.severity if known.facts.on_missing else None,
        fixes=(Fix(f"Rename to `{known.name}`", (renamed(document, wrong, known.name),), preferred=True),),
        unfinished=known.name.startswith(wrong.name),
    )


def _wrap(document: Document, known: Property) -> Iterator[Fix]:
    """Yield the fix that puts all of a file, which is nothing but servers, under the key that holds them."""
    if known.facts.defines != "mcp-server" or len(loose_servers(document)) != len(document.root.entries):
        return
    inside = document.root.span.of(document.text)
    line = document.line_break()
    wrapped = f'{{{line}  "{known.name}": {inside.replace(line, f"{line}  ")}{line}}}'
    yield Fix(f"Put it under `{known.name}`", (Edit(document.root.span, wrapped),), preferred=True)


def _add(document: Document, missing: list[Property]) -> tuple[Fix, ...]:
    block = document.frontmatter.block
    starts_a_line = block.start and document.text[block.start - 1] == "\n"
    if document.root.flow or not starts_a_line:
        return ()
    values = [(known.name, suggestion(document, known)) for known in missing]
    if any(value is None for _, value in values):
        return ()
    lines = [f"{name}: {value}" for name, value in values]
    naming = naming_key(document)
    after = document.entry(naming.name) if naming else None
    edit = insert_key(document, document.line_break().join(lines), after)
    names = " and ".join(f"`{known.name}`" for known in missing)
    return (Fix(f"Add {names}", (edit,), preferred=True),)
