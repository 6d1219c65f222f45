"""Mends all that can be mended in one file, in as many rounds as it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.differences import difference
from agentls.text.positions import Edit, Span, apply

# A fix may uncover what another one mends, but two that undo each other must not go on for ever.
_MOST_ROUNDS = 10
Choice: TypeAlias = Callable[[Finding], "Fix | None"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended file: `count` fixes were made by `edits`; `left` are the findings that somebody has to look at."""

    edits: tuple[Edit, ...]
    text: str
    count: int
    left: tuple[Finding, ...]


def safe_fix(finding: Finding) -> Fix | None:
    """Return the fix that cannot change what the host reads."""
    return next((one for one in finding.fixes if one.safe), None)


def obvious_fix(finding: Finding) -> Fix | None:
    """Return the fix that a person would choose without a thought: the safe one, or the preferred one."""
    return safe_fix(finding) or next((one for one in finding.fixes if one.preferred), None)


def fix_all(document: Document, snapshot: Snapshot, choose: Choice = safe_fix, rule: str | None = None) -> Fixed:
    """Make the fixes that `choose` picks, of the findings of `rule` alone if one is named, until none is left."""
    count, changed = 0, document
    findings = lint(changed, snapshot)
    for _ in range(_MOST_ROUNDS):
        fixes = list(compatible(findings, choose, rule))
        edits = tuple(edit for fix in fixes for edit in fix.edits)
        text = apply(changed.text, edits)
        if text == changed.text:
            break
        changed = changed.with_text(text)
        count += len(fixes)
        findings = lint(changed, snapshot)
    return Fixed(difference(document.text, changed.text), changed.text, count, tuple(findings))


def compatible(findings: Iterable[Finding], choose: Choice, rule: str | None = None) -> Iterator[Fix]:
    """Yield the fixes that `choose` picks and that can be made at once: of those that touch each other the first."""
    taken: list[Span] = []
    for finding in findings:
        fix = choose(finding) if rule is None or finding.rule == rule else None
        if fix is not None and not any(_collide(edit.span, other) for edit in fix.edits for other in taken):
            taken.extend(edit.span for edit in fix.edits)
            yield fix


def _collide(left: Span, right: Span) -> bool:
    return left.start == right.start or (left.start < right.end and right.start < left.end)
