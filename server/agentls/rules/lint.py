"""Runs the rules over a document and decides what is said."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

from agentls.meaning.finding import Finding, Severity
from agentls.project.document import Document
from agentls.project.index import NamesUnknown
from agentls.project.snapshot import Snapshot
from agentls.rules import Rule, all_rules

_log = logging.getLogger(__name__)


def lint(document: Document, snapshot: Snapshot, cursor: int | None = None) -> list[Finding]:
    """Return the findings in `document`, in the order of the text.

    `cursor` is where somebody is typing just now, if that is known: a word under it that may still become a known name
    is not reported. This is the only place where that is decided.
    """
    found = [
        finding
        for rule in all_rules()
        for finding in _run(rule, document, snapshot)
        if not finding.is_being_typed(cursor)
    ]
    found.sort(key=lambda finding: (finding.span, finding.severity, finding.rule))
    return found


def _run(rule: Rule, document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    wanted = snapshot.settings.rules.get(rule.id)
    if wanted == "off" or (wanted is None and not rule.is_on) or document.dialect.format not in rule.formats:
        return
    try:
        for finding in rule.check(document, snapshot):
            severity = Severity[wanted.upper()] if wanted else finding.severity or rule.severity
            yield replace(finding, rule=rule.id, severity=severity)
    except NamesUnknown:
        # The rule needs names of files that have not been read yet; the document is judged again when they have.
        return
    except Exception:
        # One broken rule must not silence the others, nor the editor.
        _log.exception("rule %s failed on %s", rule.id, document.path)
