"""From the text of a JSON file to a tree, never failing: what is missing or too much is noted, and reading goes on."""

import json
import re
from typing import NamedTuple, cast

from agentls.syntax.json_faults import Fault, Wrong
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Opaque,
    Scalar,
    Sequence,
    Style,
)
from agentls.text.expressions import expression
from agentls.text.positions import Span

_BLANK = expression(r"[ \t\r\n\ufeff]+")
_COMMENT = expression(r"//[^\n]*|/\*.*?(?:\*/|\Z)|#[^\n]*", re.DOTALL)
_STRING = expression(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_LONGEST_NUMBER = 400
_NUMBER = expression(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\w.])")
_WORD = expression(r"[^\s\[\]{},:\"']+")
_SINGLE = expression(r"'(?:[^'\\\n]|\\.)*'?")
_OPEN_STRING = expression(r'"(?:[^"\\\n]|\\.)*"?')
_WORDS = {"true": True, "false": False, "null": None}
_DEEPEST = 100


class JsonReading(NamedTuple):
    """The tree, and what is wrong in the order of the text. `node` is `None` for an empty file."""

    node: Node | None
    faults: tuple[Fault, ...]


def read(text: str) -> JsonReading:
    """Read a whole JSON file; all spans are offsets into `text`."""
    reader = _Reader(text)
    reader.skip()
    if reader.at == len(text):
        return JsonReading(None, (*reader.faults, Fault(Wrong.EMPTY, Span(0, 0))))
    node = reader.value(0)
    reader.skip()
    if reader.at < len(text):
        rest = text[reader.at :].split("\n", 1)[0].rstrip()
        reader.note(Wrong.AFTER_THE_END, reader.at, reader.at + max(len(rest), 1))
    return JsonReading(node, tuple(sorted(reader.faults, key=lambda fault: fault.span)))


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.faults: list[Fault] = []

    def note(self, wrong: Wrong, start: int, end: int) -> None:
        self.faults.append(Fault(wrong, Span(start, end)))

    def skip(self) -> None:
        """Go past blanks, and past comments, which JSON does not have."""
        while True:
            blank = _BLANK.match(self.text, self.at)
            if blank:
                self.at = blank.end()
            comment = _COMMENT.match(self.text, self.at)
            if comment is None:
                return
            self.note(Wrong.COMMENT, comment.start(), comment.start() + len(comment.group().rstrip()))
            self.at = comment.end()

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Node:
        """Read the value that begins here; the caller has skipped what stands before it."""
        character = self.peek()
        if depth > _DEEPEST:
            start, self.at = self.at, len(self.text)
            return Opaque(Span(start, self.at))
        if character == "{":
            return self._mapping(depth)
        if character == "[":
            return self._sequence(depth)
        return self._scalar()

    def _scalar(self) -> Node:
        start = self.at
        if self.peek() in ('"', "'"):
            return self._string()
        number = _NUMBER.match(self.text, start)
        if number:
            self.at = number.end()
            return Scalar(Span(start, self.at), number.group(), Style.PLAIN, _value_of(number.group()))
        word = _WORD.match(self.text, start)
        if word is None:
            self.note(Wrong.VALUE_MISSING, start, start)
            return Opaque(Span(start, start))
        self.at = word.end()
        if word.group() not in _WORDS:
            self.note(Wrong.NO_QUOTES, start, self.at)
            return Opaque(Span(start, self.at))
        return Scalar(Span(start, self.at), word.group(), Style.PLAIN, _WORDS[word.group()])

    def _string(self) -> Scalar:
        start = self.at
        found = _STRING.match(self.text, start)
        if found:
            self.at = found.end()
            try:
                text = json.loads(found.group())
            except ValueError:
                self.note(Wrong.ODD_CHARACTER, start, self.at)
                text = found.group()[1:-1]
            return Scalar(Span(start, self.at), text, Style.DOUBLE, text)
        single = self.peek() == "'"
        found = (_SINGLE if single else _OPEN_STRING).match(self.text, start)
        assert found is not None  # noqa: S101 - both match from the quote on.
        closed = len(found.group()) > 1 and found.group()[-1] == self.peek()
        self.at = found.end() if closed else start + len(found.group().rstrip("\r \t"))
        wrong = Wrong.OPEN_STRING if not closed else Wrong.SINGLE_QUOTES if single else Wrong.ODD_CHARACTER
        self.note(wrong, start, self.at)
        text = found.group()[1:-1] if closed else found.group()[1:]
        style = Style.SINGLE if single else Style.DOUBLE
        return Scalar(Span(start, self.at), text, style, text, is_closed=closed)

    def _mapping(self, depth: int) -> Mapping:
        start = self.at
        entries: list[Entry] = []
        for _ in self._parts("}"):
            entry = self._entry(depth)
            if entry is None:
                break
            entries.append(entry)
        return Mapping(Span(start, self.at), tuple(entries), flow=True)

    def _sequence(self, depth: int) -> Sequence:
        start = self.at
        items: list[Node] = []
        for _ in self._parts("]"):
            before = self.at
            items.append(self.value(depth + 1))
            if self.at == before:
                # Something that can be no value must not be looked at for ever.
                self.at += 1
        return Sequence(Span(start, self.at), tuple(items), flow=True)

    def _entry(self, depth: int) -> Entry | None:
        start = self.at
        if self.peek() in ('"', "'"):
            key = self._string()
        else:
            word = _WORD.match(self.text, start)
            if word is None:
                self.note(Wrong.ODD_CHARACTER, start, min(start + 1, len(self.text)))
                self.at = min(start + 1, len(self.text))
                return None
            self.at = word.end()
            self.note(Wrong.NO_QUOTES, start, self.at)
            key = Scalar(Span(start, self.at), word.group(), Style.PLAIN, word.group())
        self.skip()
        if self.peek() != ":":
            self.note(Wrong.COLON_MISSING, key.span.start, key.span.end)
            return Entry(key, Opaque(Span(key.span.end, key.span.end)), key.span)
        colon = self.at
        self.at += 1
        self.skip()
        if self.peek() in ("", ",", "}", "]"):
            self.note(Wrong.VALUE_MISSING, key.span.start, key.span.end)
            return Entry(key, Opaque(Span(colon + 1, colon + 1)), Span(start, colon + 1))
        value = self.value(depth + 1)
        return Entry(key, value, Span(start, value.span.end))

    def _parts(self, closing: str) -> "_Parts":
        return _Parts(self, closing)


class _Parts:
    """Stops at each part between brackets, and notes commas that are missing or too many."""

    def __init__(self, reader: _Reader, closing: str) -> None:
        self.reader, self.closing = reader, closing
        self.opening = reader.at
        self.first, self.comma, self.end_of_last = True, -1, 0
        reader.at += 1

    def __iter__(self) -> "_Parts":
        return self

    def __next__(self) -> None:
        reader = self.reader
        self.end_of_last = reader.at
        reader.skip()
        self._commas()
        character = reader.peek()
        if character == self.closing:
            if self.comma >= 0:
                reader.note(Wrong.COMMA_TOO_MANY, self.comma, self.comma + 1)
            reader.at += 1
            raise StopIteration
        if character in ("", "}", "]"):
            # The bracket of something further out: this one was never closed.
            reader.note(Wrong.OPEN_BRACKET, self.opening, self.opening + 1)
            raise StopIteration
        if not self.first and self.comma < 0:
            reader.note(Wrong.COMMA_MISSING, self.end_of_last - 1, self.end_of_last)
        self.first = False

    def _commas(self) -> None:
        reader = self.reader
        self.comma = -1
        while reader.peek() == ",":
            if self.comma >= 0 or self.first:
                reader.note(Wrong.COMMA_TOO_MANY, reader.at, reader.at + 1)
            else:
                self.comma = reader.at
            reader.at += 1
            reader.skip()


def _value_of(number: str) -> int | float:
    # To Python a whole number of thousands of digits is an error; to every host it is as good as infinite.
    return float(number) if len(number) > _LONGEST_NUMBER else cast("int | float", json.loads(number))
