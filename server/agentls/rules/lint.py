"""Runs the rules over a document and decides what is said."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from agentls.meaning.finding import Finding, Related, Severity
from agentls.project.document import Document
from agentls.project.index import NamesUnknown
from agentls.project.snapshot import Snapshot
from agentls.rules import Rule, all_rules
from agentls.text.positions import Span
from agentls.text.visible import visible

_log = logging.getLogger(__name__)


@dataclass
class Judgement:
    """What the rules say of a document.

    `failures` are the rules that broke, as pairs of the rule and the error: what they would have found is not known.
    `unasked` are the rules that were not asked, or not to the end, because the time was over.
    """

    findings: list[Finding] = field(default_factory=list)
    failures: list[tuple[str, Exception]] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)


def lint(
    document: Document, snapshot: Snapshot, cursor: int | None = None, seconds: float = float("inf")
) -> list[Finding]:
    """Return the findings in `document`, in the order of the text.

    `cursor` is where somebody is typing just now, if that is known: a word under it that may still become a known name
    is not reported. This is the only place where that is decided. After so many `seconds` the answer is what has been
    found until then, and one finding more that says so.
    """
    judged = judge(document, snapshot, cursor, seconds)
    for rule, error in judged.failures:
        _log.error("rule %s failed on %s", rule, document.path, exc_info=error)
    return [*_is_partial(document, judged), *judged.findings]


def judge(
    document: Document, snapshot: Snapshot, cursor: int | None = None, seconds: float = float("inf")
) -> Judgement:
    """Do as `lint`, and tell what could not be found out beside what was found."""
    judged = Judgement()
    end = time.perf_counter() + seconds
    for rule in all_rules():
        if time.perf_counter() > end:
            judged.unasked.append(rule.id)
            continue
        try:
            for finding in _run(rule, document, snapshot):
                if not finding.is_being_typed(cursor):
                    judged.findings.append(finding)
                if time.perf_counter() > end:
                    judged.unasked.append(rule.id)
                    break
        except NamesUnknown:
            # The rule needs names of files that have not been read yet; the document is judged again when they have.
            continue
        except Exception as error:
            # One broken rule must not silence the others, nor the editor.
            judged.failures.append((rule.id, error))
    judged.findings.sort(key=lambda finding: (finding.span, finding.severity, finding.rule))
    return judged


def _run(rule: Rule, document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    wanted = snapshot.settings.rules.get(rule.id)
    if wanted == "off" or (wanted is None and not rule.is_on) or document.dialect.format not in rule.formats:
        return
    for finding in rule.check(document, snapshot):
        severity = Severity[wanted.upper()] if wanted else finding.severity or rule.severity
        related = tuple(_seen(one) for one in finding.related)
        yield replace(finding, rule=rule.id, severity=severity, message=visible(finding.message), related=related)


def _seen(related: Related) -> Related:
    return replace(related, message=visible(related.message))


def _is_partial(document: Document, judged: Judgement) -> Iterator[Finding]:
    if judged.unasked:
        first = document.lines.line_span(0)
        message = f"Checking this file takes too long; {len(judged.unasked)} rules were not asked. Make it shorter."
        yield Finding(Span(first.start, first.end), message, Severity.INFORMATION)
