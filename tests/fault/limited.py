"""Runs `agentls check`, or a server, in a process of its own that may use only so much memory and time."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from watched import watch

from agentls.cli.main import main
from copied import Copied, begin, get_ready

_MEMORY = 600_000_000


@dataclass(frozen=True)
class Run:
    """How a run ended: its status, negative for the signal that ended it, and what it wrote."""

    status: int
    out: str
    err: str


def check(folder: Path, *words: str, seconds: int = 20, encoding: str = "utf-8") -> Run:
    """Run `agentls check` in `folder`; `seconds` is of processor time, and as many more of waiting are allowed."""
    return command(folder, "check", *words, seconds=seconds, encoding=encoding)


def command(folder: Path, *words: str, seconds: int = 20, encoding: str = "utf-8", notes: Path | None = None) -> Run:
    """Run `agentls` with these words; what it asks the system for is written to `notes`, as `watched` has it."""
    get_ready()
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
    begin(encoding)
    os.environ["HOME"] = os.fspath(folder.parent / "no-home")
    os.environ["XDG_CACHE_HOME"] = os.fspath(folder.parent / "no-home/.cache")
    os.chdir(folder)


class Forked(Copied):
    """A server that may use only so much memory and time; `notes` are as `watched` has them."""

    def __init__(self, folder: Path, seconds: int = 20, notes: Path | None = None) -> None:
        def start() -> None:
            _limit(seconds)
            _begin(folder)
            if notes is not None:
                watch(notes)

        super().__init__(start)
