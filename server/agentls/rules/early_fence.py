"""A `---` that ends the frontmatter where nobody meant it to.

Claude Code ends the block at the first three hyphens after the opening line, wherever they stand: inside a value, in
a comment made of hyphens, in a table. What follows becomes part of the instructions, and a value cut in two may make
the block unreadable.

```markdown bad
---
name: reviewer
description: Reviews a diff --- and only the diff.
                            ^^^ warning
model: opus
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff -- and only the diff.
model: opus
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
# ----- the rest -----
  ^^^
model: opus
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff -- and only the diff.
---
Read the diff. --- Then stop.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant
from agentls.meaning.shape import Shape
from agentls.meaning.unreadable import is_early_end
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import FENCE
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span, apply

SEVERITY = Severity.WARNING
_FENCE_LINE = expression(r"^[ \t]*---[ \t]*\r?$", re.MULTILINE)
_DASHES = expression(r"-{3,}")
_FARTHEST = 100


def concerns(shape: Shape) -> bool:
    """Not where the block ends as it should."""
    return not shape.is_whole


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the hyphens that end the block without being a line of their own."""
    frontmatter = document.frontmatter
    if not frontmatter.early or frontmatter.closing is None or not is_meant(document):
        return
    host = document.dialect.host
    # What the cut left open may still be read as a text.
    cuts = not document.is_loaded_as_map and any(is_early_end(document, one) for one in document.reading.causes)
    yield Finding(
        frontmatter.closing,
        f"{host} ends the frontmatter at its first `{FENCE}`, which is here; write two hyphens.",
        severity=Severity.ERROR if cuts else None,
        fixes=tuple(_fixes(document, frontmatter.closing)),
    )


def _fixes(document: Document, closing: Span) -> Iterator[Fix]:
    text = document.text
    real = _FENCE_LINE.search(text, closing.end)
    line = document.lines.line_of(closing.start)
    if real and document.lines.line_of(real.start()) - line <= _FARTHEST:
        runs = _DASHES.finditer(text, closing.start, real.start())
        edits = tuple(Edit(Span(*run.span()), "--") for run in runs)
        changed = document.with_text(apply(text, edits))
        if changed.is_loaded_as_map or not document.is_loaded_as_map:
            yield Fix("Write two hyphens", edits, preferred=True)
        return
    span = document.lines.line_span(line)
    before = "" if not text[span.start : closing.start].strip() else document.line_break()
    after = "" if not text[closing.end : span.end].strip() else document.line_break()
    start = closing.start if before else span.start
    edit = Edit(Span(start, closing.end), f"{before}{FENCE}{after}")
    yield Fix("Put it on a line of its own", (edit,), preferred=True)
