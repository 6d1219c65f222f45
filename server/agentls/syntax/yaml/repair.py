"""Claude Code's second try: values that YAML refuses are put in quotes, line by line, and read again.

Seen in 2.1.330: only unindented lines `key: value` whose key has letters, `_` and `-` alone and whose value holds one
of the characters below; a value in quotes or a readable `[list]` stays; afterwards each leading tab becomes two spaces.
In a file with CR LF line ends nothing matches, because the carriage return is no character to the pattern.
"""

from __future__ import annotations

from bisect import bisect_right

from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import YamlError
from agentls.text.expressions import expression
from agentls.text.positions import Span

_SPACE = "[\\t\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]"
# A value that begins with a blank is none that needs quotes; to allow it would be to try each blank as its beginning.
_LINE = expression(rf"([a-zA-Z_-]+):{_SPACE}+([^\n{_SPACE[1:-1]}][^\n\r\u2028\u2029]*)\Z")
_NEEDS_QUOTES = expression(r"[{}\[\]*&#!|>%@`]|: ")
_LEADING_TABS = expression(r"\t+")


class Repaired:
    """A repaired text, and the way back: `source(offset)` gives the place in the text as written."""

    __slots__ = ("_here", "_lengths", "_there", "quoted", "text")

    def __init__(
        self,
        text: str,
        quoted: tuple[Span, ...],
        here: tuple[int, ...],
        there: tuple[int, ...],
        lengths: tuple[int, ...],
    ) -> None:
        self.text = text
        self.quoted = quoted
        self._here = here
        self._there = there
        self._lengths = lengths

    def source(self, offset: int) -> int:
        """Return the offset in the original text of `offset` in the repaired one."""
        at = bisect_right(self._here, offset) - 1
        if at < 0:
            return 0
        return self._there[at] + min(offset - self._here[at], self._lengths[at])


class Builder:
    """Puts a repaired text together from pieces of the original and from what is inserted between them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.here: list[int] = []
        self.there: list[int] = []
        self.lengths: list[int] = []
        self.quoted: list[Span] = []

    def copy(self, text: str, source: int) -> None:
        """Take over a piece that stands at `source` in the original."""
        self.here.append(self.length)
        self.there.append(source)
        self.lengths.append(len(text))
        self.insert(text)

    def insert(self, text: str) -> None:
        """Add characters that the original does not have."""
        self.pieces.append(text)
        self.length += len(text)

    def finished(self) -> Repaired:
        """Return the text and the way back."""
        here, there, lengths = tuple(self.here), tuple(self.there), tuple(self.lengths)
        return Repaired("".join(self.pieces), tuple(self.quoted), here, there, lengths)


def repair(text: str) -> Repaired:
    """Return `text` with the values quoted that the host would quote."""
    out = Builder()
    at = 0
    for number, line in enumerate(text.split("\n")):
        if number:
            out.copy("\n", at - 1)
        match = _LINE.match(line)
        value = match.group(2) if match else ""
        if match and _NEEDS_QUOTES.search(value) and not _is_quoted(value) and not _reads_as_list(value):
            start = match.start(2)
            out.copy(match.group(1) + ":", at)
            out.copy(" ", at + start - 1)
            out.quoted.append(Span(at + start, at + len(line)))
            out.insert('"')
            _copy_escaped(out, value, at + start)
            out.insert('"')
            # An empty piece marks where the closing quote ends, so that the value's end maps to its own end.
            out.copy("", at + len(line))
        else:
            tabs = _LEADING_TABS.match(line)
            for tab in range(tabs.end() if tabs else 0):
                out.copy(" ", at + tab)
                out.insert(" ")
            start = tabs.end() if tabs else 0
            out.copy(line[start:], at + start)
        at += len(line) + 1
    return out.finished()


def _is_quoted(value: str) -> bool:
    return len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"


def _reads_as_list(value: str) -> bool:
    if not (value.startswith("[") and value.endswith("]")):
        return False
    try:
        compose(value)
    except YamlError:
        return False
    return True


def _copy_escaped(out: Builder, value: str, source: int) -> None:
    start = 0
    for at, character in enumerate(value):
        if character in '"\\':
            out.copy(value[start:at], source + start)
            out.insert("\\")
            start = at
    out.copy(value[start:], source + start)
