"""The words of a command line, as far as they can be told apart without being a shell.

words(line) -> Iterator[Word]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agentls.text.positions import Span

_PIECE = re.compile(r"""(?P<end>[\s;|&<>()]+)|'(?P<single>[^']*)'?|"(?P<double>(?:\\.|[^"\\])*)"?|\\(?P<one>.)|(?P<plain>.)""", re.DOTALL)  # fmt: skip  # noqa: E501
_IN_DOUBLE = re.compile(r'\\(["\\$`])')


@dataclass(frozen=True, slots=True)
class Word:
    """One word. `text` is without quotes, `span` has them where they are in the line."""

    text: str
    span: Span


def words(line: str) -> Iterator[Word]:
    """Yield the words of `line`; operators separate words and are left out."""
    start, text = -1, ""
    for piece in _PIECE.finditer(line):
        if piece["end"] is not None:
            if start >= 0:
                yield Word(text, Span(start, piece.start()))
            start, text = -1, ""
            continue
        start = piece.start() if start < 0 else start
        for group in ("single", "one", "plain"):
            text += piece[group] or ""
        text += _IN_DOUBLE.sub(r"\1", piece["double"] or "")
    if start >= 0:
        yield Word(text, Span(start, len(line)))
