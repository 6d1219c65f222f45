"""One file after the other is judged, and what is wanted of it goes to the report."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from agentls.cli.asking import Asking
from agentls.cli.baseline import Baseline
from agentls.cli.changes import Changes
from agentls.cli.progress import Progress
from agentls.cli.project import Names, described
from agentls.cli.reports.report import Checked, Report
from agentls.cli.sources import Source, Sources
from agentls.disk.project import Disk
from agentls.knowledge.effects import Severity
from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Files, Snapshot

if TYPE_CHECKING:
    from agentls.cli.memory import Memory

# Nothing that somebody has written takes a tenth of this; what does was made to hold up whoever checks it.
_MOST_SECONDS = 30.0
_log = logging.getLogger(__name__)


@dataclass
class Judging:
    """The judgement of the files that were read, by the `names` that there are and the `settings`.

    `own` is the file with our own settings. `changed` and `baseline` tell what of the findings is not wanted. `memory`
    knows what earlier runs have found. `worst` is the severity of the worst that was told. `progress` shows how
    far it is.
    """

    sources: Sources
    names: Names
    settings: Settings
    own: Path | None = None
    changed: Changes | None = None
    baseline: Baseline | None = None
    memory: Memory | None = None
    worst: Severity | None = None
    progress: Progress = field(default_factory=Progress)

    def judge(self, known: list[Source], told: Report | None) -> None:
        """Judge the files, and give what is wrong in them to the report `told`, if there is one."""
        if self.memory is not None:
            self.memory.set_surroundings(self.settings, self.names.digest(), self.names.home)
        progress = self.progress
        for number, source in enumerate(known):
            progress.at(number, len(known))
            document = self._document(source)
            if document is None:
                continue
            file = self._judged(source, document)
            if told is not None:
                if file.findings:
                    progress.clear()
                told.add(file)
        progress.clear()

    def wanted(self, known: list[Source]) -> Iterator[Source]:
        """Yield those of the files that would be judged."""
        return (source for source in known if self._document(source) is not None)

    def _document(self, source: Source) -> Document | None:
        document = self.sources.document(source)
        if document is None or self.changed is None or self.changed.has(document):
            return document
        # The settings change the answer for every file, so that a mistake in them always counts.
        return document if self._is_own(source) else None

    def _judged(self, source: Source, document: Document) -> Checked:
        """Return the file with what is to be told of it.

        A check with other settings than somebody meant is no check: mistakes in our own file are a problem.
        """
        problems = self.sources.problems
        known = self.memory.found(document, self._files) if self.memory is not None else None
        findings, secrets = known or (self._judge(source, document), None)
        file = Checked(source.shown, document, findings, secrets)
        if self._is_own(source) and any(one.severity and one.severity <= Severity.WARNING for one in file.findings):
            problems.append((source.shown, "some of the settings cannot be used"))
        if self.baseline is not None:
            file = self.baseline.unknown(file)
        if self.changed is not None:
            file = self.changed.touched(file)
        severities = [one.severity for one in file.findings if one.severity]
        self.worst = min([*severities, *([self.worst] if self.worst is not None else [])], default=None)
        return file

    def _judge(self, source: Source, document: Document) -> list[Finding]:
        """Ask the rules, note what they could not find out, and keep what they have found."""
        # Whoever has judged every file before needs no rules: they take a while to load.
        lint = importlib.import_module("agentls.rules.lint")
        asking = Asking(self._files)
        judged = lint.judge(document, replace(self._snapshot, files=asking), seconds=_MOST_SECONDS)
        problems = self.sources.problems
        for rule, error in judged.failures:
            problems.append((source.shown, f"internal error in the rule `{rule}`: {described(error)}"))
            _log.debug("rule %s failed on %s", rule, source.shown, exc_info=error)
        if judged.unasked:
            reason = f"took longer than {_MOST_SECONDS:.0f} s; {len(judged.unasked)} rules were not asked"
            problems.append((source.shown, reason))
        if self.memory is not None and not judged.failures and not judged.unasked:
            self.memory.keep_found(document, asking, judged.findings)
        found: list[Finding] = judged.findings
        return found

    @cached_property
    def _files(self) -> Files:
        return Disk(Path.cwd().as_posix())

    @cached_property
    def _snapshot(self) -> Snapshot:
        return self.names.snapshot(self.settings)

    def _is_own(self, source: Source) -> bool:
        return self.own is not None and source.path == self.own.as_posix()
