"""What is written to the log, as lines on standard error."""

from __future__ import annotations

import logging

from agentls.cli import streams
from agentls.text.visible import terminal


class _Lines(logging.Handler):
    """Log records as lines for a person; what stands in a file's name cannot steer the terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        for line in self.format(record).split("\n"):
            streams.say("stderr", f"{terminal(line)}\n")


def set_up(*, debug: bool) -> None:
    """Write warnings and what is worse to standard error, with `debug` everything."""
    handler = _Lines()
    handler.setFormatter(logging.Formatter("agentls: %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.DEBUG if debug else logging.WARNING, handlers=[handler])
