"""Hooks where the program does not look for them, so that it drops all that they may guard.

`PreToolUse`, `PermissionRequest` and `PreSkillShellCommand` guard what stands beside them. Claude Code takes one that
does not stand under `hooks` for a guard that would silently not work, and so it takes groups of hooks under any other
key. Then it leaves out the whole agent, the whole settings file or the whole plugin; a skill or a command loses its
hooks and its `allowed-tools`.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
PreToolUse:
^^^^^^^^^^ error
  - matcher: Bash
    hooks:
      - type: command
        command: ./check.sh
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hook:
^^^^ unfixed
  - matcher: Bash
    hooks:
      - type: command
        command: ./check.sh
---
Read the diff.
```

```json bad path=.claude/settings.json
{
  "PreToolUse": [{ "hooks": [{ "type": "command", "command": "date" }] }],
  ^^^^^^^^^^^^ unfixed
  "permissions": { "deny": ["WebFetch"] }
}
```

```json bad path=.claude/settings.json
{
  "hooks": {
    "hooks": { "PreToolUse": [{ "hooks": [{ "type": "command", "command": "date" }] }] }
    ^^^^^^^ unfixed
  }
}
```

```markdown bad path=.claude/skills/deploy/SKILL.md
---
description: Deploys the service.
PreToolUse:
^^^^^^^^^^ warning
  - hooks:
      - type: command
        command: date
---
Deploy it.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.edits import line_of
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import renamed, shown
from agentls.meaning.hooks import Outside, may_be_outside, outside
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry, Mapping
from agentls.text.nearest import nearest
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only where hooks may stand outside their key."""
    return may_be_outside(shape)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys that hold hooks but are not those under which the host reads them."""
    for one in outside(document):
        yield Finding(
            one.entry.key.span,
            f"{_wrong(document, one)}: {document.dialect.says(one.effect)}; {_remedy(document, one)}.",
            severity=one.effect.severity,
            fixes=tuple(_fixes(document, one)),
        )


def _wrong(document: Document, one: Outside) -> str:
    name = shown(one.entry.name)
    if _is_too_deep(document, one):
        return f"A guard stands too deep, inside {name}"
    return f"{name} stands outside `{one.parent}`" if one.event else f"{name} holds hooks, but is not `{one.parent}`"


def _remedy(document: Document, one: Outside) -> str:
    if _is_too_deep(document, one):
        outer = "the outer " if one.entry.name == one.parent else ""
        return f"move it up to {outer}`{one.parent}`"
    return f"move it under `{one.parent}`" if one.event else f"write them under `{one.parent}`"


def _is_too_deep(document: Document, one: Outside) -> bool:
    return document.entry(one.parent) is not None and one.entry not in document.root.entries


def _fixes(document: Document, one: Outside) -> Iterator[Fix]:
    entry, parent = one.entry, document.entry(one.parent)
    if one.event is None:
        if parent is None and isinstance(entry.value, Mapping) and nearest(entry.name, [one.parent]):
            yield Fix(f"Rename to `{one.parent}`", (renamed(document, entry, one.parent),), preferred=True)
        return
    yield from _moved(document, entry, parent, one.parent)


def _moved(document: Document, entry: Entry, parent: Entry | None, name: str) -> Iterator[Fix]:
    if document.root.flow:
        return
    title = f"Move it under `{name}`"
    lines = line_of(document, entry.span)
    text = lines.of(document.text)
    if not text.endswith("\n"):
        return
    moved = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
    if parent is None:
        yield Fix(title, (Edit(lines, f"{name}:{document.line_break()}{moved}"),), preferred=True)
    elif isinstance(parent.value, Mapping) and not parent.value.flow and parent.value.get(entry.name) is None:
        start = parent.value.span.start
        indentation = start - document.lines.line_span(document.lines.line_of(start)).start
        at = line_of(document, parent.span).end
        if indentation == 2 and not lines.start < at < lines.end:
            yield Fix(title, (Edit(lines, ""), Edit(Span(at, at), moved)), preferred=True)
