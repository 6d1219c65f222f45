"""Standard output and standard error: whatever their encoding is, and though nobody may read them."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from agentls.disk.writing import write_file
from agentls.text.visible import terminal


class _OneLine(logging.Formatter):
    """A log record as a line for a person; what stands in a file's name cannot steer the terminal."""

    def format(self, record: logging.LogRecord) -> str:
        lines = super().format(record).split("\n")
        return "\n".join(map(terminal, lines))


def prepare(level: int) -> None:
    """Make both streams take every character, and send the log to standard error."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            # Whoever started us has closed it: there is nobody to tell anything.
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            # A console that has no such character shows its number.
            stream.reconfigure(errors="backslashreplace")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("agentls: %(levelname)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])


class OutputProblem(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """Why a report could not be written."""


@contextmanager
def opened(path: str | None, *, utf8: bool) -> Iterator[Callable[[str], object]]:
    """Give what writes the report: to standard output, or to the file at `path`, which appears whole or not at all.

    `utf8`: programs read it, and expect UTF-8 whatever the console speaks. Raises `OutputProblem` when the file cannot
    be written.
    """
    if path is None:
        if utf8 and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout.write
        return
    text = io.StringIO()
    yield text.write
    try:
        write_file(Path(path), text.getvalue().encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputProblem(f"{path}: the report cannot be written: {error.strerror or error}") from None


def tell(message: str) -> None:
    """Say one line to the user, beside the report."""
    print(f"agentls: {terminal(message)}", file=sys.stderr)  # noqa: T201
