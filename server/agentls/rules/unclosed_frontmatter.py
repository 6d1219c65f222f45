"""Frontmatter without its closing `---`.

Without the second `---` there is no frontmatter: Claude Code takes the whole file for documentation, or in a plugin
for an agent that has no settings and this text as its instructions.

```markdown bad
---
^^^ error
name: reviewer
description: Reviews a diff for bugs.

Read the diff.
```

```markdown fixed
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
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.being_written import keys_being_written
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant
from agentls.meaning.shape import Shape
from agentls.meaning.storage import is_readable
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import FENCE, Fencing
from agentls.syntax.policies import READERS
from agentls.syntax.yaml.read import Outcome, read
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR
READS = Section.KEYS


def concerns(shape: Shape) -> bool:
    """Not where the block ends as it should."""
    return not shape.is_whole


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the opening fence that nothing closes."""
    frontmatter = document.frontmatter
    if frontmatter.fencing is not Fencing.UNCLOSED or frontmatter.opening is None:
        return
    if not is_meant(document) or not is_readable(document) or _takes_rest(document):
        return
    text = document.text
    at = frontmatter.block.end
    while text[at - 1] in " \t\r\n":
        at -= 1
    end = text.find("\n", at) + 1
    line_break = document.line_break()
    if end:
        edit = Edit(Span(end, end), FENCE + line_break)
    else:
        edit = Edit(Span(at, len(text)), f"{line_break}{FENCE}{line_break}")
    unfinished = keys_being_written(document)
    yield Finding(
        frontmatter.opening,
        f"This frontmatter is never closed: {document.dialect.host} reads none of its keys; add `{FENCE}` below them.",
        fixes=(Fix("Close the frontmatter", (edit,), preferred=True),),
        unfinished=unfinished is not None,
        typing_span=unfinished,
    )


def _takes_rest(document: Document) -> bool:
    """Tell whether the host takes all that follows for the block, and can read it."""
    reader = READERS[document.dialect.reader]
    if reader.fences is None or not reader.fences.takes_rest:
        return False
    rest = Span(document.frontmatter.block.start, len(document.text))
    return read(document.text, rest, reader).outcome is not Outcome.LOST
