"""Each host has its own form for the tools of MCP servers: it is data, and no module knows one of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import agentls
from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import all_dialects
from agentls.knowledge.server_tools import NONE

PACKAGE = Path(agentls.__file__).parent
FORMS = [
    # catalog, a tool, all tools of the server, what means several servers
    ("claude-code-tools", "mcp__notes__find", "mcp__notes", "mcp__*"),
    ("qwen-tools", "mcp__notes__find", "mcp__notes", "mcp__*"),
    ("gemini-tools", "mcp_notes_find", "mcp_notes_*", "mcp_*"),
    ("copilot-tools", "notes/find", "notes/*", "*"),
    ("opencode-tools", "notes_find", "notes_*", "*"),
]


@pytest.mark.parametrize(("name", "tool", "whole", "every"), FORMS, ids=[form[0] for form in FORMS])
def test_form(name: str, tool: str, whole: str, every: str) -> None:
    form = catalog(name).server_tools
    assert form.is_one(tool)
    assert form.is_one(whole)
    assert form.may_be_one(tool)
    assert not form.is_one("find")
    assert form.split(tool) == ("notes", "find")
    assert form.split(whole)[0] == "notes"
    assert (form.written("notes", "find"), form.written("notes"), form.every) == (tool, whole, every)
    assert form.whole_server(whole) == whole
    assert form.whole_server(tool) is None
    assert form.whole_server(every) is None
    assert (form.parts(tool), form.parts(whole)) == (("notes", "find"), ("notes", None))
    assert (form.named("notes", "find"), form.named("notes", None)) == (tool, whole)


def test_all_tools_of_a_server_are_named_in_two_ways() -> None:
    form = catalog("claude-code-tools").server_tools
    assert form.whole_server("mcp__notes__*") == form.whole_server("mcp__notes") == "mcp__notes"
    for other in ("mcp__", "mcp__notes__", "mcp__no*", "mcp__notes__find", "Read", "mcp**notes"):
        assert form.whole_server(other) is None
    assert form.is_mangled("mcp**notes**find")


@pytest.mark.parametrize(
    ("name", "server", "can"),
    [
        ("claude-code-tools", "my_notes", True),
        ("claude-code-tools", "my__notes", False),
        ("gemini-tools", "my_notes", False),
        ("opencode-tools", "my_notes", False),
        ("copilot-tools", "my_notes", True),
        ("copilot-tools", "my notes", False),
    ],
)
def test_a_server_that_cannot_be_named(name: str, server: str, can: bool) -> None:
    form = catalog(name).server_tools
    assert (form.named(server, None) is not None) == can
    assert (form.parts(form.written(server)) == (server, None)) == can


def test_where_nothing_is_known_nothing_is_one() -> None:
    assert not NONE.is_one("mcp__notes")
    assert not NONE.may_be_one("my_tool")
    assert NONE.whole_server("notes") is None


def test_every_kind_of_a_host_has_its_form() -> None:
    claude = catalog("claude-code-tools").server_tools
    assert {one.server_tools for one in all_dialects() if one.host == "Claude Code"} == {claude}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_knows_a_form(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value:
            assert not node.value.startswith(("mcp_", "mcp*"))
