"""Servers that are copies of this process, which has loaded everything: to start one anew takes ten times as long."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Callable
from functools import cache

from agentls.cli.main import main
from agentls.knowledge.dialect import all_dialects
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

_TEXT = "---\nname: a\ndescription: b\ntools: Read, Grpe\n---\nc\n"


@cache
def get_ready() -> None:
    """Load and work out before the first copy what each would have to."""
    import agentls.lsp.server  # noqa: F401, PLC0415

    for kind in all_dialects():
        lint(Document("a.md", _TEXT, kind), Snapshot())


def begin(encoding: str = "utf-8") -> None:
    """Give a copy the streams of a program that has just been started."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, closefd=False, errors="backslashreplace")  # noqa: SIM115
    # As Python has it: whoever puts another stream in its place does not close this one by that.
    sys.__stdout__ = sys.stdout  # type: ignore[misc]
    logging.getLogger().handlers.clear()


class Copied:
    """A server in a copy of this process, as far as a client needs to know of a process.

    `start` is what the copy does before it serves.
    """

    def __init__(self, start: Callable[[], None] = begin) -> None:
        get_ready()
        asked, answered, told = os.pipe(), os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                for number, end in enumerate((asked[0], answered[1], told[1])):
                    os.dup2(end, number)
                os.closerange(3, 256)
                start()
                status = main(["lsp"])
                sys.stderr.flush()
                os._exit(status)
            except BaseException:
                os.write(2, traceback.format_exc().encode())
                os._exit(70)
        for end in (asked[0], answered[1], told[1]):
            os.close(end)
        self.stdin, self.stdout, self.stderr = (
            os.fdopen(*one) for one in ((asked[1], "wb"), (answered[0], "rb"), (told[0], "rb"))
        )
        self._status: int | None = None

    def poll(self) -> int | None:
        return self._status if self._status is not None else self._waited(os.WNOHANG)

    def wait(self, seconds: float = 0) -> int | None:
        del seconds
        return self._status if self._status is not None else self._waited(0)

    def _waited(self, options: int) -> int | None:
        pid, status = os.waitpid(self.pid, options)
        if pid:
            self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, 9)
