"""A sketch of a frontmatter block from its lines and indentation, for text that is being typed.

A YAML parser gives up on a half-written line; this does not parse, it only notes where keys, dashes, brackets and texts
stand and which belongs below which. It serves questions about a place in the text, never judgements about a file.
"""

from __future__ import annotations

from agentls.syntax.sketch.outline.flow import Flow
from agentls.syntax.sketch.outline.lines import QUOTES, Lines
from agentls.syntax.sketch.outline.parts import (
    DEEPEST,
    Frame,
    Gap,
    Part,
    Text,
)
from agentls.text.positions import Span

__all__ = ["Frame", "Gap", "Outline", "Part", "Text"]


class Outline:
    """The sketch of one block. A blank line is only noted when the cursor stands on it."""

    def __init__(self, source: str, block: Span, cursor: int) -> None:
        self._source = source
        self._lines = Lines(source, block)
        self._flow = Flow(self._lines)
        self._stack: list[Frame] = []
        self.root = Frame((), 0, is_list=False)
        self.parts: list[Part] = []
        self.flows = self._flow.frames
        self.comments = self._lines.comments
        self.gap: Gap | None = None
        self._cursor = cursor
        at = block.start
        while at <= block.end:
            end = self._top_line(at)
            if end is None:
                end = self._lines.line_end(at)
                end = max(self._line(at, end), end)
            at = self._lines.after_break(end)

    def _top_line(self, start: int) -> int | None:
        """Note a line with one of the outermost keys and a text, and return where it ends; `None` for any other line.

        Nearly all lines are of that kind, and they need none of the questions that the others do.
        """
        found = self._lines.key_and_text(start) if self._stack and self._stack[0] is self.root else None
        if found is None or self.root.column != 0 or self.root.is_list:
            return None
        key, behind, text, end = found
        self._stack = [self.root]
        self._add(self.root, behind, key).value = text
        return end

    def _line(self, start: int, end: int) -> int:
        """Note one line; return where what began on it ends, which may be lines below."""
        at = content = self._lines.skip_blanks(start, end)
        if content == end:
            if start <= self._cursor <= end:
                self.gap = Gap(self._cursor - start, self._frames_at(self._cursor - start, is_dash=False))
            return end
        if self._source[content] == "#":
            self.comments.append(Span(content, end))
            return end
        part: Part | None = None
        while self._lines.is_dash(at, end) and (part is None or len(part.path) < DEEPEST):
            if part is None:
                self._stack = list(self._frames_at(at - start, is_dash=True))
            part = self._add(self._frame(at - start, part, is_list=True), at + 1)
            at = self._lines.skip_blanks(at + 1, end)
        found = self._lines.key(at, end, hasty=part is None)
        if found:
            if part is None:
                self._stack = list(self._frames_at(at - start, is_dash=False))
            key, behind = found
            part = self._add(self._frame(at - start, part, is_list=False), behind, key)
            at = self._lines.skip_blanks(behind, end)
        if part is not None:
            return self._value(part, at, end)
        if self._source[at] in "[{" and not self.root.parts:
            self.root, end = self._flow.read((), -1, at)
            return end
        return self._loose(start, at, end)

    def _frames_at(self, column: int, *, is_dash: bool) -> tuple[Frame, ...]:
        """Return the open frames to which a line at `column` can belong."""
        frames = list(self._stack)
        while frames and (
            frames[-1].column > column
            or (frames[-1].column == column and frames[-1].is_list and not is_dash and len(frames) > 1)
        ):
            frames.pop()
        return tuple(frames)

    def _frame(self, column: int, holder: Part | None, *, is_list: bool) -> Frame:
        """Return the frame for a key or dash at `column`: the open one, or a new one below `holder` or the last key."""
        top = self._stack[-1] if self._stack else None
        if holder is None and top is not None and top.column == column and top.is_list == is_list:
            return top
        if holder is None and top is not None and top.parts:
            holder = top.parts[-1]
        if holder is None and not is_list:
            self.root.column = column
            frame = self.root
        else:
            frame = Frame(holder.path if holder else (), column, is_list)
        if holder is not None and holder.child is None:
            holder.child = frame
        if len(self._stack) < DEEPEST:
            self._stack.append(frame)
        return frame

    def _add(self, frame: Frame, start: int, key: Text | None = None) -> Part:
        step = len(frame.parts) if key is None else key.span.of(self._source)
        part = Part(frame, step, start, key, has_colon=key is not None)
        frame.parts.append(part)
        self.parts.append(part)
        return part

    def _value(self, part: Part, at: int, end: int) -> int:
        if at >= end:
            return end
        character = self._source[at]
        if character == "#" and self._source[at - 1] in " \t":
            self.comments.append(Span(at, end))
            return end
        if character in "[{":
            part.child, stop = self._flow.read(part.path, part.frame.column, at)
            return self._lines.rest(stop, max(end, self._lines.line_end(stop)))
        if character in QUOTES:
            part.value, stop = self._lines.quoted(at, part.frame.column)
            return self._lines.rest(stop, self._lines.line_end(stop))
        part.value = self._lines.block_scalar(at, end, part.frame.column) or self._lines.plain(at, end)
        return max(end, part.value.span.end)

    def _loose(self, start: int, at: int, end: int) -> int:
        """Note text without a key: a key being typed, a value on a line of its own, or more of the text above."""
        frames = self._frames_at(at - start, is_dash=False)
        text = self._lines.plain(at, end)
        if self._source[at] in QUOTES:
            text, stop = self._lines.quoted(at, at - start)
            end = self._lines.line_end(stop)
        gap = Gap(at - start, frames, text)
        top = frames[-1] if frames else None
        if top is not None and top.column < gap.column and top.parts:
            last = top.parts[-1]
            if last.is_open:
                last.value = text
                gap.holder = last
            elif last.value is not None and not last.value.quote:
                last.value = Text(Span(last.value.span.start, text.span.end))
        if start <= self._cursor <= end:
            self.gap = gap
        return end
