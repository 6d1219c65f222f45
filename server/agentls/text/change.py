"""The one place at which two texts differ, and where everything else has gone by that."""

from collections.abc import Callable
from typing import NamedTuple

from agentls.text.positions import Edit, Span


class Change(NamedTuple):
    """A text, and what was edited in it."""

    before: str
    edit: Edit


def change_between(old: str, new: str) -> Edit:
    """Return the shortest edit that makes `new` of `old`: what both begin with and what both end with stays.

    Two edits far apart become one with all that lies between them; `differences.difference` tells them apart.
    """
    begin = _longest(min(len(old), len(new)), lambda low, high: old[low:high] == new[low:high])
    left, right = len(old), len(new)

    def is_same_end(low: int, high: int) -> bool:
        return old[left - high : left - low] == new[right - high : right - low]

    same = _longest(min(left, right) - begin, is_same_end)
    return Edit(Span(begin, left - same), new[begin : right - same])


def moved(span: Span, edit: Edit) -> Span | None:
    """Return where `span` is after `edit`; `None` when one of its ends may be inside what has changed, or beside it."""
    start, end = span
    first, last = edit.span
    if end < first:
        return span
    by = len(edit.text) - (last - first)
    if start > last:
        return Span(start + by, end + by)
    return Span(start, end + by) if start < first and end > last else None


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
