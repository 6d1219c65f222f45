"""Where hosts other than Claude Code look for the frontmatter of a file: each has its own idea of a fence.

A block that somebody meant but the host does not see is found all the same, so that it can be edited; `refused` then
says what keeps the host from it. Seen in the programs named in `policies`.
"""

import re
from typing import NamedTuple

from agentls.syntax import frontmatter
from agentls.syntax.frontmatter import FENCE, Fencing, Frontmatter, after_mark
from agentls.text.expressions import expression
from agentls.text.positions import Span

_LATE = expression(r"^(?P<fence>---)[ \t]*\r?\n(?=[\w\"'-]+[ \t]*:)", re.MULTILINE)
# Each line fits in one way alone: with two, a search that finds nothing would try them all, for all lines together.
_MISSING = expression(r"(?:[\w-]+:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*)+(?P<fence>---)[ \t]*\r?$", re.MULTILINE)
_OLD_BREAK = expression(r"---[ \t]*\r(?!\n)")
_LINES_ABOVE = 12
_SPACE = expression(r"\s*")


class Fences(NamedTuple):
    """How a host finds the block.

    `opening` is matched at the very beginning, behind a byte order mark if `byte_order_mark` allows one; `closing` is
    searched from its end on. Each has a group `fence`. A group `lost` in `closing`, when it takes part, is text
    because of which the host throws away what follows. `anywhere`: the opening may stand further
    down. `takes_rest`: without a closing fence, all that follows the opening is the block.
    """

    opening: re.Pattern[str]
    closing: re.Pattern[str]
    byte_order_mark: bool = True
    anywhere: bool = False
    takes_rest: bool = False


def split(text: str, fences: Fences) -> Frontmatter:
    """Find the parts of `text` as a host with such `fences` sees them; never fails."""
    start = after_mark(text)
    seen = fences.byte_order_mark or not start
    find = fences.opening.search if fences.anywhere else fences.opening.match
    opening = find(text, start) if seen else None
    closing = fences.closing.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return _refused(text, start, opening, seen=seen)
    first = opening.end()
    if first < len(text) and text[first - 1] not in "\r\n":
        first = min(_after_line(text, first), closing.start("fence"))
    fence = Span(*closing.span("fence"))
    early = fence.start > first and text[fence.start - 1] not in "\r\n"
    line = max(text.rfind("\n", 0, fence.start), text.rfind("\r", 0, fence.start)) + 1
    last = fence.start if early else max(first, line)
    lost = Span(*closing.span("lost")) if closing.groupdict().get("lost") else None
    word = text[opening.end("fence") : _line_end(text, opening.end("fence"))].strip()
    return Frontmatter(
        Fencing.CLOSED,
        Span(first, last),
        Span(closing.end(), len(text)),
        Span(*opening.span("fence")),
        fence,
        early=early,
        lost=lost,
        language=word,
    )


def _refused(text: str, start: int, opening: re.Match[str] | None, *, seen: bool) -> Frontmatter:
    """Describe a block that the host does not see, as far as one was meant."""
    if not seen:
        return frontmatter.split(text)._replace(refused=Span(0, start))
    meant = frontmatter.split(text)
    if meant.fencing is Fencing.CLOSED and meant.early:
        meant = meant._replace(fencing=Fencing.UNCLOSED, closing=None, early=False)
    if opening is not None or meant.fencing is Fencing.UNCLOSED:
        return meant._replace(fencing=Fencing.UNCLOSED) if meant.opening else meant
    if meant.opening is not None:
        return meant._replace(refused=_wrong_line(text, meant.opening))
    if _OLD_BREAK.match(text, start):
        return meant._replace(refused=Span(start, start + len(FENCE)))
    at = _SPACE.match(text, start)
    begin = at.end() if at else start
    if begin > start and text.startswith(FENCE, begin):
        return meant._replace(late=Span(begin, begin + len(FENCE)), refused=Span(begin, begin + len(FENCE)))
    if text.startswith(FENCE, begin):
        return meant._replace(refused=_wrong_line(text, Span(begin, begin + len(FENCE))))
    late = _LATE.search(text, start)
    if late and text.count("\n", 0, late.start()) <= _LINES_ABOVE:
        return meant._replace(refused=Span(*late.span("fence")))
    missing = _MISSING.match(text, begin)
    if missing:
        return meant._replace(refused=Span(begin, text.index(":", begin)))
    return meant


def _wrong_line(text: str, fence: Span) -> Span:
    """Return the fence with what stands behind it on its line, which is what the host stumbles over."""
    return Span(fence.start, max(_line_end(text, fence.start), fence.end))


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def _after_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end + 1
