"""Shows findings in a terminal, or as JSON for programs."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from agentls.meaning.finding import Finding, Severity
from agentls.project.document import Document
from agentls.text.positions import LineIndex, Span

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFORMATION: "36", Severity.HINT: "2"}


@dataclass(frozen=True)
class Checked:
    """One file and what was found in it; `shown` is its path as the user knows it."""

    shown: str
    document: Document
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Results:
    """All that a run found. `problems` are pairs of a path and why it could not be checked."""

    files: Sequence[Checked]
    problems: Sequence[tuple[str, str]]


class Report(Protocol):
    """Turns results into the text that is printed."""

    def __call__(self, results: Results) -> str: ...


def as_json(results: Results) -> str:
    """Return one JSON object; lines and columns count from 1, in code points, the end excluded."""
    findings = [_finding(file, finding) for file in results.files for finding in file.findings]
    errors = [{"path": path, "message": message} for path, message in results.problems]
    return f'{{"findings": {_lines(findings)}, "errors": {_lines(errors)}, "checked": {len(results.files)}}}'


def _lines(objects: Sequence[dict[str, Any]]) -> str:
    """Return a list with one object a line, which people can read and which costs a fourth of indenting it all."""
    return "[" + ",".join(f"\n{json.dumps(one, ensure_ascii=False)}" for one in objects) + "]"


def _finding(file: Checked, finding: Finding) -> dict[str, Any]:
    lines = file.document.lines
    assert finding.severity is not None  # noqa: S101 - `lint` fills it in.
    return {
        "path": file.shown,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "message": finding.message,
        **_range(lines, finding.span),
        "fixes": [
            {
                "title": fix.title,
                "preferred": fix.preferred,
                "safe": fix.safe,
                "edits": [{**_range(lines, edit.span), "text": edit.text} for edit in fix.edits],
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


class TextReport:
    """Findings with their source lines, and a summary."""

    def __init__(self, *, color: bool, width: int) -> None:
        self._color = color
        self._width = max(width, 40)

    def __call__(self, results: Results) -> str:
        """Return the report, without a line break at its end."""
        blocks = [self._block(file, finding) for file in results.files for finding in file.findings]
        return "\n".join([*blocks, self._summary(results)])

    def _block(self, file: Checked, finding: Finding) -> str:
        assert finding.severity is not None  # noqa: S101 - `lint` fills it in.
        line, column = file.document.lines.position(finding.span.start)
        place = self._paint("1", f"{_printable(file.shown)}:{line + 1}:{column + 1}:")
        severity = self._paint(_COLORS[finding.severity], finding.severity.label)
        head = f"{place} {severity}[{finding.rule}] {_printable(finding.message)}"
        source, caret = self._excerpt(file.document, finding.span)
        return f"{head}\n  {source}\n  {self._paint(_COLORS[finding.severity], caret)}"

    def _excerpt(self, document: Document, span: Span) -> tuple[str, str]:
        """Return the first line of `span` and the underline, cut to the width of the terminal."""
        lines = document.lines
        here = lines.line_span(lines.line_of(span.start))
        start, end = span.start, max(min(span.end, here.end), span.start + 1)
        room = self._width - 8
        first = here.start if end - here.start <= room else max(here.start, start - room // 3)
        last = min(here.end, first + room)
        text = _printable(document.text[first:last])
        source = ("…" if first > here.start else "") + text + ("…" if last < here.end else "")
        before = _columns(_printable(document.text[first:start])) + (1 if first > here.start else 0)
        under = max(_columns(_printable(document.text[start : min(end, last)])), 1)
        return source, " " * before + "^" * under

    def _summary(self, results: Results) -> str:
        counts = Counter(finding.severity for file in results.files for finding in file.findings)
        files = _count(len(results.files), "file")
        if not counts:
            return self._paint("32", f"No findings in {files}.")
        parts = [_count(counts[severity], severity.label) for severity in Severity if counts[severity]]
        return f"{', '.join(parts)} in {files}."

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._color and text else text


def _count(number: int, noun: str) -> str:
    plural = {"information": "information"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else plural}"


def _printable(text: str) -> str:
    """Return `text` with tabs as blanks and control characters as `?`: nothing in a file may steer the terminal."""
    return "".join(
        " " if character == "\t" else "?" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
        for character in text
    )


def _columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
