"""Checks again whenever a file has changed, until somebody interrupts it.

Each check runs in a process of its own: what a run remembers of the disk is never older than the run.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from agentls.cli import output
from agentls.disk import configuration, system
from agentls.disk.walk import Walk

_SECONDS = 0.5
# The folder in which somebody stands may hold a module of any name: it is no place to take our own from.
START = (
    "import sys; sys.path[:] = [one for one in sys.path if one]; from agentls.cli.main import main; sys.exit(main())"
)
_CLEAR = "\x1b[2J\x1b[3J\x1b[H"


def watch(words: list[str], paths: list[str], wait: Callable[[float], None] = time.sleep) -> int:
    """Run `agentls check` with `words` now and after each change at or below `paths`; ends by an interruption."""
    # A check does without, being over in a moment.
    gc.enable()
    before = None
    # An option may be written as far as it is clear.
    words = [word for word in words if not ("--watch".startswith(word) and len(word) > len("--w"))]
    while True:
        state = frozenset(_state(paths))
        if state != before:
            before = state
            if sys.stdout.isatty():
                sys.stdout.write(_CLEAR)
            sys.stdout.flush()
            subprocess.run([sys.executable, "-c", START, "check", *words], check=False)  # noqa: S603 - ourselves.
            output.tell("waiting for a file to change; Ctrl+C ends it")
        wait(_SECONDS)


def _state(paths: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each file that a check would look at, with when it was written and its size."""
    own = configuration.find(Path.cwd())
    walk = Walk(settings_in=lambda _: own.settings)
    found = [one.path for name in paths for one in walk.find(Path(name))]
    for path in [*found, *([str(own.file)] if own.file else [])]:
        version = system.version(path)
        if version is not None:
            yield path, *version
