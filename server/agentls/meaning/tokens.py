"""Tokens that prove themselves: their last characters are a checksum of those before.

    tokens(text) -> Iterator[Token]

GitHub and npm end a token with the CRC-32 of its thirty random characters, in base 62. What only looks like a token,
as in a sample, has another ending.
"""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from agentls.text.expressions import expression
from agentls.text.positions import Span

_TOKEN = expression(r"(?<![0-9A-Za-z_])(gh[pousr]|npm)_([0-9A-Za-z]{30})([0-9A-Za-z]{6})(?![0-9A-Za-z_])")
_BEGINNINGS = ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Token(NamedTuple):
    """One token; `owner` says whose it is."""

    owner: str
    span: Span


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens in `text`, in their order."""
    if not any(beginning in text for beginning in _BEGINNINGS):
        # So it is with nearly every text, and the expression would look at each of its letters.
        return
    for found in _TOKEN.finditer(text):
        if _checksum(found[2]) == found[3]:
            yield Token("npm" if found[1] == "npm" else "GitHub", Span(*found.span()))


def _checksum(random: str) -> str:
    number, text = zlib.crc32(random.encode("ascii")), ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        text = _DIGITS[digit] + text
    return text.rjust(6, _DIGITS[0])
