"""One file after the other is judged, and what is wanted of it goes to the report."""

import importlib
import os
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from agentls.cli.asking import Asking
from agentls.cli.baseline import Baseline
from agentls.cli.changes import Changes
from agentls.cli.jobs import Jobs
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
from agentls.text import log
from agentls.text.lazy import lazy

if TYPE_CHECKING:
    from agentls.cli.memory import Memory, Told
    from agentls.text.positions import Span

# Nothing that somebody has written takes a tenth of this; what does was made to hold up whoever checks it.
_MOST_SECONDS = 30.0


class _Task(NamedTuple):
    """A file that the rules are to be asked about, and its number among all."""

    number: int
    document: Document


class _Answer(NamedTuple):
    """What the rules say, what they could not find out, what they have asked the disk for it, and which process did."""

    findings: list[Finding]
    problems: list[str]
    asked: list["Told"]
    process: int


class _Asked(NamedTuple):
    """What is known of a file before the rules are asked: its text, what was found in it before, and what is wrong."""

    source: Source
    document: Document | None
    found: tuple[list[Finding], list["Span"]] | None
    problems: list[tuple[str, str]]


class Judging:
    """The judgement of the files that were read, by the `names` that there are and the `settings`.

    `own` is the file with our own settings. `changed` and `baseline` tell what of the findings is not wanted. `memory`
    knows what earlier runs have found. `worst` is the severity of the worst that was told. `progress` shows how
    far it is. `jobs` is how many processes may judge, `None` for as many as pay.
    """

    def __init__(  # noqa: PLR0913 - one argument for each thing that bears on what is told.
        self,
        sources: Sources,
        names: Names,
        settings: Settings,
        *,
        own: Path | None = None,
        changed: Changes | None = None,
        baseline: Baseline | None = None,
        memory: "Memory | None" = None,
        progress: Progress,
        jobs: int | None,
    ) -> None:
        self.sources = sources
        self.names = names
        self.settings = settings
        self.own = own
        self.changed = changed
        self.baseline = baseline
        self.memory = memory
        self.worst: Severity | None = None
        self.progress = progress
        self.jobs = jobs
        self._is_sure = True

    @property
    def is_repeatable(self) -> bool:
        """Whether all follows from what the disk was asked here; a copy of this process may have had another answer."""
        return self._is_sure and self.changed is None and self.baseline is None

    def judge(self, known: list[Source], told: Report | None) -> None:
        """Judge the files, and give what is wrong in them to the report `told`, if there is one."""
        if self.memory is not None:
            self.memory.set_surroundings(self.settings, self.names.digest(), self.names.home)
        progress = self.progress
        asked: deque[_Asked] = deque()
        jobs: Jobs[_Task, _Answer] = Jobs(self.jobs, self._answer, self._sent, partial(self._received, known))
        for number, answer in enumerate(jobs.answers(self._tasks(known, asked))):
            progress.at(number, len(known))
            one = asked.popleft()
            self.sources.problems += one.problems
            if one.document is None:
                continue
            file = self._judged(one, answer)
            if told is not None:
                if file.findings:
                    progress.clear()
                told.add(file)
        progress.clear()

    def _tasks(self, known: list[Source], asked: deque[_Asked]) -> Iterator[_Task | None]:
        """Yield for each file what is to be found out, `None` for nothing, and put into `asked` what is known of it."""
        problems = self.sources.problems
        for number, source in enumerate(known):
            before = len(problems)
            document = self._document(source)
            found = None
            if document is not None and self.memory is not None:
                found = self.memory.found(document, self._files)
            # They are told when it is the file's turn, whoever has looked ahead.
            asked.append(_Asked(source, document, found, problems[before:]))
            del problems[before:]
            if document is None or found is not None:
                yield None
            else:
                # Copies of this process shall not have to do this once more each.
                self._lint, self._snapshot  # noqa: B018
                yield _Task(number, document)

    def wanted(self, known: list[Source]) -> Iterator[Source]:
        """Yield those of the files that would be judged."""
        return (source for source in known if self._document(source) is not None)

    def _document(self, source: Source) -> Document | None:
        document = self.sources.document(source)
        if document is None or self.changed is None or self.changed.has(document):
            return document
        # The settings change the answer for every file, so that a mistake in them always counts.
        return document if self._is_own(source) else None

    def _judged(self, asked: _Asked, answer: _Answer | None) -> Checked:
        """Return the file with what is to be told of it.

        A check with other settings than somebody meant is no check: mistakes in our own file are a problem.
        """
        source, document, known, _ = asked
        assert document is not None  # noqa: S101 - of a file that cannot be read there is nothing to tell.
        findings, secrets = known if known is not None else (self._taken(source, document, answer), None)
        file = Checked(source.shown, document, findings, secrets)
        if self._is_own(source) and any(one.severity and one.severity <= Severity.WARNING for one in file.findings):
            self.sources.problems.append((source.shown, "some of the settings cannot be used"))
        if self.baseline is not None:
            file = self.baseline.unknown(file)
        if self.changed is not None:
            file = self.changed.touched(file)
        for one in file.findings:
            if one.severity and (self.worst is None or one.severity < self.worst):
                self.worst = one.severity
        return file

    def _taken(self, source: Source, document: Document, answer: _Answer | None) -> list[Finding]:
        """Note what the rules could not find out, and keep what they have found."""
        assert answer is not None  # noqa: S101 - the rules have been asked about what nobody knew.
        self.sources.problems += [(source.shown, reason) for reason in answer.problems]
        if self.memory is not None and answer.process != os.getpid():
            self._is_sure &= self.memory.is_so(self._files, answer.asked)
        if self.memory is not None and not answer.problems:
            self.memory.keep_found(document, answer.asked, answer.findings)
        return answer.findings

    def _answer(self, task: _Task) -> _Answer:
        """Ask the rules about a file."""
        self._asking.forget()
        judged = self._lint.judge(task.document, self._snapshot, seconds=_MOST_SECONDS)
        problems = []
        for rule, error in judged.failures:
            problems.append(f"internal error in the rule `{rule}`: {described(error)}")
            log.named(__name__).debug("rule %s failed on %s", rule, task.document.path, exc_info=error)
        if judged.unasked:
            problems.append(f"took longer than {_MOST_SECONDS:.0f} s; {len(judged.unasked)} rules were not asked")
        told = self.memory.told(self._asking) if self.memory is not None else []
        return _Answer(judged.findings, problems, told, os.getpid())

    def _sent(self, task: _Task) -> tuple[int, str, str]:
        return task.number, task.document.text, task.document.encoding

    def _received(self, known: list[Source], sent: tuple[int, str, str]) -> _Task:
        """Return the task that another process means; what has been read of the file before is read already."""
        number, text, encoding = sent
        source = known[number]
        document = self.sources.kept(source)
        if document is None or document.text != text:
            document = Document(source.path, text, source.kind, encoding=encoding)
        return _Task(number, document)

    @lazy
    def _lint(self) -> Any:
        # Whoever has judged every file before needs no rules: they take a while to load.
        return importlib.import_module("agentls.rules.lint")

    @lazy
    def _files(self) -> Files:
        return Disk(Path.cwd().as_posix())

    @lazy
    def _asking(self) -> Asking:
        return Asking(self._files)

    @lazy
    def _snapshot(self) -> Snapshot:
        return self.names.snapshot(self.settings).changed(files=self._asking)

    def _is_own(self, source: Source) -> bool:
        return self.own is not None and source.path == self.own.as_posix()
