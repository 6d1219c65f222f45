"""What a schema says beside a catalog, and what a catalog leaves open: data of other hosts may have either."""

from __future__ import annotations

from copy import copy
from typing import Any

import pytest
from examples import TOP, Beside, Paths

from agentls.knowledge.annotation_parts import ReadAlone
from agentls.knowledge.dialect import dialect
from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.meaning.models import model_uses
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules import retired_model, unread_instructions

AGENT = dialect("claude-code/agent")
assert AGENT is not None


@pytest.mark.parametrize(
    ("beside", "expected"),
    [({"enum": ["blue", "red", "mauve"]}, ["red", "blue"]), ({"const": "red"}, ["red"]), ({"enum": []}, [])],
)
def test_a_stricter_list_beside_the_catalog_says_what_may_stand_there(
    beside: dict[str, Any], expected: list[str]
) -> None:
    color = AGENT.properties["color"]
    every = [one.name for one in governing.values(color)]
    assert set(expected) < set(every)
    narrowed = Property(color.name, (beside, *color.schemas), is_required=color.is_required)
    assert [one.name for one in governing.values(narrowed)] == expected


def test_the_successor_of_a_model_stands_for_the_one_that_runs_where_nobody_knows_it() -> None:
    document = Document("/p/.claude/agents/a.md", "---\nname: a\nmodel: claude-opus-4-1\n---\n", AGENT)
    (use,) = model_uses(document, Snapshot())
    assert use.value is not None
    assert "`claude-opus-5-5` runs in its place" in str(retired_model._problem(use))
    unknown = use.value._replace(facts=use.value.facts._replace(resolves_to=None))
    assert "`opus` runs in its place" in str(retired_model._problem(use._replace(value=unknown)))


def test_an_imported_file_is_read_whatever_its_name_ends_in() -> None:
    own = copy(dialect("claude-code/instructions"))
    assert own is not None
    own.facts = own.facts._replace(read_alone=ReadAlone("AGENTS", "CLAUDE.md", "@AGENTS"))
    files = Paths("CLAUDE.md", Beside("AGENTS", "Use tabs.", is_runnable=False))
    snapshot = Snapshot(files=files)
    for text, expected in (("See AGENTS.\n", 1), ("See @AGENTS first.\n", 0), ("See @OTHERS first.\n", 1)):
        found = list(unread_instructions.check(Document(f"{TOP}/CLAUDE.md", text, own), snapshot))
        assert len(found) == expected, text
