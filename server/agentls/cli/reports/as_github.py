"""Findings as workflow commands of GitHub Actions, which show them beside the lines of a change."""

from __future__ import annotations

from collections.abc import Sequence

from agentls.cli.reports.report import Checked, Write
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.text.visible import visible

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "notice",
    Severity.HINT: "notice",
}
# The characters that end a command or one of its properties, as the runner decodes them.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class GitHubReport:
    """One `::error file=...::message` a finding."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def add(self, file: Checked) -> None:
        """Write the findings of a file."""
        for finding in file.findings:
            self._write(_command(file, finding))

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write what could not be checked."""
        for path, message in problems:
            self._write(f"::error file={_property(path)}::{_data(message)}\n")


def _command(file: Checked, finding: Finding) -> str:
    assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
    lines = file.document.lines
    line, column = lines.position(finding.span.start)
    last_line, last_column = lines.position(finding.span.end)
    place = f"file={_property(file.shown)},line={line + 1},endLine={last_line + 1}"
    if line == last_line:
        # The runner takes columns within one line alone; the last one is part of the place.
        place += f",col={column + 1},endColumn={max(last_column, column + 1)}"
    return f"::{_LEVELS[finding.severity]} {place},title={_property(finding.rule)}::{_data(finding.message)}\n"


def _data(text: str) -> str:
    return visible(text).translate(_DATA)


def _property(text: str) -> str:
    return visible(text).translate(_PROPERTY)
