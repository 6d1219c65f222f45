"""Runs `agentls check`, or a server, in a process of its own that may use only so much memory and time."""

from __future__ import annotations

import logging
import os
import resource
import signal
import sys
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from watched import watch

from agentls.cli.main import main
from agentls.knowledge.dialect import all_dialects
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

_MEMORY = 600_000_000
_TEXT = "---\nname: a\ndescription: b\ntools: Read, Grpe\n---\nc\n"


@dataclass(frozen=True)
class Run:
    """How a run ended: its status, negative for the signal that ended it, and what it wrote."""

    status: int
    out: str
    err: str


@cache
def _get_ready() -> None:
    """Load and work out before the first fork what every child would have to."""
    import agentls.lsp.server  # noqa: F401, PLC0415

    for kind in all_dialects():
        lint(Document("a.md", _TEXT, kind), Snapshot())


def check(folder: Path, *words: str, seconds: int = 20, encoding: str = "utf-8") -> Run:
    """Run `agentls check` in `folder`; `seconds` is of processor time, and as many more of waiting are allowed."""
    return command(folder, "check", *words, seconds=seconds, encoding=encoding)


def command(folder: Path, *words: str, seconds: int = 20, encoding: str = "utf-8", notes: Path | None = None) -> Run:
    """Run `agentls` with these words; what it asks the system for is written to `notes`, as `watched` has it."""
    _get_ready()
    streams = [folder.parent / f"{folder.name}.{name}" for name in ("out", "err")]
    child = os.fork()
    if child == 0:
        status = 70
        try:
            status = _in_child(folder, words, streams, seconds, encoding, notes)
        except BaseException:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(status)
    _, result = os.waitpid(child, 0)
    texts = [stream.read_bytes().decode(encoding, "surrogateescape") for stream in streams]
    return Run(os.waitstatus_to_exitcode(result), *texts)


def _in_child(
    folder: Path, words: tuple[str, ...], streams: list[Path], seconds: int, encoding: str, notes: Path | None
) -> int:
    _limit(seconds)
    for number, stream in enumerate(streams, 1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    _begin(folder, encoding)
    if notes is not None:
        watch(notes)
    status = main(list(words))
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _limit(seconds: int) -> None:
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(3 * seconds)


def _begin(folder: Path, encoding: str = "utf-8") -> None:
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, closefd=False, errors="backslashreplace")  # noqa: SIM115
    # As Python has it: whoever puts another stream in its place does not close this one by that.
    sys.__stdout__ = sys.stdout  # type: ignore[misc]
    logging.getLogger().handlers.clear()
    os.environ["HOME"] = os.fspath(folder.parent / "no-home")
    os.environ["XDG_CACHE_HOME"] = os.fspath(folder.parent / "no-home/.cache")
    os.chdir(folder)


class Forked:
    """A server in a copy of this process, as far as a client needs to know of a process."""

    def __init__(self, folder: Path, seconds: int = 20, notes: Path | None = None) -> None:
        _get_ready()
        asked, answered, told = os.pipe(), os.pipe(), os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                for number, end in enumerate((asked[0], answered[1], told[1])):
                    os.dup2(end, number)
                os.closerange(3, 256)
                _limit(seconds)
                _begin(folder)
                if notes is not None:
                    watch(notes)
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
            os.kill(self.pid, signal.SIGKILL)
