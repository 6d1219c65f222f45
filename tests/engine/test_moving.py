"""A key of the top goes into the map where the host looks for it."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.moving import moved_under
from agentls.project.document import Document
from agentls.text.positions import apply


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"a": 1}', '{"permissions": { "a": 1 }}'),
        ('{"permissions": {}, "a": 1}', '{"permissions": { "a": 1 }}'),
        ('{"permissions": {"b": 2}, "a": 1}', '{"permissions": {"a": 1, "b": 2}}'),
        ('{"permissions": { "b": 2 }, "a": 1}', '{"permissions": { "a": 1, "b": 2 }}'),
        (
            '{\n  "permissions": {\n    "b": 2\n  },\n  "a": 1\n}',
            '{\n  "permissions": {\n    "a": 1,\n    "b": 2\n  }\n}',
        ),
        ('{"permissions": {"a": 2}, "a": 1}', None),
        ('{"permissions": [], "a": 1}', None),
        ('{"permissions": {"b": 2}, "a": 1', None),
    ],
)
def test_a_key_moves_under_another(before: str, after: str | None) -> None:
    kind = detect("/p/.claude/settings.json")
    assert kind is not None
    document = Document("/p/.claude/settings.json", before, kind)
    entry = document.entry("a")
    assert entry is not None
    edits = moved_under(document, entry, "permissions")
    assert (None if edits is None else apply(before, edits)) == after
