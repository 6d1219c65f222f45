"""Findings as SARIF 2.1.0, which services that collect results of analyses take."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from agentls import __version__
from agentls.cli.reports.fingerprint import Fingerprints
from agentls.cli.reports.report import Checked, Write
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix, Related
from agentls.rules import Rule, all_rules
from agentls.text.positions import LineIndex, Span
from agentls.text.visible import to_json, visible

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}


class SarifReport:
    """One log with one run. Columns are counted in code points from 1, the end excluded."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._fingerprints = Fingerprints()
        self._numbers = {rule.id: number for number, rule in enumerate(all_rules())}
        self._before = ""
        driver = {
            "name": "agentls",
            "version": __version__,
            "semanticVersion": __version__,
            "rules": [_descriptor(rule) for rule in all_rules()],
        }
        write('{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [{\n')
        write(f'"tool": {{"driver": {to_json(driver)}}},\n"columnKind": "unicodeCodePoints",\n"results": [')

    def add(self, file: Checked) -> None:
        """Write the findings of a file."""
        for finding in file.findings:
            self._write(f"{self._before}\n{to_json(self._result(file, finding))}")
            self._before = ","

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write what could not be checked, and close the log."""
        notes = [
            {"level": "error", "message": {"text": visible(message)}, "locations": [_location(path)]}
            for path, message in problems
        ]
        run = [{"executionSuccessful": not problems, "toolExecutionNotifications": notes}]
        self._write(f'],\n"invocations": {to_json(run)}}}]}}\n')

    def _result(self, file: Checked, finding: Finding) -> dict[str, Any]:
        assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
        lines = file.document.lines
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "level": _LEVELS[finding.severity],
            "message": {"text": visible(finding.message)},
            "locations": [_location(file.shown, lines, finding.span)],
            "partialFingerprints": {"agentls/v1": self._fingerprints.of(file, finding)},
        }
        if finding.rule in self._numbers:
            result["ruleIndex"] = self._numbers[finding.rule]
        if finding.related:
            result["relatedLocations"] = [_related(file, one) for one in finding.related]
        if fixes := [_fix(file, one) for one in finding.fixes if one.edits]:
            result["fixes"] = fixes
        return result


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.documentation.strip(), "markdown": rule.documentation.strip()},
        "defaultConfiguration": {"enabled": rule.is_on, "level": _LEVELS[rule.severity]},
    }


def _location(path: str, lines: LineIndex | None = None, span: Span | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if lines is not None and span is not None:
        place["region"] = _region(lines, span)
    return {"physicalLocation": place}


def _uri(path: str) -> str:
    """Return a path as SARIF has it: relative to where we run, as far as the file lies below that."""
    if os.path.isabs(path):  # noqa: PTH117 - no file is looked at.
        below = os.path.relpath(path)
        if below.startswith(".."):
            return Path(path).as_uri()
        path = below
    return quote(path.replace("\\", "/").removeprefix("./"))


def _region(lines: LineIndex, span: Span) -> dict[str, int]:
    (line, column), (last_line, last_column) = lines.position(span.start), lines.position(span.end)
    return {"startLine": line + 1, "startColumn": column + 1, "endLine": last_line + 1, "endColumn": last_column + 1}


def _related(file: Checked, one: Related) -> dict[str, Any]:
    # The lines of another file are not at hand here; its path says enough.
    place = _location(file.shown, file.document.lines, one.span) if one.path is None else _location(one.path)
    return {**place, "message": {"text": visible(one.message)}}


def _fix(file: Checked, fix: Fix) -> dict[str, Any]:
    lines = file.document.lines
    replacements = [
        {"deletedRegion": _region(lines, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    artifact = _location(file.shown)["physicalLocation"]["artifactLocation"]
    changes = [{"artifactLocation": artifact, "replacements": replacements}]
    return {"description": {"text": visible(fix.title)}, "artifactChanges": changes}
