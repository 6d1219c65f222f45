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


def test_programs_that_object_to_the_same_characters_share_a_finding(tmp_path: Path) -> None:
    skill = tmp_path / ".agents" / "skills" / "release" / "SKILL.md"
    skill.parent.mkdir(parents=True)
    skill.write_text(SKILL.replace("Use when: a release is due.", '"Use it.'), encoding="utf-8")
    targets = ["--target", "copilot", "--target", "codex", "--target", "gemini"]
    text = agentls(tmp_path, "check", *targets, "--format", "concise").stdout.splitlines()
    [line] = [one for one in text if "SKILL.md" in one]
    assert "Codex will not load this skill" in line
    assert "Copilot CLI, too." in line
    found = json.loads(agentls(tmp_path, "check", *targets, "--format", "json").stdout)["findings"]
    assert {(one["host"], one["severity"]) for one in found if one["rule"] == "not-portable"} == {
        ("codex", "error"),
        ("copilot", "error"),
    }


def test_a_fix_that_another_program_does_not_read_says_so(tmp_path: Path) -> None:
    agent = tmp_path / ".claude" / "agents" / "release.md"
    agent.parent.mkdir(parents=True)
    agent.write_text("---\nname: release\ndescription: Use when: due\nmodel: @x\n---\nWrite.\n", encoding="utf-8")
    run = agentls(tmp_path, "check", "--target", "copilot", "--target", "cursor", "--format", "json")
    found = [one for one in json.loads(run.stdout)["findings"] if one["host"] == "copilot"]
    titles = {one["start"]["line"]: [fix["title"] for fix in one["fixes"]] for one in found}
    assert titles == {3: ["Quote the value"], 4: ["Quote the value (worse for Cursor)"]}
