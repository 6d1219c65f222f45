"""How often each rule was broken, and how much of it can be fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from agentls.cli.reports.report import Checked, Write
from agentls.rules.fixing import obvious_fix
from agentls.text.visible import to_json


class StatisticsReport:
    """A line for each rule that found something, the most frequent first, in columns or as JSON."""

    def __init__(self, write: Write, *, as_json: bool) -> None:
        self._write = write
        self._as_json = as_json
        self._counts: Counter[tuple[str, str]] = Counter()
        self._fixable: Counter[tuple[str, str]] = Counter()
        self._files = 0

    def add(self, file: Checked) -> None:
        """Count the findings of a file."""
        self._files += 1
        for finding in file.findings:
            assert finding.severity is not None  # noqa: S101 - `judge` fills it in.
            key = (finding.rule, finding.severity.label)
            self._counts[key] += 1
            self._fixable[key] += obvious_fix(finding) is not None

    def end(self, problems: Sequence[tuple[str, str]]) -> None:
        """Write the lines; what could not be checked is told elsewhere."""
        del problems
        rows = [
            {"count": count, "rule": rule, "severity": severity, "fixable": self._fixable[rule, severity]}
            for (rule, severity), count in sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        ]
        if self._as_json:
            self._write(to_json({"statistics": rows, "checked": self._files}) + "\n")
            return
        width = max((len(str(row["rule"])) for row in rows), default=0)
        for row in rows:
            fixable = f"  {row['fixable']} can be fixed" if row["fixable"] else ""
            self._write(f"{row['count']:>6}  {row['rule']:{width}}  {row['severity']:11}{fixable}".rstrip() + "\n")
        self._write(f"{self._counts.total():>6}  in {self._files} file{'' if self._files == 1 else 's'}\n")
