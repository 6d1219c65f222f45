"""Names inside values: `Read, Bash(git:*)` in one scalar, or one or more in each item of a list.

The splitting is Claude Code's, seen in 2.1.330: comma and blank separate outside parentheses, one `)` closes however
many `(` came before, and neither a line break nor a tab, a semicolon or a bar separates.
"""

from collections import abc
from typing import NamedTuple

from agentls.syntax.nodes import (
    Node,
    Scalar,
    Sequence,
    Style,
)
from agentls.text.expressions import expression
from agentls.text.positions import Span

# What comma and blank separate, outside the parentheses within which nothing does.
_PIECE = expression(r"(?:[^(, ]+|\([^)]*\)?)+")
_ESCAPE_LENGTHS = {"x": 2, "u": 4, "U": 8}


class Item(NamedTuple):
    """One name of a list. `argument` is the text in parentheses, `None` without any.

    `span` covers name and parentheses, `name_span` the name alone. `scalar` is the value in which it is written, and
    `list_item` tells whether that is an item of a YAML list.
    """

    name: str
    name_span: Span
    span: Span
    argument: str | None
    argument_span: Span | None
    scalar: Scalar
    list_item: bool

    @property
    def is_followed(self) -> bool:
        """Tell whether something follows the closing parenthesis: all of it is one name then, which nothing has."""
        place = self.argument_span
        return ")" in (self.argument or "") and place is not None and place.end == self.span.end

    @property
    def is_unclosed(self) -> bool:
        """Tell whether a parenthesis opens and never closes, which swallows the rest of the value."""
        place = self.argument_span
        return place is not None and place.end == self.span.end and ")" not in (self.argument or "")

    @property
    def text(self) -> str:
        """The whole item as written, with its parentheses."""
        return self.name if self.argument is None else f"{self.name}({self.argument})"


def items(node: Node | None, source: str) -> tuple[Item, ...]:
    """Return the names in a value, be it a string or a list of strings; nothing for anything else."""
    found: list[Item] = []
    if isinstance(node, Scalar):
        found = _split(node, source, list_item=False)
    elif isinstance(node, Sequence):
        for one in node.items:
            if isinstance(one, Scalar):
                found += _split(one, source, list_item=True)
    return tuple(found)


def _split(scalar: Scalar, source: str, *, list_item: bool) -> list[Item]:
    if not scalar.is_string:
        return []
    text = scalar.text
    places = source_offsets(scalar, source)
    items: list[Item] = []
    # What is white but separates nothing belongs to no name at its ends: a tab, which does not count as printable, or
    # a blank behind a parenthesis that never closes.
    is_to_be_trimmed = not text.isprintable() or text.endswith(" ")
    for found in _PIECE.finditer(text):
        start, end = found.span()
        if is_to_be_trimmed:
            start, end = _trimmed(text, start, end)
            if start == end:
                continue
        # The last character stops before the next begins, which may be written further on.
        begin, stop = places[start], places[end - 1] + 1
        span = Span(begin, stop)
        opening = text.find("(", start, end)
        if opening < 0:
            items.append(Item(text[start:end], span, span, None, None, scalar, list_item))
            continue
        argument_end = end - 1 if text[end - 1] == ")" else end
        name_span = Span(begin, places[opening - 1] + 1 if opening > start else begin)
        argument_span = Span(places[opening + 1], places[argument_end])
        argument = text[opening + 1 : argument_end]
        items.append(Item(text[start:opening], name_span, span, argument, argument_span, scalar, list_item))
    return items


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a piece begins and ends without the blanks around it; one of blanks alone has no length."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def source_offsets(scalar: Scalar, source: str) -> abc.Sequence[int]:
    """Return for each character of the scalar's text, and for its end, the offset in `source` where it is written."""
    text, span = scalar.text, scalar.span
    inner, inner_end = scalar.content_span
    # What stands for something else is always longer than that: a text that is as written has nothing of the kind.
    is_as_written = source[inner:inner_end] == text
    if is_as_written or (source.startswith(text, inner) and "\\" not in text):
        return range(inner, inner + len(text) + 1)
    if scalar.style in (Style.LITERAL, Style.FOLDED):
        inner = _after_header(source, span)
    places: list[int] = []
    at, end = inner, span.end
    for character in text:
        at = _advance(source, at, end, character, scalar.style)
        places.append(min(at, end))
        at = _beyond(source, at, end, character, scalar.style)
    places.append(min(at, end))
    return places


def _after_header(source: str, span: Span) -> int:
    line_end = source.find("\n", span.start, span.end)
    return span.end if line_end < 0 else line_end + 1


def _advance(source: str, at: int, end: int, character: str, style: Style) -> int:
    """Skip what is written before `character` but means nothing: indentation and escaped line breaks."""
    if character in " \n" and at < end and source[at] in " \t\r\n":
        return at
    while at < end and source[at] != character:
        if source[at] in " \t\r\n":
            at += 1
        elif style is Style.DOUBLE and source[at] == "\\" and source[at + 1 : at + 2] in ("\n", "\r"):
            at += 2
        else:
            break
    return at


def _beyond(source: str, at: int, end: int, character: str, style: Style) -> int:
    """Return the place after the way in which `character` is written."""
    if at >= end:
        return end
    written = source[at]
    if style is Style.DOUBLE and written == "\\":
        return min(at + 2 + _ESCAPE_LENGTHS.get(source[at + 1 : at + 2], 0), end)
    if style is Style.SINGLE and character == "'" and source.startswith("''", at):
        return at + 2
    if character == "\n" or (character == " " and written in "\r\n"):
        while at < end and source[at] in " \t\r\n":
            at += 1
        return at
    return at + 1
