"""A hook event at the top level, where the program drops the file for it.

`PreToolUse` and `PermissionRequest` guard an agent. Claude Code takes one that does not stand under `hooks` for a
guard that would silently not work, and leaves the whole agent out.

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
from agentls.meaning.edits import line_of
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry, Mapping
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the top-level keys that a catalog knows to drop the file."""
    foreign = document.dialect.foreign_keys
    if foreign is None:
        return
    for entry in document.root.entries:
        value = foreign.get(entry.name)
        effect = value.facts.effect if value is not None and entry.name not in document.dialect.properties else None
        if value is None or effect is None or not effect.is_fatal:
            continue
        place = f"under `{value.replaced_by[0]}`" if value.replaced_by else "elsewhere"
        yield Finding(
            entry.key.span,
            f"`{entry.name}` stands at the top level: {document.dialect.says(effect)}; move it {place}.",
            fixes=tuple(_fixes(document, entry, value.replaced_by)),
        )


def _fixes(document: Document, entry: Entry, parents: tuple[str, ...]) -> Iterator[Fix]:
    if not parents or document.root.flow:
        return
    title = f"Move it under `{parents[0]}`"
    parent = document.entry(parents[0])
    lines = line_of(document, entry.span)
    text = lines.of(document.text)
    if not text.endswith("\n"):
        return
    moved = "".join(f"  {line}" if line.strip() else line for line in text.splitlines(keepends=True))
    if parent is None:
        yield Fix(title, (Edit(lines, f"{parents[0]}:{document.line_break()}{moved}"),), preferred=True)
    elif isinstance(parent.value, Mapping) and not parent.value.flow and parent.value.get(entry.name) is None:
        start = parent.value.span.start
        indentation = start - document.lines.line_span(document.lines.line_of(start)).start
        at = line_of(document, parent.span).end
        if indentation == 2 and not lines.start < at < lines.end:
            yield Fix(title, (Edit(lines, ""), Edit(Span(at, at), moved)), preferred=True)
