"""Makes one finding of those in which several programs object to the same characters, with fixes that suit all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.text.positions import Span, apply

_TELLING = (Severity.ERROR, Severity.WARNING)
_MOST_FIXES = 6
Judge = Callable[[Document], Iterable[Finding]]


def merged(own: Sequence[Finding], others: Iterable[tuple[Finding, str]]) -> Iterator[Finding]:
    """Yield every finding, but one alone where programs object to the same place; it says the names of all.

    `others` come with the name of the program whose verdict each is.
    """
    by_place: dict[Span, list[tuple[Finding, str]]] = {}
    for finding, host in others:
        by_place.setdefault(finding.span, []).append((finding, host))
    for finding in own:
        found = by_place.get(finding.span, [])
        if finding.severity in _TELLING:
            yield _with(finding, by_place.pop(finding.span, []))
        elif found:
            # What its own program only copes with is the same cause, and told by what another one does.
            (worst, host), *rest = sorted(found, key=lambda one: one[0].severity or 0)
            by_place[finding.span] = [(worst._replace(others=(worst, finding)), host), *rest]
        else:
            yield finding
    for (first, _), *rest in (sorted(found, key=lambda one: one[0].severity or 0) for found in by_place.values()):
        yield _with(first, rest)


def _with(finding: Finding, others: Sequence[tuple[Finding, str]]) -> Finding:
    if not others:
        return finding
    names = list(dict.fromkeys(host for _, host in others))
    last = f" and {names.pop()}" if len(names) > 1 else ""
    said = [*finding.fixes, *(fix for one, _ in others for fix in one.fixes)]
    fixes = {fix.edits or (fix.moves_to,): fix for fix in reversed(said)}
    return finding._replace(
        message=f"{finding.message} {', '.join(names)}{last}, too.",
        severity=min(one.severity or Severity.HINT for one in (finding, *(one for one, _ in others))),
        fixes=tuple(sorted(fixes.values(), key=said.index)),
        others=(*(finding.others or (finding,)), *(one for one, _ in others)),
    )


def for_all(document: Document, findings: Iterable[Finding], judges: Mapping[str, Judge]) -> Iterator[Finding]:
    """Yield the findings with those fixes first that suit every program; what suits one less says which.

    `judges` find out what each program that matters makes of a text.
    """
    before = {host: _weight(judge(document)) for host, judge in judges.items()}
    for finding in findings:
        if not finding.host or not finding.fixes or finding.severity not in _TELLING:
            yield finding
            continue
        tried = [(_losers(document, fix, judges, before), fix) for fix in finding.fixes[:_MOST_FIXES]]
        tried.sort(key=lambda one: bool(one[0]))
        fixes = [
            fix._replace(title=f"{fix.title} (worse for {' and '.join(losers)})", preferred=False, safe=False)
            if losers
            else fix._replace(preferred=number == 0)
            for number, (losers, fix) in enumerate(tried)
        ]
        yield finding._replace(fixes=(*fixes, *finding.fixes[_MOST_FIXES:]))


def _losers(document: Document, fix: Fix, judges: Mapping[str, Judge], before: dict[str, tuple[int, int]]) -> list[str]:
    if fix.moves_to is not None:
        return []
    changed = document.with_text(apply(document.text, fix.edits))
    return [host for host, judge in judges.items() if _weight(judge(changed)) > before[host]]


def _weight(findings: Iterable[Finding]) -> tuple[int, int]:
    """Return how much a program loses: errors, then warnings."""
    severities = [one.severity for one in findings]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)
