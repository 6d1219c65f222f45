"""`agentls hook` as an assistant runs it after it has written a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import BAD, GOOD, agentls


def event(path: Path, **more: str) -> str:
    return json.dumps(
        {"hook_event_name": "PostToolUse", "tool_name": "Write", "tool_input": {"file_path": str(path)}, **more}
    )


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    path = tmp_path / ".claude" / "agents" / "a.md"
    path.parent.mkdir(parents=True)
    return path


def test_findings_go_to_the_assistant(agent: Path, tmp_path: Path) -> None:
    agent.write_text(BAD, encoding="utf-8")
    run = agentls(tmp_path, "hook", text=event(agent))
    assert run.returncode == 2
    assert not run.stdout
    assert "Unknown tool `Grpe`" in run.stderr


def test_the_path_may_be_relative_to_the_folder_of_the_event(agent: Path, tmp_path: Path) -> None:
    agent.write_text(BAD, encoding="utf-8")
    run = agentls(Path("/"), "hook", text=event(Path(".claude/agents/a.md"), cwd=str(tmp_path)))
    assert run.returncode == 2


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", '{"tool_input": 1}', '{"tool_input": {"file_path": 3}}', "[" * 9999]
)
def test_what_is_no_event_holds_nobody_up(text: str, tmp_path: Path) -> None:
    run = agentls(tmp_path, "hook", text=text)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_silence_about_good_files_and_files_that_no_assistant_reads(agent: Path, tmp_path: Path) -> None:
    agent.write_text(GOOD, encoding="utf-8")
    other = tmp_path / "README.md"
    other.write_text(BAD, encoding="utf-8")
    for path in (agent, other, tmp_path / "gone.md", tmp_path):
        run = agentls(tmp_path, "hook", text=event(path))
        assert (run.returncode, run.stdout, run.stderr) == (0, "", ""), path
