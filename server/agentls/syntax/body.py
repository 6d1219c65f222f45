"""What stands in the text below the frontmatter: headings, links, imports, substitutions and commands.

    Body(source, span)

A small reader and no Markdown library: it must know the few things that hosts look for, and where code and comments
are, in which they do not look.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from agentls.syntax.code_spans import fences, hidden_spans
from agentls.text.expressions import expression
from agentls.text.lazy import lazy
from agentls.text.positions import Span

# Stands for each character that is code or comment; it occurs in no pattern below, and separates like no blank.
_HIDDEN = "\0"
_VISIBLE = expression(r"[^\r\n]")

# Blanks around a title are taken off afterwards: an expression that does it tries each of them as the first and last.
_HEADING = expression(r"^ {0,3}(#{1,6})([ \t][^\r\n]*)?\r?$", re.MULTILINE)
_UNDERLINED = expression(
    r"(?:\A|(?<=\n\n)|(?<=\r\n\r\n)) {0,3}([^\s#>*+\-|\x00][^\r\n]*)\r?\n {0,3}(=+|-+)[ \t]*\r?$", re.MULTILINE
)
_INLINE_LINK = expression(r"\]\([ \t]*(?:<([^<>\r\n]*)>|((?:[^\s()\x00]|\([^\s()\x00]*\))+))")
_LINK_LINE = expression(r"^ {0,3}\[[^\]\r\n]+\]:[ \t]*(?:<([^<>\r\n]*)>|([^\s\x00]+))", re.MULTILINE)
_IMPORT = expression(r"(?:(?<!\S)|(?<=(?<!\S)[*_])|(?<=(?<!\S)\*\*)|(?<=(?<!\S)__))@((?:\\ |[^\s\\\x00])+)\\?(?!\\)")
_MARKED = expression(r"[\"'(\[<{]@((?:\\ |[^\s\\\x00])+)")
_NOT_AT_THE_END = ".,:;!?)]}|>\"'\u2026\u3002\uff0c\u2019"
_POSSESSIVE = expression(r"['\u2019]s?\Z")
_SUBSTITUTION = expression(r"(?<!\\)\$(?:\{[^{}\s]*\}|[A-Za-z_]\w*(?:\[[^\]\s]*\])?|\d+)")
_COMMAND = expression(r"(?<!\S)!`([^`\r\n]+)`")


class Heading(NamedTuple):
    """One heading; `span` covers its line, `title_span` its text. `level` counts from 1."""

    level: int
    title: str
    span: Span
    title_span: Span


class Part(NamedTuple):
    """A stretch of the text that means something; `text` is what it says, without marks and escapes."""

    text: str
    span: Span


class Body:
    """What the text at `span` of `source` holds, each kind in the order of the text, found when it is first asked for.

    Spans count in the whole file. Reading never fails.
    """

    def __init__(self, source: str, span: Span) -> None:
        self._text = span.of(source)
        self._start = span.start

    @lazy
    def headings(self) -> tuple[Heading, ...]:
        """The headings, underlined ones too."""
        found = _headings(self._text, self._masked, self._start)
        return tuple(sorted(found, key=lambda one: one.span))

    @lazy
    def links(self) -> tuple[Part, ...]:
        """The targets of links and images."""
        if "](" not in self._text and "]:" not in self._text:
            return ()
        return tuple(sorted(_links(self._masked, self._start), key=lambda one: one.span))

    @lazy
    def imports(self) -> tuple[Part, ...]:
        """The paths behind `@`, without an `#anchor`."""
        return tuple(_imports(self._masked, self._start)) if "@" in self._text else ()

    @lazy
    def failed_imports(self) -> tuple[Part, ...]:
        """Words behind `@` that the host does not import for a character beside them; `text` is the path without it."""
        return tuple(_failed_imports(self._masked, self._start)) if "@" in self._text else ()

    @lazy
    def substitutions(self) -> tuple[Part, ...]:
        """Words such as `$ARGUMENTS`, in code as well: hosts replace them before they look at anything else."""
        return tuple(self._part(found, 0) for found in _SUBSTITUTION.finditer(self._text)) if "$" in self._text else ()

    @lazy
    def commands(self) -> tuple[Part, ...]:
        """What stands between the back-ticks of an exclamation mark."""
        return tuple(self._part(found, 1) for found in _COMMAND.finditer(self._text)) if "!`" in self._text else ()

    @lazy
    def open_fence(self) -> Span | None:
        """The mark that begins fenced code and has no other one to end it, however the fences are paired."""
        found = fences(self._text, nested=False)[1] if "```" in self._text or "~~~" in self._text else None
        return found.shifted(self._start) if found and fences(self._text, nested=True)[1] is not None else None

    @lazy
    def comments(self) -> tuple[Span, ...]:
        """The comments between `<!--` and `-->` that stand in no code."""
        if "<!--" not in self._text:
            return ()
        return tuple(one.shifted(self._start) for one in self._hidden if self._text.startswith("<!--", one.start))

    def is_code(self, offset: int) -> bool:
        """Tell whether `offset` lies in code or in a comment."""
        at = bisect_right(self._hidden, (offset - self._start, 1 << 62)) - 1
        return at >= 0 and self._hidden[at].contains(offset - self._start)

    @lazy
    def _hidden(self) -> list[Span]:
        return hidden_spans(self._text)

    @lazy
    def _masked(self) -> str:
        return _masked(self._text, self._hidden)

    def _part(self, found: re.Match[str], group: int) -> Part:
        return Part(found[group], Span(*found.span(group)).shifted(self._start))


def _masked(text: str, hidden: list[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in hidden:
        pieces += (text[at : span.start], _VISIBLE.sub(_HIDDEN, span.of(text)))
        at = span.end
    return "".join((*pieces, text[at:]))


def _headings(text: str, masked: str, at: int) -> Iterator[Heading]:
    for found in _HEADING.finditer(masked):
        place = _title(found[2] or "", found.end(1))
        yield Heading(len(found[1]), _plain(place.of(text)), Span(*found.span()).shifted(at), place.shifted(at))
    for found in _UNDERLINED.finditer(masked):
        place = Span(found.start(1), found.start(1) + len(found[1].rstrip(" \t")))
        level = 1 if found[2][0] == "=" else 2
        yield Heading(level, _plain(place.of(text)), Span(place.start, found.end()).shifted(at), place.shifted(at))


def _title(rest: str, start: int) -> Span:
    """Return the place of a heading's text in `rest`, which begins at `start`: without the `#` that may close it."""
    text = rest.rstrip(" \t")
    open_text = text.rstrip("#")
    if open_text != text and open_text[-1:] in ("", " ", "\t"):
        text = open_text.rstrip(" \t")
    blanks = len(text) - len(text.lstrip(" \t"))
    return Span(start + blanks, start + len(text))


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
        path = _unmarked(masked, found).partition("#")[0]
        if path and path[-1] not in _NOT_AT_THE_END and not _POSSESSIVE.search(path):
            yield Part(path.replace("\\ ", " "), Span(found.start(1), found.start(1) + len(path)).shifted(at))


def _unmarked(masked: str, found: re.Match[str]) -> str:
    """Return the word behind `@` without the signs of emphasis that enclose both."""
    path = found[1]
    mark = masked[max(0, found.start() - 2) : found.start()].strip()[-2:]
    marks = mark if mark in ("**", "__") else mark[-1:]
    return path.removesuffix(marks) if marks and marks in "**__" else path


def _failed_imports(masked: str, at: int) -> Iterator[Part]:
    """Yield the words that would be imports but for punctuation behind them, or a quote or bracket around them."""
    for pattern in (_IMPORT, _MARKED):
        for found in pattern.finditer(masked):
            word = found[1]
            path = _POSSESSIVE.sub("", word.rstrip(_NOT_AT_THE_END)).rstrip(_NOT_AT_THE_END)
            if path and (path != word or pattern is _MARKED):
                yield Part(path.replace("\\ ", " "), Span(*found.span(1)).shifted(at))
