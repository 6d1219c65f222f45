"""A file so large that the program skips it.

Claude Code does not read agents of more than 1 MiB. Nothing is said about it. (The last
line of the first example stands there 80,000 times.)

```markdown bad repeat=80000
---
^^^ error unfixed
name: reviewer
description: Reviews a diff for bugs.
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
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.meaning.frame import first_place
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.ERROR


def concerns(shape: Shape) -> bool:
    """Only where the host has a limit."""
    return shape.dialect.max_bytes is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the opening fence when the file has more bytes than the host reads."""
    limit = document.dialect.max_bytes
    # No character takes more than four bytes, so most files need not be encoded to know.
    if limit is None or len(document.text) * 4 <= limit:
        return
    size = len(document.text.encode("utf-8", "surrogatepass"))
    if size > limit:
        yield Finding(
            first_place(document),
            f"The file has {size:,} bytes and {document.dialect.host} skips files of more than {limit:,}; shorten it.",
        )
