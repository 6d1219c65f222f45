"""What stands in the text below the frontmatter: headings, links, imports, substitutions and commands.

    read(source, span) -> Body

A small reader and no Markdown library: it must know the few things that hosts look for, and where code and comments
are, in which they do not look.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from agentls.text import Span

# Stands for each character that is code or comment; it occurs in no pattern below, and separates like no blank.
_HIDDEN = "\0"
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(`{3,}(?=[^`\r\n]*(?:[\r\n]|\Z))|~{3,})")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TICKS = re.compile(r"`+")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\r?\n")
_VISIBLE = re.compile(r"[^\r\n]")

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+([^\r\n]*?))??(?:[ \t]+#+)?[ \t]*\r?$", re.MULTILINE)
_UNDERLINED = re.compile(
    r"(?:\A|(?<=\n\n)|(?<=\r\n\r\n)) {0,3}([^\s#>*+\-|\x00][^\r\n]*?)[ \t]*\r?\n {0,3}(=+|-+)[ \t]*\r?$", re.MULTILINE
)
_INLINE_LINK = re.compile(r"\]\([ \t]*(?:<([^<>\r\n]*)>|((?:[^\s()\x00]|\([^\s()\x00]*\))+))")
_LINK_LINE = re.compile(r"^ {0,3}\[[^\]\r\n]+\]:[ \t]*(?:<([^<>\r\n]*)>|([^\s\x00]+))", re.MULTILINE)
_IMPORT = re.compile(r"(?<!\S)@((?:\\ |[^\s\\\x00])+)")
_SUBSTITUTION = re.compile(r"(?<!\\)\$(?:\{[^{}\s]*\}|[A-Za-z_]\w*(?:\[[^\]\s]*\])?|\d+)")
_COMMAND = re.compile(r"(?<!\S)!`([^`\r\n]+)`")


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading; `span` covers its line, `title_span` its text. `level` counts from 1."""

    level: int
    title: str
    span: Span
    title_span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text that means something; `text` is what it says, without marks and escapes."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Body:
    """All of it, each in the order of the text; spans count in the whole file.

    `links` are the targets of links and images. `imports` are paths behind `@`, without an `#anchor`. `substitutions`
    are words such as `$ARGUMENTS`, in code as well: hosts replace them before they look at anything else. `commands`
    are what stands between the back-ticks of an exclamation mark.
    """

    headings: tuple[Heading, ...]
    links: tuple[Part, ...]
    imports: tuple[Part, ...]
    substitutions: tuple[Part, ...]
    commands: tuple[Part, ...]
    _code: tuple[Span, ...] = ()

    def is_code(self, offset: int) -> bool:
        """Tell whether `offset` lies in code or in a comment."""
        at = bisect_right(self._code, (offset, 1 << 62)) - 1
        return at >= 0 and self._code[at].contains(offset)


def read(source: str, span: Span) -> Body:
    """Return what stands in `span` of `source`; never fails."""
    text = span.of(source)
    hidden = _hidden_spans(text)
    masked = _masked(text, hidden)
    at = span.start
    return Body(
        headings=tuple(sorted(_headings(text, masked, at), key=lambda one: one.span)),
        links=tuple(sorted(_links(masked, at), key=lambda one: one.span)),
        imports=tuple(_imports(masked, at)),
        substitutions=tuple(Part(found[0], Span(*found.span()).shifted(at)) for found in _SUBSTITUTION.finditer(text)),
        commands=tuple(Part(found[1], Span(*found.span(1)).shifted(at)) for found in _COMMAND.finditer(text)),
        _code=tuple(one.shifted(at) for one in hidden),
    )


def _hidden_spans(text: str) -> list[Span]:
    """Return where fenced code, comments and code between back-ticks are."""
    fences = list(_fenced(text))
    found = list(fences)
    start = 0
    for fence in [*fences, Span(len(text), len(text))]:
        found += _comments_and_ticks(text, start, fence.start)
        start = fence.end
    return sorted(found)


def _fenced(text: str) -> Iterator[Span]:
    at, opened, mark = 0, -1, ""
    while at < len(text):
        line = _LINE.match(text, at)
        end = line.end() if line else len(text)
        if opened < 0:
            fence = _FENCE.match(text, at)
            if fence and fence.end() <= end:
                opened, mark = at, fence[1]
        elif _closes(text[at:end], mark):
            yield Span(opened, end)
            opened = -1
        at = end
    if opened >= 0:
        yield Span(opened, len(text))


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


def _masked(text: str, hidden: list[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in hidden:
        pieces += (text[at : span.start], _VISIBLE.sub(_HIDDEN, span.of(text)))
        at = span.end
    return "".join((*pieces, text[at:]))


def _headings(text: str, masked: str, at: int) -> Iterator[Heading]:
    for found in _HEADING.finditer(masked):
        place = Span(*found.span(2)) if found[2] is not None else Span(found.end(1), found.end(1))
        yield Heading(len(found[1]), _plain(place.of(text)), Span(*found.span()).shifted(at), place.shifted(at))
    for found in _UNDERLINED.finditer(masked):
        place = Span(*found.span(1))
        level = 1 if found[2][0] == "=" else 2
        yield Heading(level, _plain(place.of(text)), Span(place.start, found.end()).shifted(at), place.shifted(at))


def _plain(title: str) -> str:
    return title.replace("`", "").replace("**", "").strip()


def _links(masked: str, at: int) -> Iterator[Part]:
    for pattern in (_INLINE_LINK, _LINK_LINE):
        for found in pattern.finditer(masked):
            group = 1 if found[1] is not None else 2
            if found[group] and _HIDDEN not in found[group]:
                yield Part(found[group], Span(*found.span(group)).shifted(at))


def _imports(masked: str, at: int) -> Iterator[Part]:
    for found in _IMPORT.finditer(masked):
        path = found[1].partition("#")[0]
        # A full stop at the end is read as part of the path by nobody who meant a sentence: the host reads nothing.
        if path and not path.endswith("."):
            yield Part(path.replace("\\ ", " "), Span(found.start(1), found.start(1) + len(path)).shifted(at))
