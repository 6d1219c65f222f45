"""What Claude Code did with generated settings, hooks, servers, plugins, skills and lists of tools, and what we say of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.granted import granted
from agentls.meaning.tool_lists import tool_uses
from agentls.project.document import Document

BOARDS = ("agent-hooks", "settings", "plugin-hooks", "plugin", "marketplace", "mcp", "skill", "command")
# The rows were made with agents as main agents: those have two tools more than sub-agents.
OF_MAIN_AGENTS = {"ScheduleWakeup", "Workflow"}
# Given when they are listed, where there is no Bash.
SEARCH = {"Glob", "Grep"}


@pytest.mark.parametrize("board", BOARDS)
def test_board(board: str, shared: Path) -> None:
    command = f"{sys.executable} -m agentls check --format json"
    score = [sys.executable, str(shared / "score" / "generated.py"), str(shared / "generated"), board]
    run = subprocess.run([*score, "--details", "--command", command], capture_output=True, text=True, check=True)
    agrees = re.search(r"agrees (\d+)/(\d+)", run.stdout)
    fine = re.search(r"ok without error (\d+)/(\d+)", run.stdout)
    assert agrees is not None, run.stdout
    assert fine is not None, run.stdout
    assert int(agrees[1]) >= 0.98 * int(agrees[2]), run.stdout
    assert fine[1] == fine[2], run.stdout


def test_an_agent_has_the_tools_that_it_was_seen_to_get(shared: Path) -> None:
    """All lists are taken but those with tools of servers and those that name a tool which nobody was given there."""
    text = (shared / "generated" / "tools.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.split("\n") if line]
    got = [{"Agent" if name == "Task" else name for name in row["tools"]} for row in rows]
    given = set[str]().union(*got)
    compared = wrong = 0
    for row, seen in zip(rows, got, strict=True):
        path = f"/p/{row['file']}"
        known = detect(path)
        assert known is not None
        document = Document(path, row["files"][row["file"]], known)
        allowed = [use for use in tool_uses(document) if use.allows and use.value is not None and use.value.works]
        uses_servers = any("mcp__" in use.name for use in tool_uses(document))
        if uses_servers or any(use.canonical not in given for use in allowed):
            continue
        tools = granted(document)
        assert tools is not None
        names = set(tools.names)
        compared += 1
        wrong += names != seen if not tools.inherits else (names & given) - SEARCH != seen - OF_MAIN_AGENTS
    assert compared > 100
    assert wrong <= 0.01 * compared
