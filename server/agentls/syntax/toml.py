"""From the text of a TOML file to a tree with places, never failing.

What is TOML and what a value means is decided by the standard library's reader. It knows no places and stops at the
first mistake, so a scan of the statements finds where each key and value stands, also around a mistake.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from agentls.syntax.nodes import Mapping, Node, Opaque, Scalar, Sequence, Style
from agentls.syntax.toml_tables import Table, Tables
from agentls.syntax.toml_values import TOO_DEEP, Fault, first_fault, meant
from agentls.text.expressions import expression
from agentls.text.positions import Span

_BLANK = expression(r"[ \t]+")
_SPACE = expression(r"[ \t\r\n\ufeff]+")
_COMMENT = expression(r"#[^\r\n]*")
_REST = expression(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_STRING = expression(
    r'"""(?:[^\\]|\\.)*?(?:"{3,5}|\Z)' + r"|'''.*?(?:'{3,5}|\Z)" + r'|"(?:[^"\\\r\n]|\\[^\r\n])*"?' + r"|'[^'\r\n]*'?",
    re.DOTALL,
)
_BARE_KEY = expression(r"[^\s.=\[\]{}\"'#,]+")
_WORD = expression(r"[^\s,\]}#][^,\]}#\r\n]*")
_DEEPEST = 100


class TomlReading(NamedTuple):
    """The tree, the comments in the order of the text, and the first mistake if there is one."""

    node: Mapping
    comments: tuple[Span, ...]
    fault: Fault | None


def read(text: str) -> TomlReading:
    """Read a whole TOML file; all spans are offsets into `text`."""
    scan = _Scan(text)
    scan.statements()
    return TomlReading(scan.root.node(), tuple(scan.comments), first_fault(text) or scan.too_deep)


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.root = Table(0, 0)
        self.comments: list[Span] = []
        #: The first place at which tables lie in tables further than anybody writes them.
        self.too_deep: Fault | None = None

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def skip(self, blank: re.Pattern[str] = _SPACE) -> None:
        """Go past blanks, and past line breaks and comments unless only blanks on a line are meant."""
        while True:
            found = blank.match(self.text, self.at)
            if found:
                self.at = found.end()
            comment = _COMMENT.match(self.text, self.at) if blank is _SPACE else None
            if comment is None:
                return
            self.comments.append(Span(comment.start(), comment.start() + len(comment.group().rstrip())))
            self.at = comment.end()

    def statements(self) -> None:
        table = self.root
        while True:
            self.skip()
            if self.at >= len(self.text):
                return
            before = self.at
            if self.peek() == "[":
                table = self._header() or table
            else:
                self._pair(table)
            self.skip(_BLANK)
            if self.at == before or self.peek() not in ("", "\r", "\n", "#"):
                # Not understood: nothing of the line is looked at again.
                found = _REST.match(self.text, self.at)
                self.at = max(found.end() if found else len(self.text), before + 1)

    def _header(self) -> Table | None:
        start = self.at
        is_list = self.text.startswith("[[", start)
        self.at += 2 if is_list else 1
        keys = self._near(self._keys(), 0)
        self.skip(_BLANK)
        closing = "]]" if is_list else "]"
        if self.text.startswith(closing, self.at):
            self.at += len(closing)
        if not keys:
            return None
        span = Span(start, self.at)
        table = self.root
        for key in keys[:-1]:
            table = table.table(key, span)
        if not is_list:
            return table.table(keys[-1], span)
        made = Table(span.start, span.end)
        for name, value, _ in table.entries:
            if name.text == keys[-1].text and isinstance(value, Tables):
                value.tables.append(made)
                return made
        table.add(keys[-1], Tables([made]), span)
        return made

    def _keys(self) -> list[Scalar]:
        """Read the parts of a key with dots between them."""
        keys: list[Scalar] = []
        while True:
            self.skip(_BLANK)
            if self.peek() in ('"', "'"):
                value = self._string()
                keys.append(value)
            elif found := _BARE_KEY.match(self.text, self.at):
                self.at = found.end()
                keys.append(Scalar(Span(*found.span()), found.group(), Style.PLAIN, found.group()))
            else:
                return keys
            self.skip(_BLANK)
            if self.peek() != ".":
                return keys
            self.at += 1

    def _near(self, keys: list[Scalar], depth: int) -> list[Scalar]:
        """Return the parts of a key in a table at some depth, but for those that lie too deep."""
        room = max(_DEEPEST - depth, 1)
        if len(keys) > room and self.too_deep is None:
            self.too_deep = Fault(TOO_DEEP, keys[room].span)
        return keys[:room]

    def _pair(self, table: Table, depth: int = 0) -> bool:
        start = self.at
        keys = self._near(self._keys(), depth)
        if not keys:
            return False
        self.skip(_BLANK)
        value: Node
        if self.peek() == "=":
            self.at += 1
            value = self._value(depth + len(keys) - 1)
        else:
            value = Opaque(Span(keys[-1].span.end, keys[-1].span.end))
        span = Span(start, max(value.span.end, keys[-1].span.end))
        for key in keys[:-1]:
            inner = table.table(key, span)
            table.end = max(table.end, span.end)
            table = inner
        table.add(keys[-1], value, Span(keys[-1].span.start if len(keys) > 1 else start, span.end))
        return True

    def _value(self, depth: int) -> Node:
        self.skip(_BLANK)
        start, character = self.at, self.peek()
        if depth > _DEEPEST:
            self.at = len(self.text)
            return Opaque(Span(start, self.at))
        if character in ('"', "'"):
            return self._string()
        if character == "[":
            return self._array(depth)
        if character == "{":
            return self._inline(depth)
        found = _WORD.match(self.text, start)
        if found is None:
            return Opaque(Span(start, start))
        word = found.group().rstrip()
        self.at = start + len(word)
        value = meant(word)
        if isinstance(value, (bool, int, float)):
            return Scalar(Span(start, self.at), word, Style.PLAIN, value)
        return Opaque(Span(start, self.at))

    def _string(self) -> Scalar:
        found = _STRING.match(self.text, self.at)
        assert found is not None  # noqa: S101 - it matches from the quote on.
        self.at = found.end()
        written = found.group()
        value = meant(written)
        width = 3 if written[:3] in ('"""', "'''") else 1
        text = value if isinstance(value, str) else written[width:].removesuffix(written[:width])
        style = Style.DOUBLE if written[0] == '"' else Style.SINGLE
        return Scalar(Span(*found.span()), text, style, text)

    def _array(self, depth: int) -> Sequence:
        start = self.at
        items = list(self._parts("]", lambda: self._value(depth + 1)))
        return Sequence(Span(start, self.at), tuple(items), flow=True)

    def _inline(self, depth: int) -> Mapping:
        start = self.at
        table = Table(start, start)
        for _ in self._parts("}", lambda: self._pair(table, depth + 1)):
            pass
        node = table.node()
        return Mapping(Span(start, self.at), node.entries, flow=True)

    def _parts(self, closing: str, read: Any) -> Iterator[Any]:
        """Yield what `read` finds between brackets, until the closing one or something that belongs elsewhere."""
        self.at += 1
        while True:
            self.skip()
            before = self.at
            if self.peek() in (closing, ""):
                self.at = min(self.at + 1, len(self.text))
                return
            if self.peek() == ",":
                self.at += 1
                continue
            yield read()
            if self.at == before:
                return
