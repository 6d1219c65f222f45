"""The formats of a report by their names; only the one that is asked for is loaded."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

from agentls.cli import streams
from agentls.cli.reports.report import Report, Write

# The module beside this one and the class in it.
FORMATS = {
    "text": ("as_text", "TextReport"),
    "concise": ("as_concise", "ConciseReport"),
    "json": ("as_json", "JsonReport"),
    "sarif": ("as_sarif", "SarifReport"),
    "github": ("as_github", "GitHubReport"),
    "gitlab": ("as_gitlab", "GitLabReport"),
    "junit": ("as_junit", "JUnitReport"),
}
_WIDE = 120


def statistics(name: str, write: Write) -> Report:
    """Return a report that counts, as `text` or as `json`."""
    made = importlib.import_module("agentls.cli.reports.as_statistics")
    result: Report = made.StatisticsReport(write, as_json=name == "json")
    return result


def report(name: str, write: Write, *, to_terminal: bool, quiet: bool = False, asked: Sequence[str] = ()) -> Report:
    """Return a report of the format `name`, one of `FORMATS`.

    `to_terminal`: it may use colors and the width. `quiet`: what is for people says nothing beside the findings.
    `asked` are the paths that the user named.
    """
    module, kind = FORMATS[name]
    made = getattr(importlib.import_module(f"agentls.cli.reports.{module}"), kind)
    if name != "text":
        result: Report = made(write)
        return result
    color = bool(os.environ.get("FORCE_COLOR")) or (
        to_terminal and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    )
    width = streams.columns(_WIDE) if to_terminal else _WIDE
    text: Report = made(write, color=color, width=width, quiet=quiet, asked=asked)
    return text
