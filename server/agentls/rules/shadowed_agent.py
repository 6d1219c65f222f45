"""An agent that another one of the same name hides.

The nearest agent counts: one in the project before one in your home folder, and one in the folder where you work
before one further up. That is allowed, and often meant. This rule only says so where it is easily overlooked.

```markdown beside path=packages/api/.claude/agents/reviewer.md
---
name: reviewer
description: Reviews the API.
---
Read the API.
```

```markdown bad
---
name: reviewer
      ^^^^^^^^ hint related unfixed
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good
---
name: api-reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.detection import is_collected
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Related
from agentls.meaning.frame import shown
from agentls.meaning.name_uses import short, shown_path
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.file_facts import own_definition
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.HINT
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only agents, and none of plugins: these have names of their own."""
    return shape.dialect.kind == "agent" and shape.dialect.root_marker is None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the name of an agent when another one takes its place, or when it takes that of the user's own."""
    mine = own_definition(document) if document.dialect.kind == "agent" else None
    others = snapshot.index.namesakes(mine) if mine is not None else ()
    dialect = document.dialect
    if mine is None or not others or dialect.root_marker is not None or is_collected(document.path, dialect):
        return
    if snapshot.index.facts(document.path) is None:
        return
    for other in others:
        if other.root == mine.root or other.qualified != other.name or is_collected(other.path, dialect):
            continue
        message = _message(mine, other, snapshot.home)
        if message:
            yield Finding(mine.span, message, related=(Related(other.span, "The other agent.", other.path),))


def _message(mine: Definition, other: Definition, home: str | None) -> str | None:
    if other.root == home:
        return f"Your own agent {shown(mine.name)} in ~/.claude is hidden here by this one."
    if mine.root == home or other.root.startswith(f"{mine.root}/"):
        folder = short(other.root) if mine.root == home else shown_path(other.root, mine.root)
        return f"Whoever works in {folder} gets another agent of this name, and not this one."
    return None
