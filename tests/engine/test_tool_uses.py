"""Names in lists of tools that somebody may still be typing, and those of which nothing can be wrong by themselves."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.meaning.tool_lists import odd_uses, tool_uses
from agentls.project.document import Document

_AGENTS = dialect("claude-code/agent")


def _document(tools: str) -> Document:
    return Document("/p/.claude/agents/a.md", f"---\nname: a\ndescription: b\ntools: {tools}\n---\nText.\n", _AGENTS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Rea", True), ("mc", True), ("mcp_", True), ("mcp__", False), ("mcp__git", False), ("Zork", False)],
)
def test_a_name_may_become_that_of_a_tool_or_of_a_server(name: str, expected: bool) -> None:
    (use,) = tool_uses(_document(name))
    assert use.may_become_known is expected


@pytest.mark.parametrize(
    ("tools", "odd"),
    [
        ("Read, Grep", []),
        ("Read, Grpe", ["Grpe"]),
        ("Read(x), Bash", ["Read"]),
        ("Agent(a), Agent", ["Agent"]),
        ("MultiEdit, Task, Read", ["MultiEdit", "Task"]),
        ("'*'", ["*"]),
        ("[Read, mcp__git, mcp__git__push]", ["mcp__git", "mcp__git__push"]),
        ("Read;Grep", ["Read;Grep"]),
        ("disallowed", ["disallowed"]),
    ],
)
def test_only_bare_names_of_tools_that_there_are_need_no_second_look(tools: str, odd: list[str]) -> None:
    assert [use.name for use in odd_uses(_document(tools))] == odd
