"""What stays the same of a finding while lines move: how services tell an old finding from a new one."""

from __future__ import annotations

import hashlib
from collections import Counter

from agentls.cli.reports.report import Checked
from agentls.meaning.finding import Finding


class Fingerprints:
    """Names for the findings of one run: rule, path and the culprit's line; a second one that is equal is counted."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, file: Checked, finding: Finding) -> str:
        """Return 32 hexadecimal digits; ask once for each finding, in the order of the text."""
        lines = file.document.lines
        line = lines.line_span(lines.line_of(min(finding.span.start, len(file.document.text))))
        parts = (finding.rule, file.shown.replace("\\", "/"), line.of(file.document.text).strip(), finding.message)
        name = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._seen[name] += 1
        count = self._seen[name]
        return name if count == 1 else hashlib.sha256(f"{name}{count}".encode()).hexdigest()[:32]
