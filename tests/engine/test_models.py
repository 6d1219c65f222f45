"""Which model a value names, with or without what says how much of it is wanted."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.knowledge.settings import Settings
from agentls.meaning.models import model_uses
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot


@pytest.mark.parametrize(
    ("written", "name", "place", "known"),
    [
        ("opus", "opus", "opus", "opus"),
        ("opus[1m]", "opus[1m]", "opus[1m]", "opus[1m]"),
        ("claude-opus-4-5[1m]", "claude-opus-4-5", "claude-opus-4-5", None),
        ('" claude-opus-4-5[1m]"', "claude-opus-4-5", "claude-opus-4-5", None),
        ("inherit[1m]", "inherit[1m]", "inherit[1m]", None),
        ("zork", "zork", "zork", None),
    ],
)
def test_a_model_is_found_by_its_name_without_the_suffix(
    written: str, name: str, place: str, known: str | None
) -> None:
    document = Document("a.md", f"---\nname: a\nmodel: {written}\n---\n", dialect("claude-code/agent"))
    (use,) = model_uses(document, Snapshot())
    assert (use.name, use.name_span.of(document.text)) == (name, place)
    assert known is None or (use.value is not None and use.value.name == known)


@pytest.mark.parametrize("written", ["", "5", "[opus]", "mine", "' '"])
def test_what_names_no_model_that_anybody_could_know(written: str) -> None:
    document = Document("a.md", f"---\nname: a\nmodel: {written}\n---\n", dialect("claude-code/agent"))
    assert list(model_uses(document, Snapshot(Settings(models=frozenset({"mine"}))))) == []
