"""A value that the program ignores.

A color that does not exist, a permission mode in the wrong case, a number where a list is wanted: Claude Code loads
the file and acts as if the key were not there. It says so in a debug log at most. A key without any value gets a hint
only, because nobody expects it to do something; but an unquoted `#` begins a comment, so `color: #ff0000` is a key
without a value.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
color: Red
       ^^^ warning unfinished
permissionMode: acceptedits
                ^^^^^^^^^^^ warning unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
color: red
permissionMode: acceptEdits
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
color: #3b82f6
       ^^^^^^^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
color: blue
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
background: yes
            ^^^ unfinished
maxTurns: 0
          ^ unfinished choose
mcpServers: github
            ^^^^^^
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
mcpServers:
  docs:
  ^^^^
    command: npx
  wiki:
    command: wiki-server
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
mcpServers:
  - docs:
      command: npx
  - wiki:
      command: wiki-server
---
Read the diff.
```

```json bad path=.mcp.json
{
  "mcpServers": {
    "github": { "args": ["github-server"] }
                ^^^^^^ unfinished unfixed
  }
}
```

```markdown bad path=.claude/skills/deploy/SKILL.md
---
description: Deploys the service.
user-invocable: maybe
                ^^^^^ unfinished choose
---
Deploy it.
```

```markdown bad path=.github/instructions/python.instructions.md
---
applyTo: ["**/*.py", "**/*.pyi"]
         ^^^^^^^^^^^^^^^^^^^^^^^
---
Write types.
```

```markdown fixed path=.github/instructions/python.instructions.md
---
applyTo: "**/*.py, **/*.pyi"
---
Write types.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
color: blue
effort: HIGH
maxTurns: "20"
background: true
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.effects import Effect, Severity
from agentls.knowledge.schema import Property
from agentls.knowledge.validation import Violation
from agentls.meaning.being_written import may_become_valid, place_to_write
from agentls.meaning.carrying import Section
from agentls.meaning.completing import suggested_keys
from agentls.meaning.eaten_values import comment_after
from agentls.meaning.finding import Finding
from agentls.meaning.frame import is_meant, shown
from agentls.meaning.shape import Shape
from agentls.meaning.value_fixes import (
    allowed_values,
    best_values,
    fitting_text,
    one_of,
    some_values,
    value_fixes,
)
from agentls.meaning.violations import (
    described,
    is_empty,
    place,
    remedy,
    violations,
)
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Mapping,
    Node,
    Scalar,
    node_at,
    to_plain,
)
from agentls.text.positions import Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json", "toml"})
READS = Section.KEYS | Section.VALUES | Section.BODY
_MOST = 115
_LOSES_MORE = frozenset({Effect.DROPS_ENTRY, Effect.LOSES_HOOKS})


def concerns(shape: Shape) -> bool:
    """Only where something does not fit."""
    return not shape.fits


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the values, at any depth, that the host ignores because they do not fit."""
    if not is_meant(document):
        return
    for violation in violations(document):
        known = document.dialect.property_at(violation.path, document.plain)
        if not _is_judged_here(violation.effect) or known is None or not violation.path:
            continue
        node = node_at(document.root, violation.path)
        if node is None or known.grammar is Grammar.TOOL_LIST:
            continue
        span = _culprit(document, violation, node)
        if span is None:
            continue
        comment = comment_after(document, violation.path)
        written = comment.of(document.text) if comment else node.text if isinstance(node, Scalar) else ""
        wrong = _eaten(violation, written) if comment else _wrong(document, violation, node)
        # In JSON nobody writes `null` without meaning it; in YAML a key without a value is often just unfinished.
        empty = is_empty(node) and comment is None and document.dialect.format != "json"
        # An entry of a map that is lost takes more with it than its own value; an empty item of a list does not.
        empty = empty and (violation.effect not in _LOSES_MORE or isinstance(violation.path[-1], int))
        advice = _remedy(document, known, violation, written)
        if len(wrong) + len(advice) > _MOST:
            # The key stands beside the value; what can be written instead does not.
            wrong = wrong.removeprefix(f"{shown(_name(violation))} is ")
        if len(wrong) + len(advice) > _MOST:
            advice = some_values(known, _MOST - len(wrong))
        yield Finding(
            span,
            f"{wrong}; {advice}",
            severity=Severity.HINT if empty else None,
            fixes=(*suggested_keys(document, violation, node), *value_fixes(document, violation, known)),
            unnecessary=empty,
            unfinished=(typing := place_to_write(document, violation)) is not None or may_become_valid(known, node),
            typing_span=typing,
        )


def _is_judged_here(effect: Effect) -> bool:
    """Tell whether the file is loaded without the value; that no tool is left is a rule of its own."""
    return effect.severity is Severity.WARNING and effect is not Effect.NO_TOOLS


def _culprit(document: Document, violation: Violation, node: Node) -> Span | None:
    """Return the characters to blame: the comment that ate the value, or a long map's first key."""
    comment = comment_after(document, violation.path) if is_empty(node) else None
    if comment is not None:
        return comment
    if isinstance(node, Mapping) and not violation.missing and node.entries and not node.flow:
        return node.entries[0].key.span
    return place(document, violation)


def _name(violation: Violation) -> str:
    return next(step for step in reversed(violation.path) if isinstance(step, str))


def _eaten(violation: Violation, comment: str) -> str:
    return f"{shown(comment)} is a comment without quotes, so `{_name(violation)}` is empty"


def _wrong(document: Document, violation: Violation, node: Node) -> str:
    name, value = shown(_name(violation)), to_plain(node)
    effect = document.dialect.says(violation.effect)
    if violation.says:
        return f"{name} {violation.says}: {effect}"
    if violation.missing:
        return f"`{violation.missing}` is missing in {name}: {effect}"
    if isinstance(violation.path[-1], int):
        return f"An item of {name} is {described(value)}: {effect}"
    return f"{name} is {described(value)}: {effect}"


def _remedy(document: Document, known: Property, violation: Violation, written: str) -> str:
    node, better = node_at(document.root, violation.path), fitting_text(document, violation)
    if better is not None:
        return f"write {shown(better)}."
    if violation.missing:
        return "add it." if violation.suggested is None else f"add `{violation.missing}`: `{violation.suggested}`."
    best, sure = best_values(known, written)
    if sure and best:
        return f"did you mean `{best[0]}`?"
    allowed = allowed_values(known)
    if allowed:
        listed = f"use {one_of(allowed)}."
        return listed if len(listed) < 70 else f"use one of {', '.join(allowed[:4])} and others."
    if violation.keyword in ("minimum", "pattern") and known.accepts("integer"):
        parts = (part for one in known.schemas for part in (one, *one.get("anyOf", ())))
        least = next((part["minimum"] for part in parts if "minimum" in part), None)
        return "write a whole number." if least is None else f"write a whole number of at least {least}."
    if is_empty(node):
        return "give it a value or remove it."
    return f"{remedy(known, violation, None if node is None else to_plain(node))}."
