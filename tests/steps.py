"""Work is counted in calls of functions: of these every machine makes the same number, however busy it is."""

from __future__ import annotations

import gc
from collections.abc import Callable
from cProfile import Profile


class Calls:
    """Counts the calls of functions while it is entered; those of functions written in C as well."""

    def __init__(self) -> None:
        self.count = 0
        # It counts in C: asked of a function of ours, the counting would take longer than what is counted.
        self._profile = Profile(builtins=True, subcalls=False)

    def __enter__(self) -> Calls:  # noqa: PYI034 - `Self` is younger than Python 3.10.
        # Garbage of what went before must not be thrown away on the bill of what is counted.
        gc.disable()
        self._profile.enable()
        return self

    def __exit__(self, *_: object) -> None:
        self._profile.disable()
        gc.enable()
        self.count = sum(entry.callcount for entry in self._profile.getstats())


def calls_of(work: Callable[[], object]) -> int:
    """Return how many calls `work` makes."""
    with Calls() as calls:
        work()
    return calls.count
