"""Work by several processes: copies of this one, which know all that it knows, do a part of the tasks each.

What they answer comes back in the order of the tasks, so that nobody can tell from it how many there were.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult, Pool

_Task = TypeVar("_Task")
_Answer = TypeVar("_Answer")
# So many tasks go to a process at once, among so many that there was nothing to do about, and so many times that to
# each before the first must be done.
_AT_ONCE = 32
_MOST_IN_A_PART = 256
_AHEAD = 3
# To make the copies, and to send them texts, takes as long as to judge some hundred files: so many are judged without.
_FIRST = 1000
# Under this name a copy finds in itself what it is to do, which cannot be sent to it.
_WORK = "_agentls_work"


def possible() -> int:
    """Return how many processes there may be: where a process cannot copy itself, or not safely, there is one."""
    if sys.platform in ("win32", "darwin", "emscripten") or not hasattr(os, "sched_getaffinity"):
        return 1
    return len(os.sched_getaffinity(0))


class Jobs(Generic[_Task, _Answer]):
    """Does `work` on tasks, by so many processes as are `wanted`: `None` for as many as pay.

    `send` makes of a task what goes to another process, which makes the task of it again by `receive`.
    """

    def __init__(
        self,
        wanted: int | None,
        work: Callable[[_Task], _Answer],
        send: Callable[[_Task], object],
        receive: Callable[[Any], _Task],
    ) -> None:
        self.wanted = wanted
        self.work = work
        self.send = send
        self.receive = receive

    def answers(self, tasks: Iterable[_Task | None]) -> Iterator[_Answer | None]:
        """Yield the answer to each task, in their order; `None` where there was nothing to do."""
        left = iter(tasks)
        most = possible() if self.wanted is None else min(self.wanted, 1 if possible() == 1 else self.wanted)
        if most > 1:
            if self.wanted is None:
                yield from self._begun(left, _FIRST)
            part = _part(left)
            if len(part) - part.count(None) == _AT_ONCE:
                yield from self._from_copies(most, part, left)
                return
            left = iter([*part, *left])
        yield from (self.work(task) if task is not None else None for task in left)

    def _begun(self, left: Iterator[_Task | None], count: int) -> Iterator[_Answer | None]:
        """Do so many tasks here."""
        for one in left:
            yield self.work(one) if one is not None else None
            count -= one is not None
            if not count:
                return

    def _from_copies(
        self, most: int, part: list[_Task | None], left: Iterator[_Task | None]
    ) -> Iterator[_Answer | None]:
        import multiprocessing  # noqa: PLC0415 - most runs need none.

        with multiprocessing.get_context("fork").Pool(most, _begin, (self._work_on_sent,)) as pool:
            yield from self._in_order(pool, most, part, left)

    def _work_on_sent(self, sent: Any) -> _Answer:
        return self.work(self.receive(sent))

    def _in_order(
        self, pool: Pool, most: int, part: list[_Task | None], left: Iterator[_Task | None]
    ) -> Iterator[_Answer | None]:
        waiting: deque[tuple[list[_Task | None], AsyncResult[list[_Answer]]]] = deque()
        while part or waiting:
            if part:
                sent = [self.send(task) for task in part if task is not None]
                waiting.append((part, pool.apply_async(_do_all, (sent,))))
                part = _part(left)
            if not part or len(waiting) > most * _AHEAD:
                done, result = waiting.popleft()
                answers = iter(result.get())
                yield from (next(answers) if task is not None else None for task in done)


def _part(tasks: Iterator[_Task | None]) -> list[_Task | None]:
    part: list[_Task | None] = []
    real = 0
    for task in tasks:
        part.append(task)
        real += task is not None
        if real == _AT_ONCE or len(part) == _MOST_IN_A_PART:
            break
    return part


def _do_all(sent: list[Any]) -> list[Any]:
    import multiprocessing  # noqa: PLC0415 - most runs need none.

    return list(map(getattr(multiprocessing.current_process(), _WORK), sent))


def _begin(work: Callable[[Any], Any]) -> None:
    import multiprocessing  # noqa: PLC0415 - most runs need none.
    import signal  # noqa: PLC0415

    setattr(multiprocessing.current_process(), _WORK, work)
    # The process that has made this one is interrupted as well, and ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
