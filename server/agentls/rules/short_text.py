"""Text that is too short for a prompt.

Some assistants take the text below the frontmatter for the prompt and refuse a file in which it is empty or too short
to be one.

```markdown bad path=.qwen/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
---
Review.
^^^^^^^ error unfinished unfixed
```

```markdown good path=.qwen/agents/reviewer.md
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
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span

SEVERITY = Severity.ERROR
READS = Section.KEYS | Section.BODY


def concerns(shape: Shape) -> bool:
    """Only where the host wants a text of some length."""
    return shape.dialect.facts.text_min is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the text, or the closing fence when there is none."""
    least, parts = document.dialect.facts.text_min, document.frontmatter
    text = document.body.strip()
    if least is None or parts.closing is None or len(text) >= least:
        return
    start = document.text.index(text, parts.body.start) if text else parts.closing.start
    span = Span(start, start + len(text)) if text else parts.closing
    says = document.dialect.says(Effect.REJECTS_FILE)
    wanted = f"at least {least} characters" if least > 1 else "a text"
    wrong = "The text is too short" if text else "There is no text"
    # The text is what somebody writes last.
    yield Finding(
        span,
        f"{wrong}: {says}; write {wanted} below the frontmatter.",
        unfinished=True,
        typing_span=Span(parts.closing.start, len(document.text)),
    )
