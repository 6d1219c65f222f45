"""An import that brings in nothing, because of a character beside the path.

`@path` is an import only when a blank stands behind it. With a comma, a colon or a full stop at its end, in quotes or
in brackets Claude Code imports nothing, and a path with a blank in it ends there. It says nothing about it.

```markdown beside path=docs/style.md
Use short words.
```

```markdown bad path=CLAUDE.md
Read @docs/style.md, then work.
      ^^^^^^^^^^^^^^ warning unfinished
See (@docs/style.md) first.
      ^^^^^^^^^^^^^^ warning unfinished
```

```markdown fixed path=CLAUDE.md
Read @docs/style.md , then work.
See ( @docs/style.md ) first.
```

```markdown good path=CLAUDE.md
Read @docs/style.md and **@docs/style.md** and @docs/style.md#short first; ask @someone, or @org/team.
```
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.BODY
_MOST_WORDS = 6
_MORE = expression(r"[ ]([^\s`]+)")
_ENDING = expression(r"\.\w{1,8}\Z")


def concerns(shape: Shape) -> bool:
    """Only where the host imports files."""
    return shape.dialect.facts.imports


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the paths that are there, but are not imported for how they are written."""
    if not document.dialect.facts.imports or not document.path:
        return
    for one in document.content.failed_imports:
        if _ENDING.search(one.text) and snapshot.files.exists(_target(document, one.text)):
            yield _beside(document, one.text, one.span)
    for one in document.content.imports:
        if not snapshot.files.exists(_target(document, one.text)):
            whole = _with_blanks(document, snapshot, one.text, one.span)
            if whole is not None:
                yield _cut(document, one.text, one.span, whole)


def _target(document: Document, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.path), path))


def _beside(document: Document, path: str, span: Span) -> Finding:
    text = document.text
    after = span.of(text)[len(path.replace(" ", "\\ ")) :] or text[span.end : span.end + 1]
    before = text[span.start - 2 : span.start - 1]
    culprit = after[:1].strip() or before
    edits = []
    if before.strip() and before not in "*_":
        edits.append(Edit(Span(span.start - 1, span.start - 1), " "))
    if after.strip():
        end = span.start + len(path.replace(" ", "\\ "))
        edits.append(Edit(Span(end, end), " "))
    return Finding(
        span,
        f"{document.dialect.host} imports nothing with `{culprit}` beside the path; put a blank between them.",
        fixes=(Fix("Put a blank there", tuple(edits), preferred=True),),
        unfinished=True,
    )


def _with_blanks(document: Document, snapshot: Snapshot, path: str, span: Span) -> Span | None:
    """Return the place of the path that was meant, with the blanks in it, if such a file is there."""
    end = span.end
    for _ in range(_MOST_WORDS):
        found = _MORE.match(document.text, end)
        if found is None:
            return None
        end = found.end()
        word = document.text[span.start : end].rstrip(".,:;!?)")
        if _ENDING.search(word) and snapshot.files.exists(_target(document, word)):
            return Span(span.start, span.start + len(word))
    return None


def _cut(document: Document, path: str, span: Span, whole: Span) -> Finding:
    better = whole.of(document.text).replace(" ", "\\ ")
    return Finding(
        span,
        f"{document.dialect.host} ends the path at the blank and imports {shown(path)}; write `\\ ` for each blank.",
        fixes=(Fix("Write the blanks as `\\ `", (Edit(whole, better),), preferred=True),),
        unfinished=True,
    )
