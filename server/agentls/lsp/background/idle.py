"""Work for the moments when no message is waiting: reading the project, judging files that are not open."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator

_log = logging.getLogger(__name__)


class Idle:
    """A queue of work, each piece an iterator whose every step is short: an answer may have to wait for one step."""

    def __init__(self) -> None:
        self._work: deque[Iterator[object]] = deque()

    def add(self, work: Iterator[object]) -> None:
        """Do `work` after all that has been added before."""
        self._work.append(work)

    def add_first(self, work: Iterator[object]) -> None:
        """Do `work` before all else: somebody sees what it is about."""
        self._work.appendleft(work)

    def is_empty(self) -> bool:
        """Tell whether there is nothing to do."""
        return not self._work

    def hurry(self, is_done: Callable[[], bool], seconds: float) -> None:
        """Do what there is to do until `is_done` or the time is over: somebody waits for it."""
        limit = time.monotonic() + seconds
        while not is_done() and self._work and time.monotonic() < limit:
            self.step()

    def step(self) -> None:
        """Do a little of the piece of work that comes first."""
        work = self._work[0]
        try:
            next(work)
        except StopIteration:
            self._work.remove(work)
        except Exception:
            # What fails here was asked for by nobody in particular; the rest must go on.
            _log.exception("work in the background failed")
            self._work.remove(work)
