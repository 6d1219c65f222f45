"""`agentls convert`: where the files go, what is said, and what is never written over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import agentls

AGENT = "---\nname: reviewer\ndescription: Reviews a diff.\ntools: Read\ncolor: red\n---\nRead the whole diff.\n"


def lay_out(folder: Path, text: str = AGENT) -> str:
    agent = folder / ".claude" / "agents" / "reviewer.md"
    agent.parent.mkdir(parents=True)
    agent.write_text(text, encoding="utf-8")
    return ".claude/agents/reviewer.md"


def test_a_file_goes_to_its_place_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    run = agentls(tmp_path, "convert", "--to", "gemini", lay_out(tmp_path))
    assert run.returncode == 0
    written = tmp_path / ".gemini" / "agents" / "reviewer.md"
    assert "read_file" in written.read_text(encoding="utf-8")
    assert run.stdout.strip().endswith("reviewer.md")
    assert run.stderr == ".claude/agents/reviewer.md:5: `color`: Gemini CLI has nothing like it\n"
    assert agentls(tmp_path, "check", ".gemini").returncode == 0


def test_json_has_an_answer_for_each_file(tmp_path: Path) -> None:
    lay_out(tmp_path)
    run = agentls(
        tmp_path,
        "convert",
        "--to",
        "codex",
        "--output",
        "out",
        "--format",
        "json",
        ".claude/agents/reviewer.md",
        "no.md",
    )
    first, second = json.loads(run.stdout)
    assert run.returncode == 2
    assert (first["path"], first["host"], first["problem"]) == (".claude/agents/reviewer.md", "codex", None)
    assert Path(first["to"]) == Path("out", ".codex", "agents", "reviewer.toml")
    assert {(one["line"], one["key"], one["name"]) for one in first["left"]} == {
        (4, "tools", "Read"),
        (5, "color", None),
    }
    assert second["to"] is None
    assert second["problem"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = lay_out(tmp_path)
    there = tmp_path / ".qwen" / "agents" / "reviewer.md"
    there.parent.mkdir(parents=True)
    there.write_text("mine\n", encoding="utf-8")
    run = agentls(tmp_path, "convert", "--to", "qwen", path)
    assert run.returncode == 1
    assert "is there already" in run.stderr
    assert there.read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["--to", "gemni"], 2, "did you mean `gemini`"),
        (["--to", "windsurf"], 2, "nothing can be written for `windsurf`"),
        (["--to", "claude-code"], 1, "is written for Claude Code already"),
    ],
)
def test_wrong_use_is_told_in_one_line(tmp_path: Path, arguments: list[str], status: int, words: str) -> None:
    run = agentls(tmp_path, "convert", *arguments, lay_out(tmp_path))
    assert run.returncode == status
    assert words in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["---\nname: a\n", "---\nname: reviewer\ndescription: Reviews.\n---\n"])
def test_what_the_other_would_not_take_is_not_written(tmp_path: Path, text: str) -> None:
    run = agentls(tmp_path, "convert", "--to", "qwen", lay_out(tmp_path, text))
    assert run.returncode == 1
    assert not (tmp_path / ".qwen").exists()


def test_the_rest_of_a_skill_is_told(tmp_path: Path) -> None:
    skill = tmp_path / ".claude" / "skills" / "notes"
    (skill / "scripts").mkdir(parents=True)
    (skill / "SKILL.md").write_text("---\nname: notes\ndescription: Writes notes.\n---\nWrite.\n", encoding="utf-8")
    run = agentls(tmp_path, "convert", "--to", "codex", ".claude/skills/notes/SKILL.md")
    assert run.returncode == 0
    assert (tmp_path / ".codex" / "skills" / "notes" / "SKILL.md").is_file()
    assert run.stderr == ".claude/skills/notes/SKILL.md:1: `scripts/`: is not copied; put it beside the new file\n"
