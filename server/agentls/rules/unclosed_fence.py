"""Fenced code that is never closed.

Everything below the opening marks counts as code then: imports and commands in it are not carried out, and headings and
lists are none. It often happens around a sample that holds fenced code itself; give the outer fence one mark more.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
---
Run this:

~~~sh
^^^ information unfinished choose
git diff

Then say what is wrong.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
---
Answer like this:

~~~markdown
The line to change:

~~~sh
git diff
~~~
~~~

Then stop.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
READS = Section.BODY


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the marks that begin the code."""
    opening = document.content.open_fence
    if opening is None:
        return
    mark = opening.of(document.text)
    end = len(document.text)
    before = "" if document.text.endswith("\n") else document.line_break()
    line = document.lines.line_span(document.lines.line_of(opening.start))
    indentation = document.text[line.start : opening.start]
    kept = indentation if not indentation.strip() else ""
    closing = Edit(Span(end, end), f"{before}{kept}{mark}{document.line_break()}")
    yield Finding(
        opening,
        "This code is never closed, and all below counts as code; add the closing marks where it ends.",
        fixes=(Fix("Close it at the end of the file", (closing,)),),
        unfinished=True,
    )
