"""Nothing below the frontmatter.

The text below the frontmatter is what the agent, skill or command is told to do. Without it an agent starts with no
instructions of its own.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
---
^^^ information unfinished unfixed

```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.frame import is_meant
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.BODY


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the closing fence when only blanks follow it."""
    frontmatter = document.frontmatter
    if frontmatter.closing is None or not is_meant(document):
        return
    if document.root.entries and not document.body.strip():
        yield Finding(
            frontmatter.closing,
            f"Nothing stands below the frontmatter: the {document.dialect.kind} has no instructions; write them here.",
            unfinished=True,
            typing_span=Span(frontmatter.closing.start, len(document.text)),
        )
