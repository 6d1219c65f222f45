"""Agents of Gemini CLI, Qwen Code and Kilo: which single lines they were seen to refuse a file for."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.knowledge.effects import Severity
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

BODY = "Read the whole diff first.\n"


def is_lost(path: str, text: str) -> bool:
    known = detect(path)
    assert known is not None
    return any(one.severity is Severity.ERROR for one in lint(Document(path, text, known), Snapshot()))


def gemini(*lines: str, tail: str = "") -> bool:
    return is_lost("/p/.gemini/agents/a.md", "\n".join(["---", *lines, f"---{tail}", BODY]))


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("kind: local", False),
        ("kind: remote", True),
        ("kind: other", True),
        ("display_name: Reviewer", False),
        ("tools: []", False),
        ("tools:", True),
        ("tools: read_file", True),
        ("tools: [read_file, search_file_content]", False),
        ("tools: [invoke_agent, complete_task]", False),
        ("tools: [discovered_tool_]", False),
        ("tools: ['*']", False),
        ("tools: [mcp_notes_read, mcp_notes_*, mcp_*]", False),
        ("tools: [mcp__notes__read]", True),
        ("tools: [Read]", True),
        ("tools: [ReadFile]", True),
        ("model: whatever", False),
        ("model:", True),
        ("temperature: 9", False),
        ("temperature: -1", False),
        ("temperature: .inf", False),
        ("temperature: '1'", True),
        ("max_turns: 0", True),
        ("max_turns: 1", False),
        ("timeout_mins: 0", True),
        ("timeout_mins: 1.5", True),
        ("mcp_servers: {a: {command: x, whatever: 1}}", False),
        ("mcp_servers: {a: {auth: {type: google-credentials}}}", False),
        ("mcp_servers: []", True),
        ("mcpServers: {}", True),
        ("color: red", True),
        ("maxTurns: 3", True),
        ("version: 1", True),
        ("model: x\nmodel: y", True),
        ("model: a: b", True),
        ("model: @x", True),
    ],
)
def test_gemini(line: str, lost: bool) -> None:
    assert gemini("name: a", "description: Reviews.", line) == lost


@pytest.mark.parametrize(
    ("name", "lost"),
    [("a-b_9", False), ("'---'", False), ("Reviewer", True), ("a b", True), ("5", True), ("'5'", False), ("a.b", True)],
)
def test_names_of_gemini(name: str, lost: bool) -> None:
    assert gemini(f"name: {name}", "description: Reviews.") == lost


@pytest.mark.parametrize(
    ("description", "lost"),
    [("x" * 5000, False), ("'  '", False), ("''", True), ("2024-01-01", True), ("1:30", False), ("yes", False)],
)
def test_descriptions_of_gemini(description: str, lost: bool) -> None:
    assert gemini("name: a", f"description: {description}") == lost


@pytest.mark.parametrize("tail", [" ", "-", " # end", "text"])
def test_what_follows_the_fence_costs_gemini_the_text(tail: str) -> None:
    assert gemini("name: a", "description: Reviews.", tail=tail)


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("agent_card_url: https://example.com/card", False),
        ("kind: remote\nagent_card_url: https://example.com/card", False),
        ("kind: remote\nagent_card_json: '{}'", False),
        ("kind: remote", True),
    ],
)
def test_remote_agents_of_gemini(lines: str, lost: bool) -> None:
    assert gemini("name: a", *lines.split("\n")) == lost


def qwen(*lines: str) -> bool:
    return is_lost("/p/.qwen/agents/a.md", "\n".join(["---", *lines, "---", BODY]))


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("tools: read_file, edit", False),
        ("tools: [read_file]", False),
        ("tools: []", False),
        ("tools: [Whatever]", False),
        ("model: sonnet", False),
        *((f"approvalMode: {mode}", False) for mode in ("plan", "default", "auto-edit", "auto", "yolo", "bubble")),
        ("approvalMode: never", True),
        ("permissionMode: never", False),
        ("color: mauve", False),
        ("background: maybe", False),
        ("maxTurns: lots", False),
        ("mcpServers: x", False),
        ("hooks: x", False),
        ("executionBackend: container", False),
        ("executionBackend: other", True),
        ("runConfig: {max_time_minutes: 5}", False),
        ("runConfig: {max_time_minutes: 0}", True),
        ("runConfig: {max_turns: x}", True),
        ("executor: {kind: acp, command: x}", False),
        ("executor: {kind: other, command: x}", True),
        ("effort: high", False),
        ("whatever: 1", False),
        ("extra: a: b", False),
        ("extra: @x", False),
        ('extra: "x', False),
        ("extra: 1\nextra: 2", False),
        ("extra: @x\nexecutor: {kind: acp, command: x}", True),
    ],
)
def test_qwen(line: str, lost: bool) -> None:
    assert qwen("name: reviewer", "description: Reviews.", line) == lost


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("ab", False),
        ("a", True),
        ("x" * 50, False),
        ("x" * 51, True),
        ("-ab", True),
        ("ab-", True),
        ("Überprüfer", False),
        ("12", False),
        ("[a, b]", True),
        ("{a: b}", True),
        *((name, True) for name in ("self", "system", "user", "model", "tool", "config", "default", "main")),
    ],
)
def test_names_of_qwen(name: str, lost: bool) -> None:
    assert qwen(f"name: {name}", "description: Reviews.") == lost


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        *((f"{key}: null", False) for key in ("description", "model", "variant", "temperature", "top_p", "steps")),
        *((f"{key}: null", False) for key in ("permission", "name", "prompt", "requirements")),
        *((f"{key}: null", True) for key in ("mode", "maxSteps", "tools", "color", "hidden", "disable", "options")),
        ("displayName: null", True),
        ("source: null", True),
        ("source: anything", False),
        ("requirements: 5", False),
        ("mode: foo", True),
        ("color: red", True),
        ("whatever: 1", False),
        ("description: a: b", False),
        ("description: x\ndescription: y", True),
    ],
)
def test_kilo(line: str, lost: bool) -> None:
    assert is_lost("/p/.kilo/agents/a.md", f"---\n{line}\n---\n{BODY}") == lost
