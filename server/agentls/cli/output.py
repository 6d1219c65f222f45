"""Standard output and standard error: whatever their encoding is, and though nobody may read them."""

from __future__ import annotations

import io
import logging
import sys
from typing import TextIO

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


def as_utf8() -> None:
    """Write UTF-8 on standard output, as programs expect that read JSON."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")


def tell(message: str) -> None:
    """Say one line to the user, beside the report."""
    print(f"agentls: {terminal(message)}", file=sys.stderr)  # noqa: T201
