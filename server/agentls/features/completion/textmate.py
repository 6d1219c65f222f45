"""Pieces of TextMate snippets, as the Language Server Protocol has them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agentls.text.expressions import expression

_STOP = expression(r"\$\{?(\d+)")
_PLACEHOLDER = expression(r"\$\{\d+:((?:[^{}\\]|\\.)*)\}|\$\{\d+\|((?:[^,|\\]|\\.)*)[^}]*\}|\$\d+|\$\{\d+\}")
_ESCAPED = expression(r"\\([$}\\,|])")


def escaped(text: str) -> str:
    """Return `text` as it is written in a snippet."""
    return re.sub(r"([$}\\])", r"\\\1", text)


def choice(number: int, options: Iterable[str]) -> str:
    """Return a placeholder that offers `options`."""
    listed = ",".join(re.sub(r"([$}\\,|])", r"\\\1", one) for one in options)
    return f"${{{number}|{listed}|}}"


def has_stops(body: str) -> bool:
    """Tell whether anything is left to fill in."""
    return _STOP.search(body) is not None


def renumbered(body: str, first: int) -> str:
    """Return `body` with its tab stops counted from `first`."""
    return _STOP.sub(lambda found: found[0][: -len(found[1])] + str(int(found[1]) + first - 1), body)


def stops(body: str) -> int:
    """Return the number of the last tab stop."""
    return max((int(found) for found in _STOP.findall(body)), default=0)


def filled(body: str) -> str:
    """Return the text that `body` gives when every placeholder keeps its default or first choice."""
    return _ESCAPED.sub(r"\1", _PLACEHOLDER.sub(lambda found: found[1] or found[2] or "", body))


def indented(body: str, by: int) -> str:
    """Return `body` with all lines but the first `by` columns further in."""
    return body.replace("\n", "\n" + " " * by) if by > 0 else body
