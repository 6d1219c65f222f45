"""A sketch of a frontmatter block from its lines and indentation, for text that is being typed.

A YAML parser gives up on a half-written line; this does not parse, it only notes where keys, dashes, brackets and texts
stand and which belongs below which. It serves questions about a place in the text, never judgements about a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agentls.nodes import Path
from agentls.text import Span

DEEPEST = 40

_LINE = re.compile(r"[^\r\n]*")
_INDENT = re.compile(r"[ \t]*")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
_KEY = re.compile(
    r"""(?P<key>"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'|[^\s#\[\]{},&*!|>'"%@`?:][^\r\n:#]*?)[ \t]*:(?=[ \t\r\n]|\Z)"""
)
_HASTY_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*):(?!//)")
_BLOCK_SCALAR = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#")


@dataclass(eq=False)
class Text:
    """A scalar as written. `span` is its content without quotes; `quote` is `'`, `"`, `|` for a block or nothing."""

    span: Span
    quote: str = ""


@dataclass(eq=False)
class Frame:
    """A map or a list. `column` is where its keys or dashes stand, `region` what lies between its brackets."""

    path: Path
    column: int
    is_list: bool
    region: Span | None = None
    parts: list[Part] = field(default_factory=list)


@dataclass(eq=False)
class Part:
    """One key with its value, or one list item.

    `start` is where the value may begin: behind the colon, the dash or the separator. `end` is the next separator in a
    flow frame. `key` is absent in lists; without a `start` of its own behind a colon, it is a key still being typed.
    """

    frame: Frame
    step: str | int
    start: int
    key: Text | None = None
    has_colon: bool = False
    value: Text | None = None
    child: Frame | None = None
    end: int = -1

    @property
    def path(self) -> Path:
        """Where the value stands."""
        return (*self.frame.path, self.step)

    @property
    def is_open(self) -> bool:
        """Tell whether nothing has been written for the value yet."""
        return self.value is None and self.child is None


@dataclass(eq=False)
class Gap:
    """A line without a key, a dash or a bracket of its own: blank, a word being typed, or the rest of a text above.

    `frames` are the frames it may belong to, outermost first, none of them indented deeper than the line.
    """

    column: int
    frames: tuple[Frame, ...]
    text: Text | None = None
    holder: Part | None = None


class Outline:
    """The sketch of one block. A blank line is only noted when the cursor stands on it."""

    def __init__(self, source: str, block: Span, cursor: int) -> None:
        self._source = source
        self._block = block
        self._stack: list[Frame] = []
        self.root = Frame((), 0, is_list=False)
        self.parts: list[Part] = []
        self.flows: list[Frame] = []
        self.comments: list[Span] = []
        self.gap: Gap | None = None
        self._cursor = cursor
        at = block.start
        while at <= block.end:
            end = self._line_end(at)
            at = self._after_break(max(self._line(at, end), end))

    def _line_end(self, at: int) -> int:
        found = _LINE.match(self._source, at, self._block.end)
        return found.end() if found else self._block.end

    def _after_break(self, end: int) -> int:
        """Return the start of the line after the one that ends at `end`."""
        return end + (2 if self._source.startswith("\r\n", end) else 1)

    def _line(self, start: int, end: int) -> int:
        """Note one line; return where what began on it ends, which may be lines below."""
        at = content = self._skip_blanks(start, end)
        if content == end:
            if start <= self._cursor <= end:
                self.gap = Gap(self._cursor - start, self._frames_at(self._cursor - start, is_dash=False))
            return end
        if self._source[content] == "#":
            self.comments.append(Span(content, end))
            return end
        part: Part | None = None
        while self._is_dash(at, end):
            if part is None:
                self._stack = list(self._frames_at(at - start, is_dash=True))
            part = self._add(self._frame(at - start, part, is_list=True), at + 1)
            at = self._skip_blanks(at + 1, end)
        match = _KEY.match(self._source, at, end) or (_HASTY_KEY.match(self._source, at, end) if part is None else None)
        if match:
            if part is None:
                self._stack = list(self._frames_at(at - start, is_dash=False))
            key = self._text_of_key(Span(*match.span("key")))
            part = self._add(self._frame(at - start, part, is_list=False), match.end(), key)
            at = self._skip_blanks(match.end(), end)
        if part is not None:
            return self._value(part, at, end)
        if self._source[at] in "[{" and not self.root.parts:
            self.root, end = self._flow((), -1, at)
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
            part.child, stop = self._flow(part.path, part.frame.column, at)
            return self._rest(stop, max(end, self._line_end(stop)))
        if character in _QUOTED:
            part.value, stop = self._quoted(at, part.frame.column)
            return self._rest(stop, self._line_end(stop))
        if _BLOCK_SCALAR.match(self._source, at, self._block.end):
            stop = self._indented_end(end, part.frame.column)
            part.value = Text(Span(at, stop), "|")
            return stop
        part.value = self._plain(at, end)
        return end

    def _rest(self, at: int, end: int) -> int:
        """Note a comment behind a closing quote or bracket."""
        blank = self._skip_blanks(at, end)
        if blank < end and blank > at and self._source[blank] == "#":
            self.comments.append(Span(blank, end))
        return end

    def _plain(self, at: int, end: int) -> Text:
        comment = _COMMENT.search(self._source, at, end)
        stop = comment.start() if comment else end
        if comment:
            self.comments.append(Span(stop, end))
        while stop > at and self._source[stop - 1] in " \t":
            stop -= 1
        return Text(Span(at, stop))

    def _quoted(self, at: int, column: int) -> tuple[Text, int]:
        """Return the text in quotes at `at`; one that runs into the next key counts as ending with its line."""
        quote = self._source[at]
        line_end = self._line_end(at)
        found = _QUOTED[quote].match(self._source, at, self._block.end)
        if found and (found.end() <= line_end or not any(self._keys_below(line_end, found.end(), column))):
            return Text(Span(at + 1, found.end() - 1), quote), found.end()
        return Text(Span(at + 1, line_end), quote), line_end

    def _keys_below(self, start: int, end: int, column: int) -> Iterator[bool]:
        at = self._after_break(start)
        while at < end:
            yield self._begins_key(at, column)
            at = self._after_break(self._line_end(at))

    def _begins_key(self, at: int, column: int) -> bool:
        """Tell whether the line at `at` begins a key that is not indented deeper than `column`."""
        content = self._skip_blanks(at, self._block.end)
        return content - at <= column and _KEY.match(self._source, content, self._block.end) is not None

    def _indented_end(self, end: int, column: int) -> int:
        """Return where the lines below that are indented deeper than `column` end."""
        stop = end
        at = self._after_break(end)
        while at < self._block.end:
            line_end = self._line_end(at)
            content = self._skip_blanks(at, line_end)
            if content < line_end:
                if content - at <= column:
                    break
                stop = line_end
            at = self._after_break(line_end)
        return stop

    def _loose(self, start: int, at: int, end: int) -> int:
        """Note text without a key: a key being typed, a value on a line of its own, or more of the text above."""
        frames = self._frames_at(at - start, is_dash=False)
        text = self._plain(at, end)
        if self._source[at] in _QUOTED:
            text, stop = self._quoted(at, at - start)
            end = self._line_end(stop)
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

    def _flow(self, path: Path, column: int, at: int) -> tuple[Frame, int]:
        """Note a list or map in brackets; one that is not closed ends before the next key outside it."""
        frame = Frame(path, column, is_list=self._source[at] == "[")
        self.flows.append(frame)
        start = at = at + 1
        part = self._flow_part(frame, at)
        while at < self._block.end:
            character = self._source[at]
            if character in "\r\n" and self._begins_key(self._after_break(at), column):
                break
            if character in ",]}":
                part.end = at
                if character != ",":
                    break
                part = self._flow_part(frame, at + 1)
                at += 1
            else:
                at = self._in_flow(frame, part, at)
        part.end = at
        frame.region = Span(start, at)
        return frame, min(at + 1, self._block.end) if self._source[at : at + 1] in ("]", "}") else at

    def _flow_part(self, frame: Frame, at: int) -> Part:
        part = Part(frame, len(frame.parts) if frame.is_list else "", at)
        frame.parts.append(part)
        return part

    def _in_flow(self, frame: Frame, part: Part, at: int) -> int:
        """Note what stands at `at` between brackets and return where it ends."""
        character = self._source[at]
        if character in " \t\r\n":
            return at + 1
        if character == "#" and self._source[at - 1] in " \t\r\n":
            end = self._line_end(at)
            self.comments.append(Span(at, end))
            return end
        if character in "[{" and part.is_open and len(frame.path) < DEEPEST:
            part.child, end = self._flow(part.path, frame.column, at)
            return end
        if character == ":" and not frame.is_list and not part.has_colon and part.value is not None:
            part.key, part.value, part.has_colon = part.value, None, True
            part.step, part.start = part.key.span.of(self._source), at + 1
            return at + 1
        if character in _QUOTED and part.is_open:
            part.value, end = self._quoted(at, frame.column)
            return end
        begin = part.value.span.start if part.value and not part.value.quote else at
        if part.value is None or not part.value.quote:
            part.value = Text(Span(begin, at + 1))
        return at + 1

    def _text_of_key(self, span: Span) -> Text:
        quote = self._source[span.start]
        return Text(Span(span.start + 1, span.end - 1), quote) if quote in _QUOTED else Text(span)

    def _skip_blanks(self, at: int, end: int) -> int:
        found = _INDENT.match(self._source, at, end)
        return found.end() if found else at

    def _is_dash(self, at: int, end: int) -> bool:
        return self._source.startswith("-", at, end) and (at + 1 >= end or self._source[at + 1] in " \t")
