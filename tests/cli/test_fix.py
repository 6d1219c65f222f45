"""`agentls fix` as its users run it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from test_check import agentls

HEAD = "---\nname: a\ndescription: Reviews code.\n"
# One mistake with a safe fix, one with an obvious one, one that somebody has to look at.
AGENT = f"{HEAD}tools: Read, Edit, Edit\nmodle: opus\nskills: [gone]\n---\nReview.\n"
SAFE = AGENT.replace("Edit, Edit", "Edit")


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    path = tmp_path / ".claude" / "agents" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text(AGENT, encoding="utf-8")
    return path


def test_only_safe_fixes_are_made_and_what_is_left_is_said(agent: Path, tmp_path: Path) -> None:
    run = agentls(tmp_path, "fix")
    assert run.returncode == 0
    assert agent.read_text(encoding="utf-8") == SAFE
    assert run.stdout == ".claude/agents/a.md: 1 fixed, 2 findings left\n"
    said = "1 finding fixed in 1 file; 2 findings left, see `agentls check`; `--unsafe` would fix 1 of them.\n"
    assert run.stderr == said


def test_a_second_run_changes_nothing(agent: Path, tmp_path: Path) -> None:
    agentls(tmp_path, "fix", "--unsafe")
    mended, stamp = agent.read_bytes(), agent.stat().st_mtime_ns
    run = agentls(tmp_path, "fix", "--unsafe")
    assert (agent.read_bytes(), agent.stat().st_mtime_ns) == (mended, stamp)
    assert run.stdout == ""


def test_unsafe_makes_the_obvious_ones_too(agent: Path, tmp_path: Path) -> None:
    agentls(tmp_path, "fix", "--unsafe")
    assert "\nmodel: opus\n" in agent.read_text(encoding="utf-8")


def test_one_rule_alone(agent: Path, tmp_path: Path) -> None:
    agentls(tmp_path, "fix", "--unsafe", "--rule", "unknown-key")
    assert agent.read_text(encoding="utf-8") == AGENT.replace("modle", "model")


def test_diff_writes_nothing_and_can_be_applied(agent: Path, tmp_path: Path) -> None:
    run = agentls(tmp_path, "fix", "--diff", "--unsafe")
    assert agent.read_text(encoding="utf-8") == AGENT
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=run.stdout.encode(), check=True)
    changed = agent.read_text(encoding="utf-8")
    agent.write_text(AGENT, encoding="utf-8")
    agentls(tmp_path, "fix", "--unsafe")
    assert agent.read_text(encoding="utf-8") == changed != AGENT


@pytest.mark.parametrize("kept", ["\ufeff", "\r\n", "no line break at the end"])
def test_mode_mark_and_line_ends_are_kept(agent: Path, tmp_path: Path, kept: str) -> None:
    before, after = (
        (f"{kept}{text}" if kept == "\ufeff" else text.replace("\n", kept) if kept == "\r\n" else text.rstrip("\n"))
        for text in (AGENT, SAFE)
    )
    agent.write_bytes(before.encode())
    agent.chmod(0o640)
    agentls(tmp_path, "fix")
    assert agent.read_bytes() == after.encode()
    assert agent.stat().st_mode & 0o777 == 0o640


def test_a_link_goes_on_leading_to_its_file(agent: Path, tmp_path: Path) -> None:
    target = tmp_path / "shared.md"
    agent.rename(target)
    agent.symlink_to(target)
    agentls(tmp_path, "fix")
    assert agent.is_symlink()
    assert target.read_text(encoding="utf-8") == SAFE


def test_what_cannot_be_written_without_loss_is_left_alone(agent: Path, tmp_path: Path) -> None:
    data = AGENT.encode().replace(b"Review.", b"\xff")
    agent.write_bytes(data)
    run = agentls(tmp_path, "fix", "--unsafe")
    assert agent.read_bytes() == data
    assert run.returncode == 2
    assert "a.md: has been changed meanwhile, or is not UTF-8 throughout; nothing was written" in run.stderr


def test_wrong_use_is_one_line(tmp_path: Path) -> None:
    for words, said in (
        (["--rule", "unknown-tol"], "there is no rule `unknown-tol`; did you mean `unknown-tool`?"),
        (["--as", "claude-code/agnt"], "there is no dialect `claude-code/agnt`; did you mean `claude-code/agent`?"),
    ):
        run = agentls(tmp_path, "fix", *words)
        assert (run.returncode, run.stderr) == (2, f"agentls: {said}\n")


def test_programs_are_told_what_was_mended(agent: Path, tmp_path: Path) -> None:
    path = ".claude/agents/a.md"
    run = agentls(tmp_path, "fix", "--diff", "--format", "json")
    [row] = json.loads(run.stdout)["files"]
    assert (row["fixed"], row["left"], run.stderr) == (1, 2, "")
    assert "-tools: Read, Edit, Edit\n+tools: Read, Edit\n" in row["diff"]
    run = agentls(tmp_path, "fix", "--format", "json")
    told = {"files": [{"path": path, "fixed": 1, "left": 2}], "fixed": 1, "left": 2, "errors": []}
    assert json.loads(run.stdout) == told
    assert agent.read_text(encoding="utf-8") == SAFE
