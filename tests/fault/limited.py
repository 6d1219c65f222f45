"""Runs `agentls check` in a process of its own that may use only so much memory and time."""

from __future__ import annotations

import logging
import os
import resource
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from agentls.cli.main import main
from agentls.knowledge.dialect import all_dialects
from agentls.rules import all_rules

_MEMORY = 600_000_000


@dataclass(frozen=True)
class Run:
    """How a run ended: its status, negative for the signal that ended it, and what it wrote."""

    status: int
    out: str
    err: str


def check(folder: Path, *words: str, seconds: int = 20, encoding: str = "utf-8", out: Path | None = None) -> Run:
    """Run `agentls check` in `folder`; `seconds` is of processor time, and as many more of waiting are allowed."""
    # What is loaded before the fork need not be loaded in every child.
    all_rules(), all_dialects()
    streams = [folder.parent / f"{folder.name}.{name}" for name in ("out", "err")]
    child = os.fork()
    if child == 0:
        status = 70
        try:
            status = _in_child(folder, words, streams, seconds, encoding)
        except BaseException:
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(status)
    _, result = os.waitpid(child, 0)
    texts = [stream.read_bytes().decode(encoding, "surrogateescape") for stream in streams]
    return Run(os.waitstatus_to_exitcode(result), *texts)


def _in_child(folder: Path, words: tuple[str, ...], streams: list[Path], seconds: int, encoding: str) -> int:
    used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    import signal  # noqa: PLC0415 - the alarm is for the child alone.

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(3 * seconds)
    for number, stream in enumerate(streams, 1):
        os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, closefd=False, errors="backslashreplace")  # noqa: SIM115
    logging.getLogger().handlers.clear()
    os.environ["HOME"] = os.fspath(folder.parent / "no-home")
    os.chdir(folder)
    status = main(["check", *words])
    sys.stdout.flush()
    sys.stderr.flush()
    return status
