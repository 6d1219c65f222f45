"""Whose descriptions count together against what a host lists of them, and when they are too long."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.budgets import spent
from agentls.project.document import Document
from agentls.rules.lint import lint
from features.projects import HOME, ROOT, Project

AGENT = f"{ROOT}/.claude/agents/a.md"
SKILL = f"{ROOT}/.claude/skills/a/SKILL.md"


def agent(name: str, size: int, more: str = "") -> str:
    return f"---\nname: {name}\ndescription: {'d' * size}\n{more}---\nText.\n"


def skill(size: int, more: str = "") -> str:
    return f"---\nname: a\ndescription: {'d' * size}\n{more}---\nText.\n"


@pytest.mark.parametrize(
    ("others", "total", "files", "longest"),
    [
        ({}, 10, 1, AGENT),
        ({f"{ROOT}/.claude/agents/b.md": agent("b", 80)}, 30, 2, f"{ROOT}/.claude/agents/b.md"),
        ({f"{HOME}/.claude/agents/b.md": agent("b", 20)}, 15, 2, AGENT),
        ({"/.claude/agents/b.md": agent("b", 20)}, 15, 2, AGENT),
        ({f"{ROOT}/below/.claude/agents/b.md": agent("b", 80)}, 10, 1, AGENT),
        ({"/q/.claude/agents/b.md": agent("b", 80)}, 10, 1, AGENT),
        ({f"{ROOT}/.gemini/agents/b.md": agent("b", 80)}, 10, 1, AGENT),
        ({f"{ROOT}/.claude/commands/b.md": agent("b", 80)}, 10, 1, AGENT),
        (
            {
                f"{ROOT}/.claude-plugin/plugin.json": '{"name": "plug"}',
                f"{ROOT}/agents/b.md": agent("b", 80),
            },
            10,
            1,
            AGENT,
        ),
    ],
)
def test_who_counts_together(others: dict[str, str], total: int, files: int, longest: str) -> None:
    project = Project.of({AGENT: agent("a", 43), **others})
    found = spent(project.documents[AGENT], project.snapshot)
    assert found is not None
    assert (found.own, found.total, found.files, found.longest) == (10, total, files, longest)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (skill(40), 40),
        (skill(40, "when_to_use: now\n"), 43),
        (skill(1536), 1536),
        (skill(1537), 1536),
        (skill(1530, "when_to_use: whenever\n"), 1536),
        (skill(40, "disable-model-invocation: false\n"), 40),
        (skill(40, "disable-model-invocation: true\n"), None),
    ],
)
def test_what_a_skill_takes(text: str, own: int | None) -> None:
    project = Project.of({SKILL: text})
    found = spent(project.documents[SKILL], project.snapshot)
    assert (found.own if found else None) == own
    beside = Project.of({SKILL: text, f"{ROOT}/.claude/skills/b/SKILL.md": skill(10)})
    other = spent(beside.documents[f"{ROOT}/.claude/skills/b/SKILL.md"], beside.snapshot)
    assert other is not None
    assert other.total == 10 + (own or 0)


@pytest.mark.parametrize("path", [f"{ROOT}/collection/agents/a.md", f"{ROOT}/.cursor/rules/a.mdc", f"{ROOT}/CLAUDE.md"])
def test_what_nobody_lists_takes_nothing(path: str) -> None:
    project = Project.of({path: agent("a", 43)})
    kind = detect(path)
    document = Document(path, agent("a", 43), kind) if kind is not None else project.documents[path]
    assert spent(document, project.snapshot) is None


@pytest.mark.parametrize(("size", "is_told"), [(60_000, False), (60_003, False), (60_004, True)])
def test_more_than_is_listed_is_told_at_the_longest(size: int, is_told: bool) -> None:
    other = f"{ROOT}/.claude/agents/b.md"
    project = Project.of({AGENT: agent("a", size - 40), other: agent("b", 40)})
    found = [one for one in lint(project.documents[AGENT], project.snapshot) if one.rule == "description-budget"]
    assert len(found) == is_told
    assert not [one for one in lint(project.documents[other], project.snapshot) if one.rule == "description-budget"]
    assert all(
        "All 2 descriptions have about 15,001 tokens (limit 15,000), this one 14,991" in one.message for one in found
    )
