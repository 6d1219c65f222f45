"""Where the frontmatter of a file begins and ends, as the host that reads the file decides it.

What was seen of Claude Code 2.1.330: an optional byte order mark, then `---`, optional white space and a line break
at the very start; the block ends at the first `---` anywhere, even inside a value.
"""

import re
from enum import Enum
from typing import NamedTuple

from agentls.text.expressions import expression
from agentls.text.positions import Span

BYTE_ORDER_MARK = "\ufeff"
FENCE = "---"

# JavaScript's \s, which differs from Python's: no U+001C to U+001F and no U+0085, but the byte order mark.
_SPACE = "[\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]"
_OPENING = expression(rf"---{_SPACE}*\n")
_OPENING_LINE = expression(r"---[ \t]*(?=\r?\n|\Z)")
_WHITE = expression(r"\s*")
_LATE_OPENING = expression(r"^[ \t]*---[ \t]*\r?$", re.MULTILINE)
_KEY_LINE = expression(r"[\w\"'][^:\r\n]*:(?=[ \t\r\n]|\Z)")
_LINE = expression(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Fencing(Enum):
    """What the host finds at the top of a file."""

    NONE = "none"
    UNCLOSED = "unclosed"
    CLOSED = "closed"


class Frontmatter(NamedTuple):
    """The parts of a file, as spans.

    `opening` and `closing` are the fences, three characters each. `block` is the text between them; when the
    closing fence is missing, it is the part that still looks like frontmatter, so that it can be edited and checked.
    `early` tells that the closing fence is not a line of its own: the block ends where nobody meant it to.
    `late` is an opening fence further down, when there is none at the top. `refused` is what keeps the host from a
    block that was meant. `lost` stands behind the closing fence and costs the file its text. `language` is the word
    behind the opening fence.
    """

    fencing: Fencing
    block: Span
    body: Span
    opening: Span | None = None
    closing: Span | None = None
    early: bool = False
    late: Span | None = None
    refused: Span | None = None
    lost: Span | None = None
    language: str = ""


def after_mark(text: str) -> int:
    """Return the offset behind the byte order mark, 0 where there is none."""
    return len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0


def split(text: str) -> Frontmatter:
    """Find the parts of `text`; never fails."""
    start = after_mark(text)
    fence = _OPENING.match(text, start) or _OPENING_LINE.match(text, start)
    if fence is None:
        return _without(text, start)
    opening = Span(start, start + len(FENCE))
    first = _after_line(text, opening.end)
    closing = text.find(FENCE, first) if "\n" in text[opening.end : first] else -1
    if closing < 0:
        end = _plausible_end(text, first)
        return Frontmatter(Fencing.UNCLOSED, Span(first, end), Span(end, len(text)), opening)
    closing_span = Span(closing, closing + len(FENCE))
    line_start = max(text.rfind("\n", 0, closing) + 1, first)
    line_end = _after_line(text, closing)
    alone = text[line_start:line_end].strip() == FENCE
    body = line_end if alone else closing_span.end
    block = Span(first, line_start if alone else closing)
    return Frontmatter(Fencing.CLOSED, block, Span(body, len(text)), opening, closing_span, early=not alone)


def whole(text: str) -> Frontmatter:
    """Return the parts of a file that is nothing but data."""
    start = after_mark(text)
    end = Span(len(text), len(text))
    return Frontmatter(Fencing.CLOSED, Span(start, len(text)), end, Span(start, start), end)


def _without(text: str, start: int) -> Frontmatter:
    """Describe a file that does not begin with a fence; a fence after blank lines was probably meant."""
    late = None
    content = _WHITE.match(text, start)
    at = content.end() if content else start
    line_start = max(text.rfind("\n", 0, at) + 1, start)
    found = _LATE_OPENING.match(text, line_start)
    if found and text.startswith(FENCE, at):
        late = Span(at, at + len(FENCE))
    return Frontmatter(Fencing.NONE, Span(start, start), Span(start, len(text)), late=late)


def _after_line(text: str, offset: int) -> int:
    """Return the offset of the line that follows the one on which `offset` stands."""
    line = _LINE.match(text, offset)
    return line.end() if line else len(text)


def _plausible_end(text: str, start: int) -> int:
    """Return where an unclosed block ends: before the first unindented line that cannot belong to it."""
    at, seen_blank = start, False
    while at < len(text):
        end = _after_line(text, at)
        line = text[at:end]
        if not line.strip():
            seen_blank = True
        elif line[0] in " \t#-":
            if seen_blank and line[0] in "#-":
                return at
        elif not _KEY_LINE.match(line) and (seen_blank or " " in line.strip()):
            return at
        else:
            seen_blank = False
        at = end
    return len(text)
