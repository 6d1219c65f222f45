"""Finds the place at one offset of one sketch."""

from __future__ import annotations

from agentls.syntax.sketch.cursor.place import Place, Slot, word_at
from agentls.syntax.sketch.outline import (
    Frame,
    Gap,
    Outline,
    Part,
    Text,
)
from agentls.text.positions import Span


class Finder:
    """One use, one offset."""

    def __init__(self, source: str, outline: Outline, offset: int) -> None:
        self._source = source
        self._outline = outline
        self._offset = offset

    def place(self) -> Place | None:
        """Return what stands at the offset."""
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
