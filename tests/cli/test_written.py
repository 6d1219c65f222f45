"""What is kept for the next run is read back whole: a part that was forgotten would be another answer."""

from __future__ import annotations

import json
from typing import Any

import pytest

from agentls.cli import written
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix, Related
from agentls.project.names import Definition, Details, FileFacts, Reference
from agentls.text.positions import Edit, Span

SPAN = Span(1, 3)


def whole(kind: Any, /, **values: Any) -> Any:
    """Make one with a value for every field, so that a field that comes later is missed here."""
    assert set(values) == set(kind._fields)
    return kind(**values)


DEFINITION = whole(
    Definition, kind="agent", name="a", path="/p/a.md", root="/p", span=SPAN, dialect="claude-code/agent",
    qualified="p:a", details=Details("\ud800", 1.5, None, False, {}), also_seen_by=("copilot",),
)  # fmt: skip
REFERENCE = whole(Reference, kind="skill", name="b", path="/p/a.md", root="/p", span=SPAN, key="skills", host="cursor")
FACTS = whole(FileFacts, path="/p/a.md", definitions=(DEFINITION,), references=(REFERENCE,))
EDIT = whole(Edit, span=SPAN, text="x\u2028")
FIX = whole(Fix, title="t", edits=(EDIT,), preferred=True, safe=True, moves_to="/p/b.md")
FAR = whole(Related, span=Span(50, 60), message="m", path="/p/b.md")
NEAR = whole(Related, span=SPAN, message="m", path=None)
FINDING = whole(
    Finding, span=SPAN, message="é", severity=Severity.HINT, fixes=(FIX,), related=(FAR, NEAR), unnecessary=True,
    deprecated=True, unfinished=True, typing_span=Span(0, 4), rule="r", host="claude-code",
    others=(Finding(SPAN, "other", rule="s"),), since="2.1.0",
)  # fmt: skip


def test_facts_come_back_whole() -> None:
    again = written.facts_from(json.loads(written.to_bytes(written.facts(FACTS))))
    assert again == FACTS
    assert [one.details for one in again.definitions] == [DEFINITION.details]


@pytest.mark.parametrize("finding", [FINDING, Finding(SPAN, "m")])
def test_findings_come_back_whole(finding: Finding) -> None:
    assert written.findings_from(json.loads(written.to_bytes(written.findings([finding]))), 4) == [finding]


def test_a_place_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        written.findings_from(json.loads(written.to_bytes(written.findings([FINDING]))), 3)
