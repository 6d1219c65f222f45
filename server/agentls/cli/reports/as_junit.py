"""Findings as a JUnit report, which most servers that run builds can show."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from agentls.cli.reports.report import Checked, Write
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.text.visible import visible

# Whatever has an effect fails; what is only surprising or untidy is output beside a test that passed.
_FAILS = (Severity.ERROR, Severity.WARNING)


class JUnitReport:
    """One test suite: a test case a finding, or one for a file in which nothing was found."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._cases: list[str] = []
        self._failures = 0

    def add(self, file: Checked) -> None:
        """Keep the findings of a file: how many there are must be said before the first."""
        if not file.findings:
            self._cases.append(_case(file.shown, "agentls", ""))
        for finding in file.findings:
            self._cases.append(self._judged(file, finding))

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write the suite, with an error for each file that could not be checked."""
        for path, message in problems:
            error = f"<error message={_attribute(message)}/>"
            self._cases.append(
                f"  <testcase classname={_attribute(path)} name={_attribute('agentls')}>{error}</testcase>"
            )
        counts = f'tests="{len(self._cases)}" failures="{self._failures}" errors="{len(problems)}"'
        self._write('<?xml version="1.0" encoding="UTF-8"?>\n')
        self._write(f'<testsuites {counts}>\n <testsuite name="agentls" {counts}>\n')
        for case in self._cases:
            self._write(f"{case}\n")
        self._write(" </testsuite>\n</testsuites>\n")

    def _judged(self, file: Checked, finding: Finding) -> str:
        assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
        line, column = file.document.lines.position(finding.span.start)
        place = f"{line + 1}:{column + 1}"
        if finding.severity in _FAILS:
            self._failures += 1
            head = f"<failure type={_attribute(finding.severity.label)} message={_attribute(finding.message)}>"
            inner = f"{head}{_text(f'{file.shown}:{place}')}</failure>"
        else:
            inner = f"<system-out>{_text(f'{finding.severity.label}: {finding.message}')}</system-out>"
        return _case(file.shown, f"{finding.rule} at {place}", inner)


def _case(path: str, name: str, inner: str) -> str:
    return f"  <testcase classname={_attribute(path)} name={_attribute(name)}>{inner}</testcase>"


def _attribute(text: str) -> str:
    return quoteattr(visible(text))


def _text(text: str) -> str:
    return escape(visible(text))
