"""Positions in a text: spans, edits and the conversion between offsets and lines with columns.

Everything inside agentls counts in code points from the start of the text. Lines and columns, and the units in
which an editor counts them, exist only here and in the shells that speak to editors and terminals.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal, NamedTuple

Encoding = Literal["utf-8", "utf-16", "utf-32"]


class Span(NamedTuple):
    """A half-open range of code points, `start` included and `end` excluded."""

    start: int
    end: int

    def contains(self, offset: int) -> bool:
        """Tell whether the character at `offset` lies inside."""
        return self.start <= offset < self.end

    def touches(self, offset: int) -> bool:
        """Tell whether a cursor at `offset` stands inside or at either end."""
        return self.start <= offset <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share a place; empty spans count as the place where they stand."""
        return self.start <= other.end and other.start <= self.end

    def shifted(self, by: int) -> "Span":
        """Return the same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """Return the characters of `text` in this range."""
        return text[self.start : self.end]


class Edit(NamedTuple):
    """Replace the characters in `span` by `text`; an empty span inserts."""

    span: Span
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with all `edits` made; their spans refer to the original text.

    Raises `ValueError` when two edits overlap, which is a programmer's error.
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: one.span):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at offset {edit.span.start}")
        pieces.append(text[done : edit.span.start])
        pieces.append(edit.text)
        done = edit.span.end
    pieces.append(text[done:])
    return "".join(pieces)


class LineIndex:
    """Where the lines of a text begin, by the rules of the Language Server Protocol.

    Only LF, CR LF and a lone CR end a line there. Python's `str.splitlines` also splits at U+2028, U+0085, form
    feed and others, which is why it is not used anywhere in agentls.
    """

    __slots__ = ("_ascii", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._ascii = text.isascii()
        starts = [0]
        if "\r" in text:
            at = 0
            while at < len(text):
                character = text[at]
                at += 1
                if character == "\r":
                    if text.startswith("\n", at):
                        at += 1
                    starts.append(at)
                elif character == "\n":
                    starts.append(at)
        else:
            at = 0
            while at := text.find("\n", at) + 1:
                starts.append(at)
        self._starts = starts

    def __len__(self) -> int:
        """Return the number of lines; a text that ends with a line break has an empty last line."""
        return len(self._starts)

    def line_of(self, offset: int) -> int:
        """Return the line, counted from 0, on which `offset` stands."""
        return bisect_right(self._starts, offset) - 1

    def line_span(self, line: int) -> Span:
        """Return the characters of `line` without its line break."""
        start = self._starts[line]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def rest(self, offset: int) -> Span:
        """Return what stands from `offset` to the end of its line, without the line break."""
        return Span(offset, max(offset, self.line_span(self.line_of(offset)).end))

    def line_start(self, line: int) -> int:
        """Return the offset of the first character of `line`; past the last line, the end of the text."""
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def position(self, offset: int, encoding: Encoding = "utf-32") -> tuple[int, int]:
        """Return line and column, both from 0, of `offset`; the column counts units of `encoding`."""
        offset = max(0, min(offset, len(self._text)))
        line = self.line_of(offset)
        start = self._starts[line]
        if self._ascii or encoding == "utf-32":
            return line, offset - start
        return line, _units(self._text[start:offset], encoding)

    def offset(self, line: int, column: int, encoding: Encoding = "utf-32") -> int:
        """Return the offset of a position; one outside the text gives the nearest place inside.

        A column that points into the middle of a character, as half of a surrogate pair does, gives the
        character's beginning.
        """
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self._text)
        span = self.line_span(line)
        if self._ascii or encoding == "utf-32":
            return min(span.start + max(column, 0), span.end)
        at, used = span.start, 0
        while at < span.end:
            used += _units(self._text[at], encoding)
            if used > column:
                break
            at += 1
        return at


def _units(text: str, encoding: Encoding) -> int:
    """Return how many units of `encoding` the characters take; lone surrogates count like any other."""
    if encoding == "utf-16":
        return len(text) + sum(character > "\uffff" for character in text)
    return sum(_utf8_length(ord(character)) for character in text)


def _utf8_length(code: int) -> int:
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
