"""Lists and maps in brackets."""

from __future__ import annotations

from agentls.syntax.nodes import Path
from agentls.syntax.sketch.outline.lines import QUOTES, Lines
from agentls.syntax.sketch.outline.parts import (
    DEEPEST,
    Frame,
    Part,
    Text,
)
from agentls.text.positions import Span


class Flow:
    """Reads lists and maps in brackets out of `lines`. `frames` gathers them all, outer ones first."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._source = lines.source
        self._end = lines.block.end
        self.frames: list[Frame] = []

    def read(self, path: Path, column: int, at: int) -> tuple[Frame, int]:
        """Note a list or map in brackets; one that is not closed ends before the next key outside it."""
        frame = Frame(path, column, is_list=self._source[at] == "[")
        self.frames.append(frame)
        start = at = at + 1
        part = self._part(frame, at)
        while at < self._end:
            character = self._source[at]
            if character in "\r\n" and self._lines.begins_key(self._lines.after_break(at), column):
                break
            if character in ",]}":
                part.end = at
                if character != ",":
                    break
                part = self._part(frame, at + 1)
                at += 1
            else:
                at = self._piece(frame, part, at)
        part.end = at
        frame.region = Span(start, at)
        return frame, min(at + 1, self._end) if self._source[at : at + 1] in ("]", "}") else at

    def _part(self, frame: Frame, at: int) -> Part:
        part = Part(frame, len(frame.parts) if frame.is_list else "", at)
        frame.parts.append(part)
        return part

    def _piece(self, frame: Frame, part: Part, at: int) -> int:
        """Note what stands at `at` between brackets and return where it ends."""
        character = self._source[at]
        if character in " \t\r\n":
            return at + 1
        if character == "#" and self._source[at - 1] in " \t\r\n":
            end = self._lines.line_end(at)
            self._lines.comments.append(Span(at, end))
            return end
        if character in "[{" and part.is_open and len(frame.path) < DEEPEST:
            part.child, end = self.read(part.path, frame.column, at)
            return end
        if character == ":" and not frame.is_list and not part.has_colon and part.value is not None:
            part.key, part.value, part.has_colon = part.value, None, True
            part.step, part.start = part.key.span.of(self._source), at + 1
            return at + 1
        if character in QUOTES and part.is_open:
            part.value, end = self._lines.quoted(at, frame.column)
            return end
        begin = part.value.span.start if part.value and not part.value.quote else at
        if part.value is None or not part.value.quote:
            part.value = Text(Span(begin, at + 1))
        return at + 1
