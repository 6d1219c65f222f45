"""Findings for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from agentls.cli.reports.report import Checked, Write
from agentls.meaning.finding import Finding
from agentls.text.positions import LineIndex, Span
from agentls.text.visible import to_json


class JsonReport:
    """One JSON object with a finding a line; lines and columns count from 1, in code points, the end excluded."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._checked = 0
        self._before = '{"findings": ['

    def add(self, file: Checked) -> None:
        """Write the findings of a file."""
        self._checked += 1
        # Each verdict is that of one program here, also where one finding stands for several.
        for finding in (each for one in file.findings for each in (one.others or (one,))):
            # One object a line can be read by people, and costs a fourth of indenting it all.
            self._write(f"{self._before}\n{to_json(_finding(file, finding))}")
            self._before = ","

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write what could not be checked, and close the object."""
        errors = ",".join(f"\n{to_json({'path': path, 'message': message})}" for path, message in problems)
        opening = self._before if self._before != "," else ""
        self._write(f'{opening}], "errors": [{errors}], "checked": {self._checked}}}\n')


def _finding(file: Checked, finding: Finding) -> dict[str, Any]:
    lines = file.document.lines
    assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
    return {
        "path": file.shown,
        "rule": finding.rule,
        "host": finding.host,
        "severity": finding.severity.label,
        "message": finding.message,
        **_range(lines, finding.span),
        "fixes": [
            {
                "title": fix.title,
                "preferred": fix.preferred,
                "safe": fix.safe,
                "edits": [{**_range(lines, edit.span), "text": edit.text} for edit in fix.edits],
                **({"moves_to": fix.moves_to} if fix.moves_to else {}),
            }
            for fix in finding.fixes
        ],
        "related": [
            {"path": one.path or file.shown, "message": one.message, **_range(lines, one.span)}
            for one in finding.related
        ],
    }


def _range(lines: LineIndex, span: Span) -> dict[str, dict[str, int]]:
    places = {}
    for name, offset in (("start", span.start), ("end", span.end)):
        line, column = lines.position(offset)
        places[name] = {"line": line + 1, "column": column + 1}
    return places
