"""Where somebody is typing, as far as an edit tells it."""

from __future__ import annotations

from collections.abc import Callable


def place(old: str, new: str) -> int | None:
    """Return the offset in `new` at which the edit that made it from `old` ended, or `None` when it was not typing.

    A change that brings several lines of text was pasted or made by a command, not typed. A key that was taken from
    a list may bring the dash of its first item along.
    """
    begin = _longest(min(len(old), len(new)), lambda low, high: old[low:high] == new[low:high])
    left, right = len(old), len(new)

    def is_same_end(low: int, high: int) -> bool:
        return old[left - high : left - low] == new[right - high : right - low]

    end = right - _longest(min(left, right) - begin, is_same_end)
    return None if "\n" in new[begin:end].strip(" \t\r\n-") else end


def _longest(most: int, is_same: Callable[[int, int], bool]) -> int:
    """Return how far two texts are the same; comparing slices, ever shorter ones, is what Python does fastest."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if is_same(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
