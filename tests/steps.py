"""Work is counted in calls of functions: of these every machine makes the same number, however busy it is."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from types import FrameType


class Calls:
    """Counts the calls of functions while it is entered."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Calls:  # noqa: PYI034 - `Self` is younger than Python 3.10.
        # Garbage of what went before must not be thrown away on the bill of what is counted.
        gc.disable()
        sys.setprofile(self._note)
        return self

    def _note(self, frame: FrameType, event: str, argument: object) -> None:
        del frame, argument
        self.count += event in ("call", "c_call")

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        gc.enable()


def calls_of(work: Callable[[], object]) -> int:
    """Return how many calls `work` makes."""
    with Calls() as calls:
        work()
    return calls.count
