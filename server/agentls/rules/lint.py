"""Runs the rules over a document and decides what is said."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from agentls.knowledge.detection import readings
from agentls.knowledge.dialect import Dialect, dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.deadline import Deadline
from agentls.meaning.finding import Finding
from agentls.meaning.half_typed import without_half_word
from agentls.meaning.merging import for_all, merged
from agentls.meaning.suppression import silenced, suppressions, unused
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules import all_rules
from agentls.rules.asking import Judgement, as_found, ask, severity
from agentls.text import log
from agentls.text.positions import Span

# A dialect as which another program reads the file, and what is found in it then.
_Alone: TypeAlias = tuple[Dialect, list[Finding]]


def lint(
    document: Document, snapshot: Snapshot, cursor: int | None = None, seconds: float = float("inf")
) -> list[Finding]:
    """Return the findings in `document`, in the order of the text.

    `cursor` is where somebody is typing just now, if that is known: a word under it that may still become a known name
    is not reported. This is the only place where that is decided. After so many `seconds` the answer is what has been
    found until then, and one finding more that says so.
    """
    return said(judge(document, snapshot, cursor, seconds))


def said(judged: Judgement) -> list[Finding]:
    """Return what people are told of a judgement; a rule that broke is told to the log."""
    for rule, error in judged.failures:
        log.named(__name__).error("rule %s failed on %s", rule, judged.document.path, exc_info=error)
    return [*_is_partial(judged), *judged.findings]


def refusal(document: Document, snapshot: Snapshot) -> Finding | None:
    """Return the first error for which the host would not take a file after all; `None` for one that it takes."""
    return next((one for one in lint(document, snapshot) if one.severity is Severity.ERROR), None)


def judge(
    document: Document,
    snapshot: Snapshot,
    cursor: int | None = None,
    seconds: float = float("inf"),
    before: Judgement | None = None,
) -> Judgement:
    """Do as `lint`, and tell what could not be found out beside what was found.

    `before` is what was found in the same file before an edit: of that, what the edit cannot have changed is kept.
    """
    document = without_half_word(_by_its_folder(document, snapshot), cursor)
    deadline = Deadline(seconds)
    judged = ask(document, snapshot, deadline, before)
    alone = [(one, _alone(document, one, snapshot, deadline)) for one in _wanted(document, snapshot)]
    others = list(_of_other_programs(document, snapshot, alone))
    if others:
        every = list(_for_all(document, snapshot, [*judged.findings, *(one for one, _ in others)], alone, deadline))
        count = len(judged.findings)
        named = zip(every[count:], (host for _, host in others), strict=True)
        judged.findings = list(merged(every[:count], named))
    judged.findings = list(_unsilenced(document, snapshot, judged.findings, judged.missed))
    judged.findings = [one for one in judged.findings if not one.is_being_typed(cursor)]
    judged.findings.sort(key=lambda finding: (finding.span, finding.severity, finding.rule))
    return judged


def _by_its_folder(document: Document, snapshot: Snapshot) -> Document:
    """Return the document of the dialect that its neighbours make it one of: a plugin may have no manifest."""
    loose = document.dialect.facts.loose_root
    if loose is None:
        return document
    beside = set(snapshot.files.listing(posixpath.dirname(document.path)))
    other = dialect(loose.otherwise) if beside & set(loose.beside) and not beside & set(loose.without) else None
    return document.read_as(other) if other is not None else document


def _wanted(document: Document, snapshot: Snapshot) -> list[Dialect]:
    """Return the dialects as which the programs that the user cares for read the file, but for its own host."""
    targets = snapshot.settings.targets
    return [one for one in readings(document.path, document.dialect)[1:] if one.host_id in targets] if targets else []


def _alone(document: Document, reading: Dialect, snapshot: Snapshot, deadline: Deadline) -> list[Finding]:
    """Return what one program makes of the file."""
    alone = snapshot.changed(settings=snapshot.settings._replace(targets=frozenset()))
    return judge(document.read_as(reading), alone, seconds=deadline.left()).findings


def _of_other_programs(
    document: Document, snapshot: Snapshot, alone: Iterable[_Alone]
) -> Iterator[tuple[Finding, str]]:
    """Yield what the other programs that matter do not take, with the name of each, by what each makes of the file."""
    for reading, found in alone:
        other = document.read_as(reading)
        for rule in all_rules():
            if rule.check_reading is not None and severity(rule, document, snapshot) != "off":
                wanted = severity(rule, other, snapshot)
                said = (as_found(rule, one, other, wanted) for one in rule.check_reading(other, found))
                yield from ((one, reading.host) for one in said)


def _for_all(
    document: Document,
    snapshot: Snapshot,
    findings: Iterable[Finding],
    alone: Iterable[_Alone],
    deadline: Deadline,
) -> Iterator[Finding]:
    """Yield the findings, with such fixes first as suit all programs that matter."""

    def judging(reading: Dialect, found: list[Finding]) -> Callable[[Document], list[Finding]]:
        # What each makes of the file as it is has been found out before.
        return lambda text: found if text is document else _alone(text, reading, snapshot, deadline)

    own = (document.dialect, _alone(document, document.dialect, snapshot, deadline))
    judges = {reading.host: judging(reading, found) for reading, found in (own, *alone)}
    return for_all(document, findings, judges)


def _unsilenced(document: Document, snapshot: Snapshot, findings: list[Finding], missed: set[str]) -> Iterator[Finding]:
    """Yield what no comment silences, and the comments that silence nothing. Nowhere else is that decided."""
    if not suppressions(document):
        yield from findings
        return
    kept, used = silenced(document, findings)
    yield from kept
    # A rule that the settings have switched off may be wanted again tomorrow, and its comments with it.
    asked = (rule for rule in all_rules() if rule.id not in missed)
    running = {rule.id for rule in asked if severity(rule, document, snapshot) != "off"}
    idle = list(unused(document, used, running, is_all=not missed))
    for rule in all_rules() if idle else ():
        wanted = severity(rule, document, snapshot)
        if rule.check_unused is not None and wanted != "off":
            found = (one for suppression, targets in idle for one in rule.check_unused(document, suppression, targets))
            yield from (as_found(rule, one, document, wanted) for one in found)


def _is_partial(judged: Judgement) -> Iterator[Finding]:
    if judged.unasked:
        first = judged.document.lines.line_span(0)
        message = f"Checking this file takes too long; {len(judged.unasked)} rules were not asked. Make it shorter."
        yield Finding(Span(first.start, first.end), message, Severity.INFORMATION)
