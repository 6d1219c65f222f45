"""What stands at an offset of a frontmatter: a key of which map, or which part of which value.

Works on lines and indentation alone, so that it answers while the text around is broken or unclosed, and never needs
a dummy word at the cursor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from agentls.frontmatter import Fencing, Frontmatter
from agentls.nodes import Path
from agentls.outline import Frame, Gap, Outline, Part, Text
from agentls.text import Span

_NAME = re.compile(r"(?:[^\s,(]|\([^)\r\n]*\)?)+")
_LINE_OF_ONE_WORD = re.compile(r"[ \t]*(?:-[ \t]*)?[\w\"'-]*:?[ \t]*(?=[\r\n]|\Z)")


class Slot(Enum):
    """What can be written at the cursor."""

    KEY = "key"
    VALUE = "value"


@dataclass(frozen=True)
class Place:
    """The answer. `path` leads to the map for a key, to the value itself for a value.

    `span` is the key, or the content of the scalar without its quotes; it holds the offset, and is empty where nothing
    is written yet. `before` is what new text needs in front of it to be read: a blank, or a dash with a blank.
    `column` is where a key written here begins, or for a value the column of its key: what is nested goes deeper.
    `siblings` are the other keys of the map with the text of their values, `others` the other items of the list, and
    `list_quote` is the quote in which those are written.
    `is_fresh` tells that the value may begin a map: it stands behind a dash or on a line of its own.
    """

    slot: Slot
    path: Path
    span: Span
    column: int
    quote: str = ""
    before: str = ""
    in_flow: bool = False
    is_fresh: bool = False
    has_colon: bool = False
    gap_start: int = -1
    siblings: dict[str, str | None] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    list_quote: str = ""


@dataclass(frozen=True)
class Word:
    """One name of a list of names. `span` is the name alone, `whole` includes its parentheses.

    `in_argument` tells that the cursor stands inside the parentheses.
    """

    span: Span
    whole: Span
    in_argument: bool
    others: tuple[str, ...]


def place_at(source: str, parts: Frontmatter, offset: int) -> Place | None:
    """Return what stands at `offset`, or `None` outside the frontmatter, in comments and where nothing can stand."""
    block = _reachable(source, parts, offset)
    if block is None:
        return None
    outline = Outline(source, block, offset)
    if any(comment.start < offset <= comment.end for comment in outline.comments):
        return None
    place = _Finder(source, outline, offset).place()
    return place if place is not None and place.span.touches(offset) else None


def outline_of(source: str, parts: Frontmatter) -> Outline:
    """Return the sketch of the whole block, for questions that are not about one offset."""
    return Outline(source, parts.block, -1)


def word_at(source: str, span: Span, offset: int) -> Word:
    """Return the name at `offset` among the names in `span`, an empty one between two names."""
    others: list[str] = []
    here: re.Match[str] | None = None
    for found in _NAME.finditer(source, span.start, span.end):
        if here is None and found.start() <= offset <= found.end():
            here = found
        else:
            others.append(found[0])
    if here is None:
        return Word(Span(offset, offset), Span(offset, offset), in_argument=False, others=tuple(others))
    opening = source.find("(", here.start(), here.end())
    whole = Span(*here.span())
    name = whole if opening < 0 else Span(whole.start, opening)
    return Word(name, whole, in_argument=offset > name.end, others=tuple(others))


def _reachable(source: str, parts: Frontmatter, offset: int) -> Span | None:
    """Return the block if `offset` is in it; of an open block also the word behind it that may become its next key."""
    block = parts.block
    if parts.fencing is Fencing.NONE or offset < block.start:
        return None
    if parts.opening is not None and "\n" not in source[parts.opening.end : offset].replace("\r", "\n"):
        return None
    if parts.fencing is Fencing.CLOSED:
        inside = offset < block.end or (offset == block.end and parts.early)
        return block if inside else None
    if offset <= block.end:
        return block
    line_start = max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1
    line = _LINE_OF_ONE_WORD.match(source, line_start)
    if line_start == block.end and line:
        return Span(block.start, line.end())
    return None


class _Finder:
    """Finds the place at one offset of one sketch."""

    def __init__(self, source: str, outline: Outline, offset: int) -> None:
        self._source = source
        self._outline = outline
        self._offset = offset

    def place(self) -> Place | None:
        flow = max(
            (one for one in self._outline.flows if one.region and one.region.touches(self._offset)),
            key=lambda one: one.region.start if one.region else 0,
            default=None,
        )
        if flow is not None:
            return self._in_flow(flow)
        if self._outline.gap is not None:
            return self._in_gap(self._outline.gap)
        for part in reversed(self._outline.parts):
            anchor = part.key.span.start if part.key else part.start - 1
            if anchor <= self._offset and (part.key is None or self._outer(part.key).start <= self._offset):
                return self._in_part(part)
        return None

    def _outer(self, text: Text) -> Span:
        """Return the text with its quotes."""
        width = 1 if text.quote in ("'", '"') else 0
        return Span(text.span.start - width, text.span.end + width)

    def _in_part(self, part: Part) -> Place | None:
        if part.key is not None and self._outer(part.key).touches(self._offset):
            return self._key(part.frame, part.key, part)
        if self._offset < part.start:
            return None
        if part.value is not None:
            if self._offset <= part.value.span.end or self._same_line(part.value.span.end):
                return self._value(part)
            return None
        if part.child is not None or not self._same_line(part.start):
            return None
        return self._value(part)

    def _in_flow(self, frame: Frame) -> Place | None:
        for part in frame.parts:
            if part.key is not None and self._outer(part.key).touches(self._offset):
                return self._key(frame, part.key, part)
            if self._offset <= part.end:
                if part.child is not None:
                    return None
                if frame.is_list or part.has_colon:
                    return self._value(part)
                return self._key(frame, part.value or Text(Span(self._offset, self._offset)), part)
        return None

    def _in_gap(self, gap: Gap) -> Place | None:
        """Answer on a line of its own: which key or value its indentation makes it."""
        text = gap.text or Text(Span(self._offset, self._offset))
        if not text.span.touches(self._offset):
            return None
        top = gap.frames[-1] if gap.frames else None
        if top is None:
            root = self._outline.root
            return self._new_key(root, gap, text) if gap.column <= root.column or not root.parts else None
        if top.column == gap.column:
            if not top.is_list:
                return self._new_key(top, gap, text)
            below = gap.frames[-2] if len(gap.frames) > 1 else None
            if below is not None and below.column == gap.column:
                return self._new_key(below, gap, text)
            return self._new_item(top, gap, text)
        if not top.parts:
            return None
        return self._below(self._part_above(top), gap, text)

    def _part_above(self, frame: Frame) -> Part:
        """Return the last part of `frame` that begins above the cursor's line."""
        above = [part for part in frame.parts if part.start <= self._offset]
        return above[-1] if above else frame.parts[0]

    def _below(self, part: Part, gap: Gap, text: Text) -> Place | None:
        child = part.child
        if child is not None:
            if child.column != gap.column or child.region is not None:
                return None
            return self._new_item(child, gap, text) if child.is_list else self._new_key(child, gap, text)
        if part.value is None or part is gap.holder:
            return self._value(part, text, is_fresh=True)
        if part.value.quote or not part.value.span.touches(self._offset):
            # A text may go on in an indented line; what is typed below a finished one is more of it.
            if part.value.quote or gap.text is not None:
                return None
            span = Span(part.value.span.start, self._offset)
            return self._value(part, Text(span))
        return self._value(part)

    def _new_key(self, frame: Frame, gap: Gap, text: Text) -> Place | None:
        word = word_at(self._source, text.span, self._offset).span
        if gap.text is not None and word.start != text.span.start:
            return None
        return self._key(frame, Text(word, text.quote), None, gap.column)

    def _new_item(self, frame: Frame, gap: Gap, text: Text) -> Place | None:
        return Place(
            Slot.VALUE,
            (*frame.path, len(frame.parts)),
            text.span,
            gap.column + len("- "),
            text.quote,
            before="" if text.quote else "- ",
            is_fresh=True,
            others=self._items(frame, None),
            list_quote=self._list_quote(frame),
        )

    def _key(self, frame: Frame, text: Text, part: Part | None, column: int | None = None) -> Place:
        if column is None:
            column = frame.column if frame.region is None else self._indent()
        return Place(
            Slot.KEY,
            frame.path,
            text.span,
            column,
            text.quote,
            in_flow=frame.region is not None,
            has_colon=part is not None and part.has_colon,
            siblings=self._siblings(frame, part),
        )

    def _value(self, part: Part, text: Text | None = None, *, is_fresh: bool = False) -> Place | None:
        text = text or part.value
        if text is not None and text.quote == "|":
            return None
        gap_start = part.start
        if text is None:
            span = Span(self._offset, self._offset)
        else:
            span = text.span
            if text.quote and not span.touches(self._offset):
                return None
            span = Span(min(span.start, self._offset), max(span.end, self._offset))
        touches_mark = span.start == part.start and self._source[part.start - 1 : part.start] in (":", "-")
        after_dash = part.frame.is_list and part.frame.region is None
        return Place(
            Slot.VALUE,
            part.path,
            span,
            part.frame.column if not after_dash else self._column(part.start + (1 if touches_mark else 0), span),
            text.quote if text else "",
            before=" " if touches_mark else "",
            in_flow=part.frame.region is not None,
            is_fresh=is_fresh or after_dash,
            gap_start=gap_start if self._same_line(gap_start) else span.start,
            siblings=self._siblings(part.frame, part),
            others=self._items(part.frame, part) if part.frame.is_list else (),
            list_quote=self._list_quote(part.frame),
        )

    def _siblings(self, frame: Frame, part: Part | None) -> dict[str, str | None]:
        return {
            str(one.step): one.value.span.of(self._source) if one.value else None
            for one in frame.parts
            if one is not part and one.has_colon
        }

    def _items(self, frame: Frame, part: Part | None) -> tuple[str, ...]:
        return tuple(one.value.span.of(self._source) for one in frame.parts if one is not part and one.value)

    def _list_quote(self, frame: Frame) -> str:
        quotes = {one.value.quote for one in frame.parts if one.value} if frame.is_list else set()
        return quotes.pop() if len(quotes) == 1 else ""

    def _same_line(self, other: int) -> bool:
        start, end = sorted((other, self._offset))
        between = self._source[start:end]
        return "\n" not in between and "\r" not in between

    def _indent(self) -> int:
        """Return how far the cursor's line is indented."""
        start = self._line_start()
        at = start
        while self._source[at : at + 1] in (" ", "\t"):
            at += 1
        return at - start

    def _column(self, start: int, span: Span) -> int:
        """Return the column of a value behind a dash."""
        return max(start, span.start) - self._line_start()

    def _line_start(self) -> int:
        return max(self._source.rfind("\n", 0, self._offset), self._source.rfind("\r", 0, self._offset)) + 1
