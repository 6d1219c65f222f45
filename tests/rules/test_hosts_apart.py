"""Every assistant has names of its own: what one of them reads is neither there nor in the way for another."""

from __future__ import annotations

import pytest

from agentls.rules.lint import lint
from features.projects import ROOT, Project

CLAUDE = "---\nname: reviewer\ndescription: Reviews code.\n{}---\nReview the code.\n"
OTHER = "---\nname: {}\ndescription: Reviews code.\n---\nReview the code.\n"
CODEX = 'name = "{}"\ndescription = "Reviews code."\ndeveloper_instructions = "Review the code."\n'
MINE = ".claude/agents/reviewer.md"


def found(texts: dict[str, str], path: str) -> set[str]:
    project = Project.of(texts)
    document = project.documents[f"{ROOT}/{path}"]
    return {one.rule for one in lint(document, project.snapshot)}


@pytest.mark.parametrize(
    ("other", "text"),
    [
        (".codex/agents/reviewer.toml", CODEX),
        (".gemini/agents/reviewer.md", OTHER),
        (".qwen/agents/reviewer.md", OTHER),
        (".opencode/agent/reviewer.md", OTHER),
    ],
)
def test_one_name_at_two_hosts_is_no_duplicate(other: str, text: str) -> None:
    texts = {MINE: CLAUDE.format(""), other: text.format("reviewer")}
    for path in texts:
        assert not found(texts, path) & {"duplicate-name", "shadowed-agent"}
    twice = {**texts, ".claude/agents/second.md": CLAUDE.format("")}
    assert "duplicate-name" in found(twice, MINE)
    assert "duplicate-name" not in found(twice, other)


def test_an_agent_of_another_host_cannot_be_started() -> None:
    starter = {MINE: CLAUDE.format("tools: Read, Agent(helper)\n")}
    here = {".claude/agents/helper.md": OTHER.format("helper")}
    for elsewhere in (
        {".codex/agents/helper.toml": CODEX.format("helper")},
        {".gemini/agents/helper.md": OTHER.format("helper")},
    ):
        assert "unknown-agent" in found({**starter, **elsewhere}, MINE)
    assert "unknown-agent" not in found({**starter, **here}, MINE)


def test_a_skill_that_only_others_read_cannot_be_loaded() -> None:
    agent = {MINE: CLAUDE.format("skills: [notes]\n")}
    skill = "---\nname: notes\ndescription: Takes notes.\n---\nTake notes.\n"
    assert "unknown-skill" in found({**agent, ".agents/skills/notes/SKILL.md": skill}, MINE)
    assert "unknown-skill" not in found({**agent, ".claude/skills/notes/SKILL.md": skill}, MINE)
