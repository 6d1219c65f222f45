"""Findings as GitLab's Code Quality report, which a merge request shows beside its changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agentls.cli.reports.fingerprint import Fingerprints
from agentls.cli.reports.report import Checked, Write
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.text.visible import to_json, visible

_LEVELS = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFORMATION: "info",
    Severity.HINT: "info",
}


class GitLabReport:
    """One JSON list with an object a finding."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._fingerprints = Fingerprints()
        self._before = "["

    def add(self, file: Checked) -> None:
        """Write the findings of a file."""
        for finding in file.findings:
            self._write(f"{self._before}\n{to_json(self._issue(file, finding))}")
            self._before = ","

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Close the list; what could not be checked is told beside the report."""
        self._write("]\n" if self._before == "," else "[]\n")

    def _issue(self, file: Checked, finding: Finding) -> dict[str, Any]:
        assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
        begin, end = file.document.lines.position(finding.span.start), file.document.lines.position(finding.span.end)
        return {
            "description": visible(finding.message),
            "check_name": finding.rule,
            "fingerprint": self._fingerprints.of(file, finding),
            "severity": _LEVELS[finding.severity],
            "location": {
                "path": file.shown.replace("\\", "/").removeprefix("./"),
                "positions": {
                    "begin": {"line": begin[0] + 1, "column": begin[1] + 1},
                    "end": {"line": end[0] + 1, "column": end[1] + 1},
                },
            },
        }
