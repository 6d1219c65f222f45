"""How far a run has come, for somebody who waits for it in front of a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

#: Nobody minds waiting so long, in seconds.
_PATIENCE = 0.5
_BETWEEN = 0.1
_WIDTH = 20
_Item = TypeVar("_Item")


class Progress:
    """One line on standard error that is written over and over, and gone before anything else is written."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._next = now() + _PATIENCE
        self._is_wanted = sys.stderr.isatty()
        self._is_shown = False

    def at(self, done: int, total: int) -> None:
        """Show that so many of the files are done, if that is due."""
        if self._is_due():
            filled = "#" * (_WIDTH * done // max(total, 1))
            self._show(f"[{filled:.<{_WIDTH}}] {done} of {total} files checked")

    def reading(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """Return the items, and show meanwhile how many came, if that is due: how many will come nobody knows."""
        return self._shown(items) if self._is_wanted else iter(items)

    def _shown(self, items: Iterable[_Item]) -> Iterator[_Item]:
        for number, item in enumerate(items):
            if self._is_due():
                self._show(f"{number} files read")
            yield item

    def _is_due(self) -> bool:
        return self._is_wanted and self._now() >= self._next

    def _show(self, line: str) -> None:
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
        self._is_shown = True
        self._next = self._now() + _BETWEEN

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._is_shown = False
