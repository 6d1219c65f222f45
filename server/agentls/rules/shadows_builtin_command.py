"""A command or a skill with the name of a built-in command.

That is allowed: `/clear` then runs the file wherever this project is open, and the built-in command cannot be called
any more. Choose another name if that is not meant.

```markdown bad path=.claude/commands/clear.md
---
^^^ information unfixed
description: Clears the build folder.
---
Remove `build`.
```

```markdown bad path=.claude/skills/compact/SKILL.md
---
^^^ unfixed
description: Shrinks pictures.
---
Shrink them.
```

```markdown good path=.claude/commands/build/clear.md
---
description: Clears the build folder.
---
Remove `build`.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.frame import first_place
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.file_facts import definitions_in
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only where the host has something built in that a file may take the place of."""
    return shape.dialect.facts.shadows is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the beginning of a file whose path gives it the name of something built in."""
    name = document.dialect.facts.shadows
    if name is None:
        return
    for one in definitions_in(document):
        known = catalog(name).get(one.name) if one.kind == document.dialect.kind else None
        if known is not None:
            kind, host = document.dialect.kind, document.dialect.host
            says = f"`/{known.name}` is built into {host}, and this {kind} takes its place"
            yield Finding(first_place(document), f"{says}; rename it if that is not meant.")
