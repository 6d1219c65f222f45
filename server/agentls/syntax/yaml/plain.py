"""Reading a block of nothing but plain lines, as most are, without a parser: a key and one short value in each.

    name: reviewer
    description: "Reviews a change"
    skills: [notes, style]

All programs that read YAML read these alike, but for what they make of a text that looks like a number, say. A block in
which anything may mean more than that is left to the parser, and so is one with a mistake.
"""

from __future__ import annotations

import re

from agentls.syntax.nodes import Entry, Mapping, Node, Scalar, Sequence, Style
from agentls.syntax.yaml.flavours import Flavour
from agentls.text.expressions import expression
from agentls.text.positions import Span

# The limits of size and depth are the parser's, and no block that is plain and short comes near them.
_LONGEST = 10_000
# Of more than 1,024 characters nothing is a key to the parser; nobody writes a tenth of that.
_LONGEST_KEY = 100
_WORD = r"[A-Za-z][\w./-]*"
# What follows the blanks is a text without quotes, one in quotes or a list of words.
_LINE = expression(
    rf"""
    ([A-Za-z][\w-]{{0,{_LONGEST_KEY}}}):[ ]+
    (?: ([^\s?:,\[\]{{}}\#&*!|>'"%@`-][^\r\n]*)
      | "([^\r\n"\\]*)"[ ]*
      | '([^\r\n']*)'[ ]*
      | \[({_WORD}(?:,[ ]*{_WORD})*)\][ ]*
    )
    \r?(?:\n|\Z)
    """,
    re.VERBOSE | re.ASCII,
)
_PLAIN, _DOUBLE, _LIST = 2, 3, 5
_WORDS = expression(_WORD, re.ASCII)
# To find a member of an enumeration by its name takes Python half as long as to make a node.
_BARE = Style.PLAIN


def plain_lines(text: str, flavour: Flavour, base: int) -> Mapping | None:
    """Return the tree of a block of plain lines, as the parser would; `None` for one that must be parsed.

    `base` is where `text` begins in its source: spans are offsets into that.
    """
    # What is not printable is another thing to each parser: a tab, a mark of the byte order, other line breaks.
    if len(text) > _LONGEST or not text.replace("\r\n", "\n").replace("\n", "").isprintable():
        return None
    entries: list[Entry] = []
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        value = _value(line, flavour, base) if line is not None else None
        if line is None or value is None:
            return None
        name, start = line[1], base + at
        key = Scalar(Span(start, start + len(name)), name, _BARE, flavour.resolve(name))
        entries.append(Entry(key, value, Span(start, value.span.end)))
        at = line.end()
    if not entries or (flavour.rejects_duplicates and len({one.key.text for one in entries}) < len(entries)):
        return None
    return Mapping(Span(base, entries[-1].span.end), tuple(entries), flow=False)


def _value(line: re.Match[str], flavour: Flavour, base: int) -> Node | None:
    """Return the value in a line, `None` for one that is no plain one after all."""
    kind = line.lastindex or 0
    text, start = line[kind], line.start(kind) + base
    if kind == _PLAIN:
        text = text.rstrip(" ")
        if ": " in text or " #" in text or text[-1] == ":":
            return None
        return Scalar(Span(start, start + len(text)), text, _BARE, flavour.resolve(text))
    if kind == _LIST:
        return _list(text, start, flavour) if flavour.flow else None
    style = Style.DOUBLE if kind == _DOUBLE else Style.SINGLE
    return Scalar(Span(start - 1, start + len(text) + 1), text, style, text)


def _list(text: str, start: int, flavour: Flavour) -> Sequence:
    """Return the list of the words in `text`, which begins at `start` behind a bracket."""
    items = [
        Scalar(Span(start + found.start(), start + found.end()), found[0], _BARE, flavour.resolve(found[0]))
        for found in _WORDS.finditer(text)
    ]
    return Sequence(Span(start - 1, start + len(text) + 1), tuple(items), flow=True)
