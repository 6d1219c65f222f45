"""Where somebody is typing, as far as the messages of an editor tell; nothing else decides it."""

from __future__ import annotations

import re

_BETWEEN_WORDS = re.compile(r"[^\w:*.\-]")


def place(old: str, new: str) -> int | None:
    """Return the offset in `new` at which the edit that made it from `old` ended, or `None` when it was not typing.

    A change that brings several lines of text was pasted or made by a command, not typed.
    """
    begin = _common(old, new)
    end = len(new) - _common(old[begin:][::-1], new[begin:][::-1])
    return None if "\n" in new[begin:end].strip() else end


def has_left(text: str, typing_at: int, offset: int) -> bool:
    """Tell whether a cursor at `offset` is out of the word that was being typed at `typing_at`."""
    low, high = sorted((typing_at, offset))
    return _BETWEEN_WORDS.search(text, low, high) is not None


def _common(left: str, right: str) -> int:
    """Return the length of the longest common beginning; comparing slices is what Python does fastest."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
