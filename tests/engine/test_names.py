"""What one file tells the others: names that it defines, and names that it uses."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.names import FileFacts
from agentls.project.telling import telling_places


def facts(kind: str, path: str, text: str, plugin: str | None = None) -> FileFacts:
    known = dialect(f"claude-code/{kind}")
    assert known is not None
    return facts_of(Document(path, text, known), plugin)


def defined(found: FileFacts) -> list[tuple[str, str, str]]:
    return [(one.kind, one.name, one.qualified) for one in found.definitions]


def used(found: FileFacts) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in found.references]


@pytest.mark.parametrize(
    ("kind", "path", "text", "plugin", "expected"),
    [
        ("agent", "/p/.claude/agents/a.md", "---\nname: b\n---\n", None, [("agent", "b", "b")]),
        ("agent", "/p/.claude/agents/sub/a.md", "---\nname: 'b'\n---\n", None, [("agent", "b", "b")]),
        ("agent", "/p/.claude/agents/a.md", "---\nname: 3\n---\n", None, []),
        ("agent", "/p/.claude/agents/a.md", "No frontmatter.\n", None, []),
        ("agent", "/p/.claude/agents/a.md", "---\nname: b\ndescription: x\n  y: z\n---\n", None, []),
        ("plugin-agent", "/q/agents/a.md", "---\nname: b\n---\n", "q", [("agent", "b", "q:b")]),
        ("plugin-agent", "/q/agents/a.md", "---\nname: 3\n---\n", "q", [("agent", "3", "q:3")]),
        ("plugin-agent", "/q/agents/sub/a.md", "No frontmatter.\n", "q", [("agent", "a", "q:sub:a")]),
        ("skill", "/p/.claude/skills/s/SKILL.md", "---\nname: other\n---\n", None, [("skill", "s", "s")]),
        ("plugin-skill", "/q/skills/s/SKILL.md", "", "q", [("skill", "s", "q:s")]),
        ("command", "/p/.claude/commands/front/end.md", "", None, [("command", "front:end", "front:end")]),
        ("plugin-command", "/q/commands/c.md", "", "q", [("command", "c", "q:c")]),
        ("output-style", "/p/.claude/output-styles/o.md", "", None, [("output-style", "o", "o")]),
        ("output-style", "/p/.claude/output-styles/o.md", "---\nname: X\n---\n", None, [("output-style", "X", "X")]),
        ("plugin-manifest", "/q/.claude-plugin/plugin.json", '{"name": "q"}', None, [("plugin", "q", "q")]),
        ("mcp", "/p/.mcp.json", '{"mcpServers": {"gh": {"command": "x"}}}', None, [("mcp-server", "gh", "gh")]),
        ("mcp", "/p/.mcp.json", '{"mcpServers": {"gh": ', None, [("mcp-server", "gh", "gh")]),
    ],
)
def test_definitions(kind: str, path: str, text: str, plugin: str | None, expected: list[tuple[str, str, str]]) -> None:
    assert defined(facts(kind, path, text, plugin)) == expected


def test_a_server_is_defined_where_it_is_written_out() -> None:
    text = "---\nname: b\nmcpServers:\n  - gh\n  - docs:\n      command: x\n---\n"
    found = facts("agent", "/p/.claude/agents/b.md", text)
    assert defined(found) == [("agent", "b", "b"), ("mcp-server", "docs", "docs")]
    assert used(found) == [("mcp-server", "gh")]
    assert [one.span.of(text) for one in found.definitions] == ["b", "docs"]


def test_manifest_defines_the_servers_of_a_plugin_but_no_path() -> None:
    path = "/q/.claude-plugin/plugin.json"
    for servers in ('{"db": {"command": "x"}}', '["./more.json", {"db": {"command": "x"}}]'):
        found = facts("plugin-manifest", path, f'{{"mcpServers": {servers}, "name": "q"}}')
        assert defined(found) == [("plugin", "q", "q"), ("mcp-server", "db", "plugin_q_db")]
    text = '{"name": "q", "mcpServers": "./servers.json"}'
    assert defined(facts("plugin-manifest", path, text)) == [("plugin", "q", "q")]


def test_an_entry_of_a_marketplace_defines_the_servers_of_its_own_plugin() -> None:
    text = """{"name": "m", "plugins": [{"name": "a"},
        {"mcpServers": {"db": {"command": "x"}}, "name": "b"}, {"name": "c", "mcpServers": {"db": {"command": "x"}}}]}"""
    found = facts("marketplace", "/q/.claude-plugin/marketplace.json", text)
    assert defined(found) == [("mcp-server", "db", "plugin_b_db"), ("mcp-server", "db", "plugin_c_db")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("skills: a, b", [("skill", "a"), ("skill", "b")]),
        ("skills:\n  - a\n  - q:b", [("skill", "a"), ("skill", "q:b")]),
        ("tools: Read, Agent(a, q:b), Skill(s)", [("agent", "a"), ("agent", "q:b"), ("skill", "s")]),
        ("tools: Task(a)", [("agent", "a")]),
        ("tools: Agent(model:opus), Agent(*)", []),
        ("tools: mcp__gh, mcp__gh__*", [("mcp-server", "gh"), ("mcp-server", "gh")]),
        ("tools: mcp__gh__find", [("mcp-server", "gh"), ("mcp-tool", "gh/find")]),
        ("tools: mcp__*", []),
        ("observer: a, b", [("agent", "a"), ("agent", "b")]),
        ("mcpServers: [gh]", [("mcp-server", "gh")]),
    ],
)
def test_references(lines: str, expected: list[tuple[str, str]]) -> None:
    text = f"---\nname: x\n{lines}\n---\n"
    found = facts("agent", "/p/.claude/agents/x.md", text)
    assert used(found) == expected
    for one in found.references:
        assert one.span.of(text) in (one.name, "mcp__" + one.name.replace("/", "__"))


def test_a_skill_and_settings_refer_to_agents() -> None:
    found = facts("skill", "/p/.claude/skills/s/SKILL.md", "---\ncontext: fork\nagent: a\n---\n")
    assert used(found) == [("agent", "a")]
    text = '{"agent": "a", "permissions": {"deny": ["Agent(b)", "mcp__gh"]}, "enabledMcpjsonServers": ["gh"]}'
    found = facts("settings", "/p/.claude/settings.json", text)
    assert sorted(used(found)) == [("agent", "a"), ("agent", "b"), ("mcp-server", "gh"), ("mcp-server", "gh")]


def test_a_plugin_agent_uses_nothing_under_keys_that_are_ignored_there() -> None:
    text = "---\nname: x\nmcpServers: [gh]\nobserver: y\nskills: [s]\n---\n"
    assert used(facts("plugin-agent", "/q/agents/x.md", text, "q")) == [("skill", "s")]


def test_a_file_is_not_read_for_what_its_schema_states_of_nothing() -> None:
    kind = dialect("claude-code/agent")
    assert kind is not None
    document = Document("/p/.claude/agents/a.md", "---\nname: a\ndescription: b\n---\n", kind)
    assert telling_places(document, "read_as") == ()
    assert "reading" not in vars(document)
