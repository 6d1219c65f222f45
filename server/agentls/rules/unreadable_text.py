"""A file stored in a way in which the program does not see its frontmatter.

Claude Code reads UTF-8 with lines that end in a line feed. In a file stored as UTF-16, or with bare carriage returns
as line ends, it finds no frontmatter and takes everything for documentation. Save the file as UTF-8 with LF line
ends.

```markdown bad encoding=utf-16
---
^^^ warning unfixed
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown bad
---␍name: reviewer␍description: Reviews a diff for bugs.␍---␍Read the diff.
^^^
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

from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant
from agentls.meaning.storage import has_bare_returns, is_utf16
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import Fencing
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING

# Where a file without frontmatter is refused, or becomes a prompt with all its keys.
_COSTLY = frozenset({Effect.REJECTS_FILE, Effect.BECOMES_PROMPT})


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the opening fence that the host cannot see."""
    host = document.dialect.host
    if is_utf16(document) and document.frontmatter.opening is not None and is_meant(document):
        yield Finding(
            document.frontmatter.opening,
            f"The file is stored as UTF-16: {host} sees no frontmatter in it; save it as UTF-8.",
        )
    elif has_bare_returns(document) and document.frontmatter.fencing is not Fencing.CLOSED:
        text = document.text.replace("\r\n", "\n").replace("\r", "\n")
        meant = Document(document.path, text, document.dialect)
        if meant.frontmatter.opening is not None and is_meant(meant):
            edit = Edit(Span(0, len(document.text)), text)
            yield Finding(
                meant.frontmatter.opening,
                f"Bare carriage returns end the lines: {host} sees no frontmatter; save the file with LF line ends.",
                severity=Severity.ERROR if document.dialect.facts.on_missing_frontmatter in _COSTLY else None,
                fixes=(Fix("Use LF line ends", (edit,), preferred=True),),
            )
