"""Which files and lines are other than they were in a commit: what a check of changes looks at.

    add_arguments(parser)
    Changes.wanted(arguments) -> Changes | None     # raises HistoryProblem
    changes.has(document) -> bool                   # raises HistoryProblem
    changes.touched(file) -> Checked                # with the findings in changed lines alone, where that is wanted

Other files are read as always, because the changed ones may use their names; they are not judged.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from agentls.cli.reports.report import Checked
from agentls.meaning.finding import Finding
from agentls.project.document import Document

if TYPE_CHECKING:
    from agentls.cli.history import Commit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--changed", action="store_true", help="only files that are other than in the last commit")
    parser.add_argument("--changed-lines", action="store_true", help="the same, and only findings in changed lines")
    parser.add_argument("--since", metavar="REV", help="compare with this commit, branch or tag instead of the last")


class Changes:
    """What has changed since a commit. `only_lines`: what is wrong in other lines of a changed file is not told."""

    def __init__(self, commit: Commit, only_lines: bool) -> None:
        self.commit = commit
        self.only_lines = only_lines
        # A file is asked about twice, before it is judged and after: git need not be started again for the second time.
        self._last: tuple[Document, list[str] | None] | None = None

    @classmethod
    def wanted(cls, arguments: argparse.Namespace) -> Changes | None:
        """Return the changes that the command line asks for, if it does; raises `HistoryProblem`."""
        if not (arguments.changed or arguments.changed_lines or arguments.since):
            return None
        # A check that nobody asks for changes need not load what calls git.
        history = importlib.import_module("agentls.cli.history")
        return cls(history.Commit.named(Path.cwd(), arguments.since or "HEAD"), arguments.changed_lines)

    def has(self, document: Document) -> bool:
        """Tell whether a file is new or has another text than before; raises `HistoryProblem`."""
        before = self._before(document)
        return before is None or before != _lines(document.text)

    def touched(self, file: Checked) -> Checked:
        """Return the file with those of its findings that are wanted; raises `HistoryProblem`."""
        before = self._before(file.document) if self.only_lines else None
        if before is None:
            return file
        changed = set(_changed(before, _lines(file.document.text)))
        return file._replace(findings=[one for one in file.findings if _is_in(one, file.document, changed)])

    def _before(self, document: Document) -> list[str] | None:
        if self._last is None or self._last[0] is not document:
            content = document.text.encode("utf-8", "surrogatepass")
            before = self.commit.text(document.path, content) if document.path else None
            self._last = document, None if before is None else _lines(before)
        return self._last[1]


def _lines(text: str) -> list[str]:
    # Git may store other line ends than it writes; which they are is no change.
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _changed(before: list[str], after: list[str]) -> Iterator[int]:
    """Yield the numbers of the lines that are new or other; where lines were taken out, those on both sides."""
    difflib = importlib.import_module("difflib")
    for kind, _, _, start, end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "delete":
            yield from (max(start - 1, 0), start)
        elif kind != "equal":
            yield from range(start, end)


def _is_in(finding: Finding, document: Document, changed: set[int]) -> bool:
    first, last = (
        document.lines.line_of(min(place, len(document.text))) for place in (finding.span.start, finding.span.end)
    )
    return any(line in changed for line in range(first, last + 1))
