"""Findings a line each, for editors and programs that read compilers' messages."""

from __future__ import annotations

from collections.abc import Sequence

from agentls.cli.reports.report import Checked, Write
from agentls.text.visible import terminal


class ConciseReport:
    """`path:line:column: severity[rule] message`, one line for each finding and nothing else."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def add(self, file: Checked) -> None:
        """Write the findings of a file."""
        for finding in file.findings:
            assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
            line, column = file.document.lines.position(finding.span.start)
            place = f"{terminal(file.shown)}:{line + 1}:{column + 1}"
            self._write(f"{place}: {finding.severity.label}[{finding.rule}] {terminal(finding.message)}\n")

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write nothing: what could not be checked is told beside the report."""
