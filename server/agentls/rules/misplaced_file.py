"""A file at a place where the program does not look.

Claude Code finds skills at `.claude/skills/<name>/SKILL.md` alone, agents and rules by their ending, the parts of a
plugin beside `.claude-plugin` and not in it. A file next to the right place is not there for it, and it says nothing.

```markdown bad path=.claude/skills/release-notes.md
---
^^^ warning choose
description: Writes release notes. Use it before a release.
---
Collect the commits.
```

```markdown bad path=.claude/agent/reviewer.md
---
^^^ choose
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```json bad path=.claude/.mcp.json
{
^ choose
  "mcpServers": {}
}
```

```markdown good path=.claude/skills/README.md
Our skills.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Move
from agentls.knowledge.effects import Severity
from agentls.knowledge.moves import pattern
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})


def concerns(shape: Shape) -> bool:
    """Only where files of this kind are known to stand at a wrong place."""
    return bool(shape.dialect.facts.moves)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the first characters of a file that was meant to be somewhere else."""
    for move in document.dialect.facts.moves:
        found = pattern(move).match(document.path)
        if found is None or not _is_meant(document, snapshot, move, found):
            continue
        target = found.expand(move.to)
        # A place is best understood from the folder that the two paths share.
        short = target.removeprefix(found[1])
        is_free = not snapshot.files.exists(target)
        fix = Fix(f"Move it to {shown(short, 60)}", (), moves_to=target)
        yield Finding(
            _first(document),
            f"{document.dialect.host} does not look here; move the file to {shown(short, 60)}.",
            severity=move.effect.severity if move.effect else None,
            fixes=(fix,) if is_free else (),
        )
        return


def _is_meant(document: Document, snapshot: Snapshot, move: Move, found: re.Match[str]) -> bool:
    if move.keys and not any(document.entry(key) for key in move.keys):
        return False
    return move.unless is None or not snapshot.files.exists(found.expand(move.unless))


def _first(document: Document) -> Span:
    opening = document.frontmatter.opening
    if opening is not None and opening.end > opening.start:
        return opening
    line = document.lines.line_span(0)
    start = line.start + (document.text[:1] == "\ufeff")
    return Span(start, start + 1) if document.dialect.format == "json" and line.end > start else Span(start, line.end)
