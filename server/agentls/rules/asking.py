"""Asks every rule about a document, or keeps what it said of the same file before an edit elsewhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import EVERYTHING, Carrier, Section
from agentls.meaning.deadline import Deadline
from agentls.meaning.finding import Finding, Related
from agentls.meaning.pinning import is_of_later, pin
from agentls.meaning.shape import Shape, shape_of
from agentls.project.document import Document
from agentls.project.index import NamesUnknown
from agentls.project.snapshot import Snapshot
from agentls.rules import Rule, rules_for
from agentls.text.visible import visible

_MOST_SHAPES = 128


class Judgement:
    """What the rules say of a document.

    `failures` are the rules that broke, as pairs of the rule and the error: what they would have found is not known.
    `unasked` are the rules that were not asked, or not to the end, because the time was over. `missed` are all whose
    answer is not whole, these among them. `answers` is what those found that found anything, before any of it was held
    back, silenced or told together; `names` is the state of the project's names at that time.
    """

    def __init__(self, document: Document, snapshot: Snapshot, names: int | None = None) -> None:
        self.document = document
        self.snapshot = snapshot
        self.findings: list[Finding] = []
        self.failures: list[tuple[str, Exception]] = []
        self.unasked: list[str] = []
        self.missed: set[str] = set()
        self.answers: dict[str, tuple[Finding, ...]] = {}
        self.names = names

    def holds_for(self, snapshot: Snapshot) -> bool:
        """Tell whether nothing beside the text has changed by which the rules would find something else."""
        return self.snapshot is snapshot and self.names is not None and self.names == snapshot.index.version


def ask(document: Document, snapshot: Snapshot, deadline: Deadline, before: Judgement | None = None) -> Judgement:
    """Return what all rules find; `before` is what they found in the same file before an edit."""
    judged = Judgement(document, snapshot, names=_state_of_names(snapshot))
    changed, lost = EVERYTHING, frozenset[str]()
    if before is not None and before.holds_for(snapshot):
        changed, lost = _keep(judged, before)
    shape = _shape(document)
    asked = _asked(document, snapshot, shape, changed)
    if lost:
        every = _asked(document, snapshot, shape, EVERYTHING)
        asked = (*asked, *(one for one in every if one[0].id in lost and not one[0].reads & changed))
    _ask_all(asked, judged, deadline)
    judged.findings = list(_of_what_people_have(judged))
    return judged


def _of_what_people_have(judged: Judgement) -> Iterator[Finding]:
    """Yield the findings, but for such as hold only for a newer version of the program than people have."""
    document, snapshot = judged.document, judged.snapshot
    every = (one for found in judged.answers.values() for one in found)
    if pin(document, snapshot) is None:
        yield from every
        return
    speaking = {rule.id for rule in rules_for(document.dialect.format) if rule.judges_later}
    yield from (one for one in every if one.rule in speaking or not is_of_later(one, document, snapshot))


def severity(rule: Rule, document: Document, snapshot: Snapshot) -> str | None:
    """Return the severity that the settings give the rule in this file, `None` for its own."""
    return snapshot.settings.severity(rule.id, document.path) or (None if rule.is_on else "off")


def as_found(rule: Rule, finding: Finding, document: Document, wanted: str | None) -> Finding:
    """Return the finding with what the rule and the settings say of it; `wanted` is the severity that these give."""
    # Made anew instead of replaced in part: this is done for every finding at every keystroke.
    return Finding(
        finding.span,
        visible(finding.message),
        Severity[wanted.upper()] if wanted else finding.severity or rule.severity,
        finding.fixes,
        tuple(Related(one.span, visible(one.message), one.path) for one in finding.related),
        finding.unnecessary,
        finding.deprecated,
        finding.unfinished,
        finding.typing_span,
        rule.id,
        document.dialect.host_id,
        finding.others,
        finding.since,
    )


def _keep(judged: Judgement, before: Judgement) -> tuple[Section, frozenset[str]]:
    """Take over what an edit cannot have changed, moved along with the text.

    Return the parts that it has changed, and the rules whose answers could not be taken over although they read none of
    these parts; of the other rules that read none of them, all is known.
    """
    carrier = Carrier(before.document, judged.document)
    touched = _touched(judged.document.dialect.format, carrier.changed)
    lost = set(before.missed)
    for rule, found in before.answers.items():
        if rule not in touched and rule not in lost:
            moved = carrier.carried(found)
            if moved is not None:
                judged.answers[rule] = moved
            else:
                lost.add(rule)
    return carrier.changed, frozenset(lost)


@cache
def _touched(format_: str, changed: Section) -> frozenset[str]:
    return frozenset(rule.id for rule in _reading(format_, changed))


@cache
def _reading(format_: str, parts: Section) -> tuple[Rule, ...]:
    """Return the rules for the format that read any of the parts of a file."""
    return tuple(rule for rule in rules_for(format_) if rule.reads & parts)


def _ask_all(asked: Iterable[tuple[Rule, str | None]], judged: Judgement, deadline: Deadline) -> None:
    """Note what each rule finds, as far as it gets; what it found before it broke is worth being told."""
    # One loop, and no call for each of the eighty rules, most of which have nothing to say of a file.
    document, snapshot = judged.document, judged.snapshot
    for rule, wanted in asked:
        found: list[Finding] = []
        is_over = deadline.is_over()
        try:
            for finding in () if is_over else rule.check(document, snapshot):
                found.append(as_found(rule, finding, document, wanted))
                is_over = deadline.is_over()
                if is_over:
                    break
        except NamesUnknown:
            # The rule needs names of files that have not been read yet; the document is judged again when they have.
            judged.missed.add(rule.id)
        except Exception as error:
            # One broken rule must not silence the others, nor the editor.
            judged.failures.append((rule.id, error))
            judged.missed.add(rule.id)
        if is_over:
            judged.unasked.append(rule.id)
            judged.missed.add(rule.id)
        if found:
            judged.answers[rule.id] = tuple(found)


def _shape(document: Document) -> Shape | None:
    """Return the shape of the file; `None` where something is broken that is looked at for it."""
    try:
        return shape_of(document)
    except Exception:
        # Each rule that needs it says so then, and the others are heard.
        return None


def _asked(
    document: Document, snapshot: Snapshot, shape: Shape | None, parts: Section
) -> tuple[tuple[Rule, str | None], ...]:
    """Return the rules that read any of the parts, can find anything, and are not switched off for the file.

    With each comes the severity that the settings give it.
    """
    settings = snapshot.settings
    if shape is not None and not settings.rules and not settings.overrides:
        return _usually_asked(shape, parts)
    rules = _concerned(shape, parts) if shape is not None else _reading(document.dialect.format, parts)
    every = ((rule, severity(rule, document, snapshot)) for rule in rules)
    return tuple((rule, wanted) for rule, wanted in every if wanted != "off")


@lru_cache(maxsize=_MOST_SHAPES)
def _usually_asked(shape: Shape, parts: Section) -> tuple[tuple[Rule, None], ...]:
    return tuple((rule, None) for rule in _concerned(shape, parts) if rule.is_on)


# Not all files of a project have keys of their own making; those of a hostile one may.
@lru_cache(maxsize=_MOST_SHAPES)
def _concerned(shape: Shape, parts: Section) -> tuple[Rule, ...]:
    every = _reading(shape.dialect.format, parts)
    return tuple(rule for rule in every if rule.concerns is None or rule.concerns(shape))


def _state_of_names(snapshot: Snapshot) -> int | None:
    try:
        return snapshot.index.version
    except NamesUnknown:
        return None
