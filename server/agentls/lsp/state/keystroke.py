"""Where somebody is typing, as far as an edit tells it."""

from __future__ import annotations


def place(old: str, new: str) -> int | None:
    """Return the offset in `new` at which the edit that made it from `old` ended, or `None` when it was not typing.

    A change that brings several lines of text was pasted or made by a command, not typed. A key that was taken from
    a list may bring the dash of its first item along.
    """
    begin = _common(old, new)
    end = len(new) - _common(old[begin:][::-1], new[begin:][::-1])
    return None if "\n" in new[begin:end].strip(" \t\r\n-") else end


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
