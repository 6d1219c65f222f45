"""A page of Markdown as a terminal shows it: headings stand out, examples stand apart.

show(page)
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

from agentls.cli import streams
from agentls.text.expressions import expression
from agentls.text.visible import terminal

_HEADING = expression(r"#+ +(.*)")
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_INDENTATION = "    "


def show(page: str) -> None:
    """Print the page, in color on a terminal unless the user wants none."""
    is_colored = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line, style in _lines(page):
        shown = terminal(line)
        streams.say("stdout", f"{style}{shown}{_PLAIN}\n" if is_colored and style and shown else f"{shown}\n")


def _lines(page: str) -> Iterator[tuple[str, str]]:
    """Yield each line of the page as it is shown, with what makes a terminal show it like that."""
    fence: str | None = None
    was_empty = True
    for line in page.strip().splitlines():
        if fence is not None and line.strip() == fence:
            fence = None
        elif fence is not None:
            yield f"{_INDENTATION}{line}".rstrip(), _DIM
        elif line.startswith("```"):
            fence = line[: len(line) - len(line.lstrip("`"))]
        elif line or not was_empty:
            heading = _HEADING.fullmatch(line)
            yield (heading[1], _BOLD) if heading else (line.replace("**", ""), "")
        was_empty = not line
