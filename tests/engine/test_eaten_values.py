"""Values that are none because a comment begins with their first sign."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.eaten_values import comment_after, in_quotes
from agentls.project.document import Document
from agentls.text.positions import apply

PATH = "/p/.claude/agents/a.md"


def _document(keys: str) -> Document:
    kind = detect(PATH)
    assert kind is not None
    return Document(PATH, f"---\n{keys}---\nText.\n", kind)


@pytest.mark.parametrize(
    ("keys", "comment"),
    [
        ("description: #1 in tests\n", "#1 in tests"),
        ("description:   #1  \n", "#1"),
        ("description:#1\n", None),
        ("description: # why\n", None),
        ("description: #\n", "#"),
        ("description: ~ #1\n", None),
        ("description: a #1\n", None),
        ("description:\n", None),
        ("description:\n  #1\n", None),
        ("name: a\n", None),
    ],
)
def test_a_comment_in_the_place_of_a_value(keys: str, comment: str | None) -> None:
    document = _document(keys)
    found = comment_after(document, ("description",))
    assert (found.of(document.text) if found else None) == comment


@pytest.mark.parametrize(
    ("keys", "mended"),
    [
        ("description: #1 in tests\n", ['description: "#1 in tests"\n', 'description: "#1" # in tests\n']),
        ("description: #1 # in tests\n", ['description: "#1 # in tests"\n', 'description: "#1" # in tests\n']),
        ("description: #1\n", ['description: "#1"\n', 'description: "#1"\n']),
        ("model: opus\ncolor: #red\n", []),
    ],
)
def test_ways_to_make_a_value_of_it(keys: str, mended: list[str]) -> None:
    document = _document(keys)
    entry = document.root.entries[-1]
    comment = comment_after(document, (entry.name,))
    assert comment is not None
    fixes = list(in_quotes(document, entry, comment))
    assert [apply(document.text, fix.edits) for fix in fixes] == [f"---\n{one}---\nText.\n" for one in mended]
    assert all(fix.preferred for fix in fixes)
