"""What holds for every rule, every feature and every kind of file, whatever the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import shapes
from hypothesis import given, settings
from hypothesis import strategies as st
from questions import FEATURES, ask, questions

import agentls.features
from agentls.knowledge.dialect import Dialect, all_dialects, dialect
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.index import Index
from agentls.project.snapshot import Snapshot
from features.projects import Project

TEAM = Project.of(
    {
        ".claude/agents/a.md": "---\nname: a\ndescription: b\ntools: Agent(b, sub), Read\nskills: [a, SKILL]\n---\n",
        ".claude/agents/b.md": "---\nname: b\ndescription: b\n---\nAsk @agent-a.\n",
        ".claude/skills/SKILL/SKILL.md": "---\ndescription: b\nagent: a\ncontext: fork\n---\n",
    }
)


@pytest.mark.parametrize("kind", all_dialects(), ids=lambda kind: str(kind.id))
@settings(max_examples=3)
@given(st.integers(min_value=0, max_value=2**64))
def test_answers_point_into_the_text(kind: Dialect, seed: int) -> None:
    """For every rule and feature, while a file of each kind is edited in a project that names it."""
    rnd = random.Random(seed)
    path, text = shapes.path_for(kind, rnd), shapes.text_for(kind, rnd)
    for _ in range(3):
        text, at = shapes.edited(text, rnd.randint(0, len(text)), rnd, [text])
        document = Document(path, text[:2000], kind)
        index = Index()
        for one in (*TEAM.documents.values(), document):
            index.update(facts_of(one))
        known = {**TEAM.documents, path: document}
        snapshot = Snapshot(index=index, document_at=known.get)
        for question in questions(document, snapshot, min(at, len(document.text))):
            ask(document, snapshot, question)


def test_every_feature_is_asked() -> None:
    """A feature that comes later must not be forgotten here."""
    there = {one.stem for one in Path(agentls.features.__path__[0]).iterdir() if not one.name.startswith("_")}
    assert there == FEATURES


# Texts that once gave a place behind its end, edits that overlap, or an exception.
ONCE = [
    ("claude-code/settings", '{"permissions":{"allow":["'),
    ("claude-code/settings", '{"permissions":{"allow":["B'),
    ("claude-code/settings", '{"a": ' + "9" * 5000 + "}"),
    ("claude-code/settings", '{"":"\\)\\" Ba'),
    ("claude-code/agent", "---\n\x0c----"),
    ("claude-code/agent", "---\nname: : \x0c"),
    ("claude-code/agent", "---\nname: a\ndescription: b: c\x0c\n---\n"),
    ("claude-code/plugin-manifest", ""),
    ("claude-code/mcp", ""),
    ("claude-code/agent", "---\nname: a\nx: {[\n---\n"),
    ("claude-code/agent", "\ufeff# Title\n\n---\nname: a\ndescription: b\n---\n"),
    ("copilot/instructions", "\ufeff---\nx: a\n---\nb\n"),
    ("opencode/skill", "---\nx: {a: 1, a: 2}\n? b\nc\n---\n"),
    ("opencode/skill", "---\nx: {a:,  a}\nsubtask:blue\n? b\n: c\n---\n"),
]


@pytest.mark.parametrize(("kind", "text"), ONCE)
def test_what_once_broke(kind: str, text: str) -> None:
    known = dialect(kind)
    assert known is not None
    for at in range(0, len(text) + 1, max(1, len(text) // 20)):
        document = Document("/p/.claude/agents/a.md", text, known)
        for question in questions(document, Snapshot(), at):
            ask(document, Snapshot(), question)
