"""What programs were seen to do with a file of their own: `error` where they lose it, else the worst that is to be said.

Each row was tried at the program itself, in the version that the schema names.
"""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

BODY = "Look at the whole before the parts.\n"


def worst(path: str, text: str) -> str:
    known = detect(path)
    assert known is not None, path
    found = [one.severity for one in lint(Document(path, text, known), Snapshot()) if one.severity is not None]
    return min(found).label if found else "fine"


def is_lost(path: str, text: str) -> bool:
    return worst(path, text) == "error"


def block(lines: str) -> str:
    return f"---\n{lines}\n---\n{BODY}"


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("color: red", True),
        ("color: '#F00'", True),
        ("color: '#ff000080'", True),
        ("color: '#ff0000'", False),
        ("color: #ff0000", True),
        ("color: accent", False),
        ("mode: foo", True),
        ("mode:", True),
        ("steps: 0", True),
        ("steps: 5.0", False),
        ("steps: 1e2", False),
        ("steps: 12:30", False),
        ('temperature: "0.3"', True),
        ('hidden: "true"', True),
        ("hidden: yes", True),
        ("hidden: True", False),
        ("tools: [read]", True),
        ("tools: Read, Grep", True),
        ('tools: {write: "false"}', True),
        ("tools: {write: false}", False),
        ("permission: {edit: yes}", True),
        ("permission: {todowrite: {x: allow}}", True),
        ("permission: {plan_enter: {x: ask}}", False),
        ("permission: {unknown_tool: allow}", False),
        ("description: 2024-01-01", True),
        ("description: Use when: x", False),
        ("description: @x", True),
        ("description: a\ndescription: b", True),
        ("name: [a, b]", False),
        ("name: 5.0", False),
        ("prompt: [a]", False),
        ("model: sonnet", False),
    ],
)
def test_opencode_agent(lines: str, lost: bool) -> None:
    assert is_lost("/p/.opencode/agents/a.md", block(lines)) == lost


def test_opencode_unknown_key_is_moved() -> None:
    assert worst("/p/.opencode/agents/a.md", block("description: x\npermissions: ask")) == "warning"


def test_opencode_command_ignores_other_keys() -> None:
    assert not is_lost("/p/.opencode/commands/a.md", block("argument-hint: [x]\nallowed-tools: Read"))
    assert is_lost("/p/.opencode/commands/a.md", block("subtask: 'true'"))


@pytest.mark.parametrize(
    "key", ["description", "model", "variant", "temperature", "top_p", "steps", "permission", "name"]
)
def test_kilo_takes_nothing_as_a_value(key: str) -> None:
    assert not is_lost("/p/.kilo/agents/a.md", block(f"{key}: null"))


@pytest.mark.parametrize("key", ["mode", "maxSteps", "tools", "color", "hidden", "disable", "options", "displayName"])
def test_kilo_drops_a_file_with_nothing_as_a_value(key: str) -> None:
    assert is_lost("/p/.kilo/agents/a.md", block(f"{key}: null"))


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("", False),
        ("color: red", True),
        ("mcpServers: {}", True),
        ("mcp_servers: {s: {command: x, extra: 1}}", False),
        ("tools: [Read]", True),
        ("tools: [ReadFile]", True),
        ("tools: [mcp__s__t]", True),
        ("tools: [mcp_s_t, 'mcp_s_*', '*', discovered_tool_]", False),
        ("tools: []", False),
        ("tools:", True),
        ("tools: read_file", True),
        ('max_turns: "5"', True),
        ("max_turns: 0", True),
        ("temperature: 9", False),
        ("temperature: .inf", False),
        ("display_name: null", True),
        ("kind: other", True),
    ],
)
def test_gemini_agent(lines: str, lost: bool) -> None:
    assert is_lost("/p/.gemini/agents/a.md", block(f"name: a-1\ndescription: x\n{lines}".rstrip())) == lost


@pytest.mark.parametrize(
    "lines",
    [
        "name: My Agent\ndescription: x",
        "name: 5\ndescription: x",
        "name: a",
        "description: x",
        "name: a\ndescription: 2024-01-01",
    ],
)
def test_gemini_agent_needs_a_name_and_a_description(lines: str) -> None:
    assert is_lost("/p/.gemini/agents/a.md", block(lines))


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("", False),
        ("name: 5", True),
        ("tools: read, edit", False),
        ("tools:", True),
        ("tools: {a: b}", True),
        ("model: []", True),
        ('model: [""]', True),
        ('model: ""', False),
        ("model-policy: maybe", True),
        ("reasoning-effort: 5", True),
        ('user-invocable: "true"', True),
        ("user-invocable: yes", True),
        ("user-invocable: True", False),
        ("skills: a, b", True),
        ("skills: [a]", False),
        ("mcp-servers:", False),
        ("mcp-servers: x", True),
        ("mcp-servers: {s: {command: x, args: []}}", True),
        ("mcp-servers: {s: {url: x, tools: []}}", True),
        ("hooks: {stop: []}", True),
        ("hooks: {Stop: []}", False),
        ("github: x", True),
        ("unknown: x", False),
        ("handoffs: [{label: x}]", False),
    ],
)
def test_copilot_agent(lines: str, lost: bool) -> None:
    assert is_lost("/p/.github/agents/a.agent.md", block(f"description: x\n{lines}".rstrip())) == lost


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("description: x", False),
        ("name: My Skill!", True),
        ("name: 123", True),
        (f"name: {'a' * 65}", True),
        (f"description: {'a' * 1025}", True),
        ("description: [a]", True),
        ("argument-hint: [x]", True),
        ("argument-hint: ~", False),
        ("user-invocable: yes", True),
        ("allowed-tools: [a]", False),
        ("allowed-tools: {a: b}", True),
        ("metadata: x", False),
        ("description: Use when: x", True),
    ],
)
def test_copilot_skill(lines: str, lost: bool) -> None:
    assert is_lost("/p/.github/skills/a/SKILL.md", block(lines)) == lost


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("", False),
        ("approvalMode: fast", True),
        ("approvalMode: yolo", False),
        ("color: gold", False),
        ("executionBackend: vm", True),
        ("executionBackend: container", False),
        ("runConfig: {max_time_minutes: 0}", True),
        ("runConfig: {max_turns: x}", True),
        ("executor: {kind: other, command: x}", True),
        ("tools: [unknown]", False),
        ("x: Use when: y", False),
        ("executor: x: y", True),
    ],
)
def test_qwen_agent(lines: str, lost: bool) -> None:
    assert is_lost("/p/.qwen/agents/a.md", block(f"name: reviewer\ndescription: x\n{lines}".rstrip())) == lost


@pytest.mark.parametrize("name", ["self", "Main", "a", "my agent", "-ab", "ab_", "{a: b}"])
def test_qwen_refuses_a_name(name: str) -> None:
    assert is_lost("/p/.qwen/agents/a.md", block(f"name: {name}\ndescription: x"))


def test_qwen_needs_a_text() -> None:
    assert is_lost("/p/.qwen/agents/a.md", "---\nname: ab\ndescription: x\n---\n123456789\n")


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("name: a.b:c\ndescription: x", False),
        ("name: my skill\ndescription: x", True),
        ("name: a", True),
        ("name: a\ndescription: x\nallowedTools: a", True),
        ("name: a\ndescription: x\npaths: a", True),
        ("name: a\ndescription: Use when: x", False),
    ],
)
def test_qwen_skill(lines: str, lost: bool) -> None:
    assert is_lost("/p/.qwen/skills/a/SKILL.md", block(lines)) == lost


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("description: How: errors\nglobs: *.ts, **/*.{ts,tsx}", "fine"),
        ("globs: '**/*.py'", "fine"),
        ('globs: ["a", "b"]', "warning"),
        ("globs:\n  - a\n  - b", "fine"),
        ("globs:\n- a\n- b", "warning"),
        ("description: >\n  a b", "warning"),
        ("description: a\n  b", "warning"),
        ("alwaysApply: true", "fine"),
        ("alwaysApply: yes", "warning"),
        ("alwaysApply: True", "warning"),
        ('alwaysApply: "true"', "warning"),
        ("alwaysApply: true # always", "warning"),
    ],
)
def test_cursor_rule(lines: str, said: str) -> None:
    assert worst("/p/.cursor/rules/a.mdc", block(lines)) == said


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("name: a\ndescription: Use when: x", "fine"),
        ("name: 'a'", "warning"),
        ("name: a # b", "warning"),
        ('model: "fast"', "warning"),
        ("readonly: TRUE", "fine"),
        ("readonly: yes", "warning"),
        ("readonly: 'true'", "warning"),
        ("tools: [a, b]", "warning"),
        ("tools: a, b", "fine"),
    ],
)
def test_cursor_agent(lines: str, said: str) -> None:
    assert worst("/p/.cursor/agents/a.md", block(lines)) == said


@pytest.mark.parametrize("text", ["Text.\n", "---\nname: a\n---\n", "\ufeff---\nname: a\n---\nText.\n"])
def test_cursor_ignores_an_agent(text: str) -> None:
    assert is_lost("/p/.cursor/agents/a.md", text)
