"""A key that the program ignores in files of this place.

Plugins come from other people, so Claude Code does not let their agents choose a permission mode, bring hooks or MCP
servers along, and some more. Such a key does nothing there; the same file in `.claude/agents` may use it.

```markdown bad dialect=claude-code/plugin-agent path=agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
permissionMode: plan
^^^^^^^^^^^^^^ warning unnecessary
---
Read the diff.
```

```markdown fixed dialect=claude-code/plugin-agent path=agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
permissionMode: plan
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only with such a key."""
    return shape.states("ignored")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys of which the schema says that the host ignores them here."""
    dialect = document.dialect
    for entry in document.root.entries:
        known = dialect.properties.get(entry.name)
        if known is None or not known.facts.ignored:
            continue
        yield Finding(
            entry.key.span,
            f"{dialect.host} ignores `{entry.name}` in this kind of file; remove it.",
            fixes=removal(document, entry, f"Remove `{entry.name}`", preferred=True),
            unnecessary=True,
        )
