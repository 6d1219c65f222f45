"""Descriptions that are too long together.

Claude reads the descriptions of all agents and skills at the start. Claude Code warns when those of agents have more
than 15,000 tokens together, and cuts those of skills when they have more than 30,000 characters. The finding stands at
the longest description of the project. The numbers are estimates: a token is taken for four characters, which is about
right for English text, and of a skill 1,536 characters are listed at most.

```markdown bad fill=70000
---
name: reviewer
description: Reviews a diff for bugs …
             ^^^^^^^^^^^^^^^^^^^^^^^^^ information unfixed
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good path=.claude/skills/review/SKILL.md fill=70000
---
description: Reviews a diff for bugs …
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.budgets import overspent
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only where the host counts descriptions, and there is one."""
    return shape.dialect.facts.description_budget is not None and "description" in shape.keys


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the longest description when all of the project's together exceed what the host lists."""
    entry = document.entry("description")
    if entry is None:
        return
    found = overspent(document, snapshot)
    if found is not None:
        unit, limit = found.budget.unit, found.budget.limit
        yield Finding(
            entry.value.span,
            f"All {found.files} descriptions have about {found.total:,} {unit} (limit {limit:,}), "
            f"this one {found.own:,}; shorten it.",
        )
