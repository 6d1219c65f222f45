"""What can be said of a place: the answers, and the names inside a value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from agentls.syntax.nodes import Path
from agentls.text.expressions import expression
from agentls.text.positions import Span

_NAME = expression(r"(?:[^\s,(]|\([^)\r\n]*\)?)+")


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
