"""Where in a text of Markdown code and comments are, in which hosts do not look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.text.expressions import expression
from agentls.text.positions import Span

_FENCE = expression(r"^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}|~{3,})([^\r\n]*)(?:\r\n|\r|\n|\Z)", re.MULTILINE)
# In a fence of these languages another fence may be meant as a part of the sample.
_SAMPLES = frozenset({"", "markdown", "md", "mdx", "text", "txt"})
_LANGUAGE = expression(r"[A-Za-z][\w+#.-]*")
_COMMENT = expression(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TICKS = expression(r"`+")
_PARAGRAPH_END = expression(r"\n[ \t]*\r?\n")


def hidden_spans(text: str) -> list[Span]:
    """Return where fenced code, comments and code between back-ticks are."""
    fences = list(_fenced(text))
    found = list(fences)
    start = 0
    for fence in [*fences, Span(len(text), len(text))]:
        found += _comments_and_ticks(text, start, fence.start)
        start = fence.end
    return sorted(found)


def _fenced(text: str) -> Iterator[Span]:
    """Yield where fenced code is; a sample of Markdown may hold fences that its writer did not make shorter.

    A line that opens a fence with a language, inside a fence of Markdown that is no longer, nests as it was meant to.
    Where that leaves a fence open which is closed when it is read to the letter, the letter counts.
    """
    found, unclosed = fences(text, nested=True)
    if unclosed is not None:
        found, unclosed = fences(text, nested=False)
    yield from found
    if unclosed is not None:
        yield Span(unclosed.start, len(text))


def fences(text: str, *, nested: bool) -> tuple[list[Span], Span | None]:
    """Return the fences that are closed, and the mark of the one that is not."""
    found: list[Span] = []
    opened: list[tuple[int, str]] = []
    mark, holds_samples = Span(0, 0), False
    for line in _FENCE.finditer(text):
        bare, language = line[1], line[2].strip()
        if not opened:
            if bare[0] != "`" or "`" not in line[2]:
                opened.append((line.start(), bare))
                mark = Span(*line.span(1))
                holds_samples = nested and language.partition(" ")[0].lower() in _SAMPLES
        elif _closes(line[0], opened[-1][1]):
            start, _ = opened.pop()
            if not opened:
                found.append(Span(start, line.end()))
        elif holds_samples and bare[0] == opened[0][1][0] and _LANGUAGE.fullmatch(language):
            opened.append((line.start(), bare))
    return found, mark if opened else None


def _closes(line: str, mark: str) -> bool:
    bare = line.strip().lstrip("> \t")
    return len(bare) >= len(mark) and not bare.strip(mark[0])


def _comments_and_ticks(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        comment = text.find("<!--", at, end)
        tick = text.find("`", at, end)
        if comment >= 0 and (tick < 0 or comment < tick):
            found = _COMMENT.match(text, comment)
            close = min(found.end(), end) if found else end
            yield Span(comment, close)
            at = close
        elif tick >= 0:
            opening = _TICKS.match(text, tick)
            width = opening.end() - tick if opening else 1
            close = _closing_ticks(text, tick + width, end, width)
            if close > 0:
                yield Span(tick, close)
            at = close if close > 0 else tick + width
        else:
            return


def _closing_ticks(text: str, start: int, end: int, width: int) -> int:
    """Return where a run of exactly `width` back-ticks ends before the paragraph does, or -1."""
    paragraph = _PARAGRAPH_END.search(text, start, end)
    for found in _TICKS.finditer(text, start, paragraph.start() if paragraph else end):
        if found.end() - found.start() == width:
            return found.end()
    return -1
