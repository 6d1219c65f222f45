"""`agentls which`, and `check --target`: who reads a file, and who will not take it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import BAD, agentls

SKILL = "---\nname: release\ndescription: Use when: a release is due.\n---\nWrite the notes.\n"


@pytest.mark.parametrize(
    ("path", "dialect", "readers"),
    [
        (".claude/agents/a.md", "claude-code/agent", {"claude-code", "copilot"}),
        (".claude/skills/a/SKILL.md", "claude-code/skill", {"claude-code", "copilot", "opencode"}),
        (".agents/skills/a/SKILL.md", "agent-skills/skill", {"agent-skills", "codex", "gemini", "copilot", "opencode"}),
        ("collection/a/SKILL.md", "agent-skills/skill", {"agent-skills"}),
        (".opencode/agents/a.md", "opencode/agent", {"opencode"}),
        (".gemini/agents/a.md", "gemini/agent", {"gemini"}),
        (".codex/agents/deep/a.toml", "codex/agent", {"codex"}),
        (".claude/skills/office/pdf/SKILL.md", "claude-code/skill", {"opencode"}),
        (".cursor/rules/style.md", "cursor/rule", set()),
        (".gemini/agents/_draft.md", "gemini/agent", set()),
        ("README.md", None, set()),
        (".github/ISSUE_TEMPLATE/bug.md", None, set()),
    ],
)
def test_a_path_tells_who_reads_it(tmp_path: Path, path: str, dialect: str | None, readers: set[str]) -> None:
    run = agentls(tmp_path, "which", "--format", "json", path)
    [answer] = json.loads(run.stdout)
    assert (run.returncode, answer["path"], answer["dialect"]) == (0, path, dialect)
    assert readers <= set(answer["readers"])
    assert answer["reason"]


def test_answers_keep_the_order_of_the_paths(tmp_path: Path) -> None:
    (tmp_path / "x.md").mkdir()
    run = agentls(tmp_path, "which", "b.md", ".claude/agents/a.md", "x.md", "\x1b[31m")
    assert [line.partition(":")[0] for line in run.stdout.splitlines()][:3] == ["b.md", ".claude/agents/a.md", "x.md"]
    assert "\x1b" not in run.stdout


def test_a_target_that_loses_the_file_is_an_error_of_its_own(tmp_path: Path) -> None:
    skill = tmp_path / ".agents" / "skills" / "release" / "SKILL.md"
    skill.parent.mkdir(parents=True)
    skill.write_text(SKILL, encoding="utf-8")
    assert agentls(tmp_path, "check").returncode == 0
    run = agentls(tmp_path, "check", "--target", "copilot", "--target", "codex", "--format", "json")
    assert run.returncode == 1
    [found] = [one for one in json.loads(run.stdout)["findings"] if one["rule"] == "not-portable"]
    assert (found["host"], found["severity"], found["start"]) == ("copilot", "error", {"line": 3, "column": 22})
    assert found["message"].startswith("Copilot CLI will not load this skill: ")


def test_targets_may_stand_in_the_settings(tmp_path: Path) -> None:
    skill = tmp_path / ".agents" / "skills" / "release" / "SKILL.md"
    skill.parent.mkdir(parents=True)
    skill.write_text(SKILL, encoding="utf-8")
    (tmp_path / "agentls.toml").write_text('targets = ["copilot"]\n', encoding="utf-8")
    assert "not-portable" in agentls(tmp_path, "check").stdout


def test_every_finding_names_the_program_whose_verdict_it_is(tmp_path: Path) -> None:
    agent = tmp_path / ".claude" / "agents" / "a.md"
    agent.parent.mkdir(parents=True)
    agent.write_text(BAD, encoding="utf-8")
    found = json.loads(agentls(tmp_path, "check", "--format", "json").stdout)["findings"]
    assert {one["host"] for one in found} == {"claude-code"}


def test_an_unknown_target_is_one_line(tmp_path: Path) -> None:
    run = agentls(tmp_path, "check", "--target", "copilto")
    assert (run.returncode, run.stderr) == (2, "agentls: there is no program `copilto`; did you mean `copilot`?\n")
