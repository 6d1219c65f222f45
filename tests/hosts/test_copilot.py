"""Agents of Copilot CLI: which servers, hooks and keys it was seen to refuse a file for."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.knowledge.effects import Severity
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

PATH = "/p/.github/agents/reviewer.agent.md"


def is_refused(*lines: str, description: str = "description: Reviews a diff.") -> bool:
    known = detect(PATH)
    assert known is not None
    text = "\n".join(["---", description, *lines, "---", "Read the diff.", ""])
    return any(one.severity is Severity.ERROR for one in lint(Document(PATH, text, known), Snapshot()))


@pytest.mark.parametrize(
    ("server", "refused"),
    [
        ("{command: x, args: [], tools: ['*']}", False),
        ("{type: local, command: x, args: [], tools: ['*']}", False),
        ("{type: stdio, command: x, args: [], tools: ['*']}", False),
        ("{command: x, args: []}", True),
        ("{command: x, tools: ['*']}", True),
        ("{args: [], tools: ['*']}", True),
        ("{command: x, args: [], tools: '*'}", True),
        ("{command: x, args: [], tools: ['*'], env: {A: 1}}", True),
        ("{command: x, args: [], tools: ['*'], env: {A: '1'}}", False),
        ("{command: x, args: [], tools: ['*'], timeout: 0}", True),
        ("{command: x, args: [], tools: ['*'], timeout: 5}", False),
        ("{command: x, args: [], tools: ['*'], deferTools: auto}", False),
        ("{command: x, args: [], tools: ['*'], deferTools: sometimes}", True),
        ("{command: x, args: [], tools: ['*'], anything: 1}", False),
        ("{type: http, url: 'https://example.com', tools: ['*']}", False),
        ("{type: sse, url: 'https://example.com', tools: ['*']}", False),
        ("{url: 'https://example.com', tools: ['*']}", True),
        ("{type: http, url: 'https://example.com'}", True),
        ("{type: http, tools: ['*']}", True),
        ("{type: http, url: 'https://example.com', tools: ['*'], headers: {A: 1}}", True),
        ("{type: ws, url: 'https://example.com', tools: ['*']}", True),
        ("[]", True),
    ],
)
def test_servers(server: str, refused: bool) -> None:
    assert is_refused(f"mcp-servers: {{docs: {server}}}") == refused


@pytest.mark.parametrize(
    ("hooks", "refused"),
    [
        ("{}", False),
        ("{preToolUse: [{type: command, command: x}]}", False),
        ("{preToolUse: [{command: x}]}", False),
        ("{preToolUse: [{bash: x}]}", False),
        ("{preToolUse: [{powershell: x}]}", False),
        ("{preToolUse: [{exec: x, args: []}]}", False),
        ("{PreToolUse: [{matcher: Bash, hooks: [{type: command, command: x}]}]}", False),
        ("{PreToolUse: [{type: http, url: 'https://example.com'}]}", False),
        ("{Stop: [{command: x}]}", False),
        ("{notification: []}", False),
        ("{preToolUse: [{type: command}]}", True),
        ("{preToolUse: [{type: agent, command: x}]}", True),
        ("{preToolUse: {}}", True),
        ("{preToolUse: [x]}", True),
        ("{stop: []}", True),
        ("{userPromptSubmit: []}", True),
        ("{postCompact: []}", True),
        ("[]", True),
        ("x", True),
        ("~", True),
    ],
)
def test_hooks(hooks: str, refused: bool) -> None:
    assert is_refused(f"hooks: {hooks}") == refused


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("name: 5", True),
        ("name: A b c", False),
        ("tools: [read]", False),
        ("tools: read, edit", False),
        ('tools: ""', False),
        ("tools:", True),
        ("tools: {}", True),
        ("tools: 5", True),
        ("tools: [5]", True),
        ("tools: [Read, run_shell_command, whatever]", False),
        ("model: gpt-5", False),
        ("model: [gpt-5, auto]", False),
        ('model: ""', False),
        ("model: []", True),
        ("model: [5]", True),
        ('model: [""]', True),
        ("model-policy: preferred", False),
        ("model-policy: sometimes", True),
        ("reasoning-effort: whatever", False),
        ("reasoning-effort: 5", True),
        ("user-invocable: True", False),
        ('user-invocable: "true"', True),
        ("user-invocable: yes", True),
        ("disable-model-invocation: false", False),
        ("disable-model-invocation: 0", True),
        ("infer: true", False),
        ("skills: [a]", False),
        ("skills: a, b", True),
        ("github: {}", False),
        ("github:", True),
        ("mcp-servers:", False),
        ("include-custom-instructions: x", True),
        ("deferred-tool-loading: true", False),
        ("strict-tools-list: 1", True),
        ("handoffs: []", False),
        ("argument-hint: [x]", False),
        ("target: vscode", False),
        ("metadata: {}", False),
        ("whatever: 1", False),
        ("whatever: 1\nwhatever: 2", True),
        ("<<: {a: b}", False),
        ("? [a, b]\n: c", False),
    ],
)
def test_keys(line: str, refused: bool) -> None:
    assert is_refused(line) == refused


@pytest.mark.parametrize(
    ("description", "refused"),
    [
        ("description: Use when: x", True),
        ("description: 'Use when: x'", False),
        ("description: @x", True),
        ("description: one\ntwo", True),
        ("description: 2024-01-01", False),
        ("description: 12:30", False),
        ("description: 010", False),
        ("description: yes", False),
        ("description: 0x1F", True),
        ("description: .inf", True),
        ("description: true", True),
        ("description:", True),
        ('description: ""', False),
        ("description: !tag text", False),
        ("other: x", True),
    ],
)
def test_descriptions(description: str, refused: bool) -> None:
    assert is_refused(description=description) == refused
