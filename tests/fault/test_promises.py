"""What holds for every rule, every feature and every kind of file, whatever the text."""

from __future__ import annotations

import random

import pytest
import shapes
from hypothesis import given, settings
from hypothesis import strategies as st
from questions import ask, questions

from agentls.knowledge.dialect import all_dialects, dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot


@settings(max_examples=30)
@given(st.integers(min_value=0), st.sampled_from(all_dialects()))
def test_answers_point_into_the_text(seed: int, kind: object) -> None:
    rnd = random.Random(seed)
    path, text = shapes.path_for(kind, rnd), shapes.text_for(kind, rnd)
    for _ in range(2):
        text, at = shapes.edited(text, rnd.randint(0, len(text)), rnd, [text])
        document = Document(path, text[:2000], kind)
        for question in questions(document, Snapshot(), min(at, len(document.text))):
            ask(document, question)


# Texts that once gave a place behind its end, edits that overlap, or an exception.
ONCE = [
    ("claude-code/settings", '{"permissions":{"allow":["'),
    ("claude-code/settings", '{"permissions":{"allow":["B'),
    ("claude-code/settings", '{"a": ' + "9" * 5000 + "}"),
    ("claude-code/agent", "---\n\x0c----"),
    ("claude-code/agent", "---\nname: : \x0c"),
    ("claude-code/agent", "---\nname: a\ndescription: b: c\x0c\n---\n"),
    ("claude-code/plugin-manifest", ""),
    ("claude-code/mcp", ""),
    ("claude-code/agent", "---\nname: a\nx: {[\n---\n"),
]


@pytest.mark.parametrize(("kind", "text"), ONCE)
def test_what_once_broke(kind: str, text: str) -> None:
    known = dialect(kind)
    assert known is not None
    for at in range(0, len(text) + 1, max(1, len(text) // 50)):
        document = Document("/p/.claude/agents/a.md", text, known)
        for question in questions(document, Snapshot(), at):
            ask(document, question)
