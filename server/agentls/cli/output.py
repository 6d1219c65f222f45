"""Where a report goes, and what is told beside it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from agentls.cli import streams
from agentls.cli.streams import OutputProblem
from agentls.disk.writing import write_file
from agentls.text import log
from agentls.text.visible import terminal


def prepare(*, debug: bool) -> None:
    """Make both streams take every character, and send the log to standard error, with `debug` all of it."""
    streams.prepare()
    log.prepare(partial(_log, debug=debug))


def _log(*, debug: bool) -> None:
    # It loads what writes the log, as most runs do not.
    from agentls.cli import log_lines  # noqa: PLC0415

    log_lines.set_up(debug=debug)


@contextmanager
def opened(path: str | None, *, utf8: bool) -> Iterator[Callable[[str], object]]:
    """Give what writes the report: to standard output, or to the file at `path`, which appears whole or not at all.

    `utf8`: programs read it, and expect UTF-8 whatever the console speaks. Raises `OutputProblem` when the file cannot
    be written.
    """
    if path is None:
        if utf8:
            streams.speak_utf8()
        yield partial(streams.say, "stdout")
        return
    text = io.StringIO()
    yield text.write
    try:
        write_file(Path(path), text.getvalue().encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputProblem(f"{path}: the report cannot be written: {error.strerror or error}") from None


def tell(message: str) -> None:
    """Say one line to the user, beside the report."""
    streams.say("stderr", f"agentls: {terminal(message)}\n")
