"""Frontmatter that the assistant does not see, or that costs the file its text.

Assistants look for the two lines `---` in their own ways. One takes blanks behind them, the next does not; one skips a
blank line or a byte order mark above them, the next finds no frontmatter then. What one of them does not see is lost,
or becomes a part of the prompt, and some refuse a file without frontmatter.

```markdown bad path=.opencode/agents/reviewer.md
--- # agent
^^^^^^^^^^^ error
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good path=.opencode/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.meaning.storage import is_readable
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import BYTE_ORDER_MARK, FENCE, Fencing
from agentls.syntax.policies import READERS
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR
READS = Section.KEYS | Section.BODY


def concerns(shape: Shape) -> bool:
    """Only where the host has fences of its own."""
    return READERS[shape.dialect.reader].fences is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what keeps the host from the block, or what stands behind the closing fence."""
    dialect, parts = document.dialect, document.frontmatter
    if READERS[dialect.reader].fences is None or not is_readable(document):
        return
    effect = dialect.facts.on_missing_frontmatter
    is_optional = effect in (Effect.BECOMES_PROMPT, Effect.LOADS)
    says = dialect.says(Effect.LOSES_METADATA if effect is Effect.LOADS else effect)
    # Of a new file there is only this much at first.
    is_begun = FENCE.startswith(document.text.strip())
    if parts.refused is not None:
        if not is_optional or _has_keys(document, parts.refused):
            message = f"This is not seen as frontmatter: {says}; {_remedy(document, parts.refused)}."
            yield Finding(parts.refused, message, fixes=_fixes(document, parts.refused), unfinished=is_begun)
    elif parts.fencing is Fencing.NONE and not is_optional:
        message = f"There is no frontmatter: {says}; begin with `{FENCE}` and its keys."
        yield Finding(_first_line(document), message, unfinished=is_begun)
    elif parts.fencing is Fencing.UNCLOSED and not is_optional and not document.root.entries:
        opening = parts.opening or _first_line(document)
        message = f"This frontmatter has no end and no keys: {says}; write them."
        yield Finding(opening, message, unfinished=True, typing_span=Span(0, len(document.text)))
    elif parts.lost is not None:
        yield Finding(
            parts.lost,
            f"{dialect.host} drops the whole text because of what follows `{FENCE}` here; remove it.",
            fixes=(Fix("Remove it", (Edit(parts.lost, ""),), preferred=True),),
        )


def _has_keys(document: Document, refused: Span) -> bool:
    """Tell whether the block that is not seen holds anything that somebody may miss; hyphens alone are none."""
    return not refused.of(document.text).startswith(FENCE) or _KEY.search(document.text) is not None


_KEY = expression(
    r"^[ \t]*---[^\r\n]*(?:\r\n?|\n)(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*[ \t]*[\w\"'-]+[ \t]*:", re.MULTILINE
)


def _remedy(document: Document, refused: Span) -> str:
    text = refused.of(document.text)
    if text == BYTE_ORDER_MARK:
        return "save it without a byte order mark"
    if "\n" not in document.text:
        return "save it with line feeds"
    if text.startswith(FENCE):
        return "begin the file with it" if text == FENCE else f"write exactly `{FENCE}`"
    return f"write `{FENCE}` above it"


def _fixes(document: Document, refused: Span) -> tuple[Fix, ...]:
    text, whole = refused.of(document.text), document.text
    if text == BYTE_ORDER_MARK:
        return (Fix("Remove the byte order mark", (Edit(refused, ""),), preferred=True),)
    if not text.startswith(FENCE):
        edit = Edit(Span(refused.start, refused.start), FENCE + document.line_break())
        return (Fix(f"Add `{FENCE}` above", (edit,), preferred=True),)
    above = whole[: refused.start]
    # A mark that the host minds has been told of before.
    marked = len(BYTE_ORDER_MARK) if above.startswith(BYTE_ORDER_MARK) else 0
    if above[marked:].strip(f"{BYTE_ORDER_MARK} \t\r\n"):
        return ()
    edits = [Edit(Span(marked, refused.start), "")] if above[marked:] else []
    if text != FENCE and re.fullmatch(r"-{3,}\s*(?:#.*)?", text):
        edits.append(Edit(refused, FENCE))
    return (Fix(f"Begin the file with `{FENCE}`", tuple(edits), preferred=True),) if edits else ()


def _first_line(document: Document) -> Span:
    for line in range(len(document.lines)):
        span = document.lines.line_span(line)
        content = span.of(document.text).strip()
        if content:
            start = document.text.index(content, span.start)
            return Span(start, start + len(content))
    return Span(0, 0)
