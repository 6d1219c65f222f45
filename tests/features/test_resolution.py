"""What a name refers to and who means the same, where files lie in several projects and at several hosts."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.meaning.mcp_servers import loose_servers
from agentls.meaning.resolution import inner_of, name_at, names_of, server_tools, uses_of
from agentls.project.document import Document
from agentls.project.names import view_of
from agentls.text.positions import Span
from features.projects import HOME, ROOT, Project, at_cursor


def agent(more: str) -> str:
    return f"---\nname: a\ndescription: b\n{more}\n---\nText.\n"


@pytest.mark.parametrize(
    ("text", "inner"),
    [('"ab"', "ab"), ("'ab'", "ab"), ("ab", "ab"), ('""', ""), ('"', '"'), ('"ab', '"ab'), ('ab"', 'ab"'), ("a", "a")],
)
def test_a_name_without_its_quotes(text: str, inner: str) -> None:
    document = Document("a.md", text, dialect("claude-code/agent"))
    assert inner_of(document, Span(0, len(text))).of(text) == inner


@pytest.mark.parametrize(
    ("path", "means_the_same"),
    [
        (f"{ROOT}/.claude/agents/b.md", True),
        (f"{ROOT}/below/.claude/agents/b.md", True),
        ("/.claude/agents/b.md", True),
        (f"{ROOT}below/.claude/agents/b.md", False),
        ("/q/.claude/agents/b.md", False),
    ],
)
def test_uses_of_a_name_that_nobody_defines(path: str, means_the_same: bool) -> None:
    files = {f"{ROOT}/.claude/agents/a.md": agent("skills: [zo$0rk]"), path: agent("skills: [zork, other]")}
    project, document, offset = at_cursor(files)
    named = name_at(document, project.snapshot, offset)
    assert named is not None
    found = uses_of(named, project.snapshot, view_of(document))
    assert [one.path for one in found] == sorted([document.path, *([path] if means_the_same else [])])


SERVERS = '{"mcpServers": {"github": {"command": "x"}}}'


@pytest.mark.parametrize(
    ("files", "tools"),
    [
        ({}, ["github/list", "gitub/list"]),
        ({f"{ROOT}/.mcp.json": SERVERS}, ["github/list"]),
        ({f"{HOME}/.mcp.json": SERVERS}, ["github/list", "gitub/list"]),
    ],
)
def test_tools_of_servers_that_are_named_somewhere(files: dict[str, str], tools: list[str]) -> None:
    project = Project.of(
        {
            f"{ROOT}/.claude/agents/a.md": agent("tools: mcp__github__list"),
            f"{ROOT}/.claude/agents/b.md": agent("tools: mcp__gitub__list"),
            "/q/.claude/agents/c.md": agent("tools: mcp__far__list"),
            **files,
        }
    )
    document = project.documents[f"{ROOT}/.claude/agents/a.md"]
    assert server_tools(project.snapshot, view_of(document)) == tools


def test_all_names_of_a_kind_but_its_own() -> None:
    files = {
        f"{ROOT}/.claude/agents/a.md": agent(""),
        f"{ROOT}/.claude/agents/b.md": agent("").replace("name: a", "name: b"),
    }
    project = Project.of(files)
    names = [one.name for one in names_of(project.documents[f"{ROOT}/.claude/agents/a.md"], project.snapshot, "agent")]
    assert names[0] == "b"
    assert "a" not in names
    assert "Explore" in names


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        ("claude-code/mcp", '{"a": {"command": "x"}, "b": {"url": "y"}, "c": {"d": 1}, "e": 5}', ["a", "b"]),
        ("claude-code/mcp", '{"a": {"command": ["x"]}, "b": {"url": {"c": 1}}}', []),
        ("claude-code/mcp", '{"mcpServers": {}, "a": {"command": "x"}}', []),
        ("claude-code/settings", '{"a": {"command": "x"}}', []),
        ("claude-code/plugin-mcp", '{"a": {"command": "x"}}', []),
    ],
)
def test_servers_that_stand_without_their_key(kind: str, text: str, names: list[str]) -> None:
    document = Document(f"{ROOT}/x.json", text, dialect(kind))
    assert [one.name for one in loose_servers(document)] == names
