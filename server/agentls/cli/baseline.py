"""The findings that a team has accepted for now: a file with a name for each, so that only new ones are reported.

    Baseline.wanted(arguments) -> Baseline | None     # raises BaselineProblem
    baseline.unknown(file) -> Checked                 # without the findings that it knows
    baseline.end(...)                                 # raises BaselineProblem

A name is made of the rule, the path, the culprit's line and the message: it stays the same while lines move.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agentls.cli import output
from agentls.cli.reports.report import Checked
from agentls.disk import files
from agentls.disk.writing import write_file
from agentls.text.visible import to_json

if TYPE_CHECKING:
    from agentls.cli.reports.fingerprint import Fingerprints

_VERSION = 1


class BaselineProblem(Exception):  # noqa: N818 - it is shown to people.
    """Why the file cannot be read or written, and what to do."""


def _fingerprints() -> Fingerprints:
    # What makes sums of texts is slow to load, and most runs have no baseline.
    made: Fingerprints = importlib.import_module("agentls.cli.reports.fingerprint").Fingerprints()
    return made


class Baseline:
    """The names that stand in the file at `path`, and those that were met in this run."""

    def __init__(self, path: Path, known: frozenset[str] = frozenset()) -> None:
        self.path = path
        self.known = known
        self.met: list[tuple[str, str, str]] = []
        self._names = _fingerprints()

    @classmethod
    def wanted(cls, arguments: argparse.Namespace) -> Baseline | None:
        """Return the baseline that the command line names, an empty one if it is to be written."""
        if not arguments.baseline:
            return None
        return cls(Path(arguments.baseline)) if arguments.write_baseline else cls._read(arguments.baseline)

    @classmethod
    def _read(cls, path: str) -> Baseline:
        """Return what stands in a file that `write` has written; raises `BaselineProblem`."""
        try:
            data: Any = json.loads(files.read_bytes(Path(path), files.LARGEST))
            known = frozenset(str(one["id"]) for one in data["findings"])
        except files.FileProblem as problem:
            raise BaselineProblem(f"{path}: {problem}; `--write-baseline` makes one") from None
        except (ValueError, RecursionError, KeyError, TypeError):
            raise BaselineProblem(f"{path}: this is no baseline; `--write-baseline` makes one") from None
        if data.get("version") != _VERSION:
            raise BaselineProblem(f"{path}: another version of agentls wrote it; write it anew by `--write-baseline`")
        return cls(Path(path), known)

    def unknown(self, file: Checked) -> Checked:
        """Note what was found in a file, and return the file without what the baseline knows."""
        # The paths count from where the baseline lies, so that it does not matter where somebody stands.
        there = os.path.relpath(file.document.path or file.shown, self.path.absolute().parent).replace(os.sep, "/")
        placed = file._replace(shown=there)
        named = [(self._names.of(placed, one), one) for one in file.findings]
        self.met += [(name, there, one.rule) for name, one in named]
        return file._replace(findings=[one for name, one in named if name not in self.known])

    def end(self, *, is_written: bool, is_whole: bool) -> None:
        """Write what was met if that is wanted, or tell how much of what is known is gone; raises `BaselineProblem`.

        `is_whole`: everything was looked at, so that what was not met is gone.
        """
        gone = len(self.known - {name for name, _, _ in self.met})
        if is_written:
            output.tell(self._write())
        elif gone and is_whole:
            output.tell(f"{self.path}: {gone} of its findings are gone; `--write-baseline` takes them out")

    def _write(self) -> str:
        """Write all that was met, sorted, a finding a line, and return what to tell."""
        rows = sorted((path, rule, name) for name, path, rule in self.met)
        lines = ",".join(f"\n{to_json({'path': path, 'rule': rule, 'id': name})}" for path, rule, name in rows)
        text = f'{{"version": {_VERSION}, "findings": [{lines}\n]}}\n'
        try:
            write_file(self.path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise BaselineProblem(f"{self.path}: cannot be written: {error.strerror or error}") from None
        count = "1 finding is" if len(rows) == 1 else f"{len(rows)} findings are"
        return f"{self.path}: {count} known from now on"
