"""Every fix, on every real file: applied, it makes its finding go away and brings nothing of the same weight or worse."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from agentls.knowledge.dialect import Dialect, dialect
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import apply

KINDS = {"claude-agent": "claude-code/agent", "skill": "claude-code/skill", "claude-command": "claude-code/command"}
PLACES = {"claude-code/skill": ".claude/skills/{folder}/SKILL.md", "claude-code/command": ".claude/commands/{name}"}
PARTS = 4
# Elsewhere a safe fix takes out what has no effect, so that the text read may differ while its meaning does not.
SAME_READING = {"repaired-yaml", "duplicate-key"}
_NUMBER = re.compile(r"\d+")


def _documents(shared: Path) -> Iterator[Document]:
    with (shared / "corpus/claude-verdicts.tsv").open(newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            source = shared / "corpus" / row["repo"] / row["path"]
            text = source.read_bytes().decode("utf-8", "replace")
            in_plugin = (row["kind"], row["origin"]) == ("claude-agent", "plugin")
            yield _document(source, text, "claude-code/plugin-agent" if in_plugin else KINDS[row["kind"]])
    pairs = shared / "corpus/_history-pairs"
    with (pairs / "pairs.tsv").open(newline="", encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            for side in ("bad", "good"):
                source = pairs / f"{row['id']}.{side}.md"
                if row["kind"] in KINDS and source.is_file():
                    yield _document(source, source.read_bytes().decode("utf-8", "replace"), KINDS[row["kind"]])


def _document(source: Path, text: str, name: str) -> Document:
    kind: Dialect | None = dialect(name)
    assert kind is not None
    place = PLACES.get(name, ".claude/agents/{name}").format(folder=source.parent.name, name=source.name)
    return Document(place, text, kind)


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule, _NUMBER.sub("0", finding.message)


def _is_revealed(changed: Document, finding: Finding, fix: Fix) -> bool:
    """Tell whether a key got its right name by the fix, so that for the first time its value is judged."""
    if not fix.title.startswith("Rename to"):
        return False
    entry = changed.entry(fix.edits[0].text)
    return entry is not None and entry.value.span.overlaps(finding.span)


def _complaint(document: Document, before: list[Finding], finding: Finding, fix: Fix) -> str | None:
    changed = Document(document.path, apply(document.text, fix.edits), document.dialect)
    after = lint(changed, Snapshot())
    where = f"{document.path}: {finding.rule} {finding.message!r}, fix {fix.title!r}"
    fewer = sum(one.rule == finding.rule for one in after) < sum(one.rule == finding.rule for one in before)
    gone = Counter(map(_key, after))[_key(finding)] < Counter(map(_key, before))[_key(finding)]
    if not fewer and not gone:
        return f"{where}: it is still there"
    after = [one for one in after if not _is_revealed(changed, one, fix)]
    new = Counter(map(_key, after)) - Counter(map(_key, before))
    assert finding.severity is not None
    worse = [one for one in after if new[_key(one)] and one.severity is not None and one.severity <= finding.severity]
    if worse:
        return f"{where}: brings {worse[0].rule} {worse[0].message!r}"
    if (
        fix.safe
        and finding.rule in SAME_READING
        and document.is_loaded_as_map
        and (changed.plain != document.plain or changed.body != document.body)
    ):
        return f"{where}: called safe, but the host reads something else"
    return None


@pytest.mark.parametrize("part", range(PARTS))
def test_every_fix_on_every_real_file(shared: Path, part: int) -> None:
    complaints = []
    count = 0
    for number, document in enumerate(_documents(shared)):
        if number % PARTS != part:
            continue
        findings = lint(document, Snapshot())
        for finding in findings:
            assert len(finding.message) < 120, finding.message
            for fix in finding.fixes:
                count += 1
                complaint = _complaint(document, findings, finding, fix)
                if complaint:
                    complaints.append(complaint)
    assert count
    assert not complaints, "\n".join(complaints)
