"""What Gemini CLI 0.61.0 was seen to do with files of agents: loaded, or left out with an error.

The dialect is data: a schema, catalogs and a reader of that name. Nothing in Python knows this host.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import agentls
from agentls.knowledge.detection import detect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

PATH = "/p/.gemini/agents/reviewer.md"
NAMED = "name: reviewer\ndescription: Reviews code.\n"
LOADED, LEFT_OUT = "loaded", "left out"


def verdict(text: str) -> str:
    known = detect(PATH)
    assert known is not None
    document = Document(PATH, text, known)
    labels = [one.severity.label for one in lint(document, Snapshot()) if one.severity is not None]
    return LEFT_OUT if "error" in labels else LOADED


def local(lines: str, start: str = NAMED) -> str:
    return f"---\n{start}{lines}{'' if not lines or lines.endswith(chr(10)) else chr(10)}---\nReview.\n"


REMOTE = "kind: remote\nname: far\n"
CARD = "agent_card_url: https://agents.example.com/card.json\n"
PROBES = {
    "nothing more": (local(""), LOADED),
    "no body": ("---\n" + NAMED + "---\n", LOADED),
    "CRLF": (local("").replace("\n", "\r\n"), LOADED),
    "a long description": (local("", f"name: reviewer\ndescription: {'a' * 5000}\n"), LOADED),
    "a byte order mark": ("\ufeff" + local(""), LEFT_OUT),
    "a blank line before": ("\n" + local(""), LEFT_OUT),
    "no frontmatter": ("Review.\n", LEFT_OUT),
    "no name": (local("", "description: Reviews code.\n"), LEFT_OUT),
    "capitals in the name": (local("", "name: Reviewer\ndescription: x\n"), LEFT_OUT),
    "a blank in the name": (local("", "name: code reviewer\ndescription: x\n"), LEFT_OUT),
    "an underscore in the name": (local("", "name: code_reviewer\ndescription: x\n"), LOADED),
    "a number as name": (local("", "name: 42\ndescription: x\n"), LEFT_OUT),
    "no description": (local("", "name: reviewer\n"), LEFT_OUT),
    "an empty description": (local("", 'name: reviewer\ndescription: ""\n'), LEFT_OUT),
    "a date as description": (local("", "name: reviewer\ndescription: 2024-01-01\n"), LEFT_OUT),
    "a colon in the description": (local("", "name: reviewer\ndescription: Use when: asked\n"), LEFT_OUT),
    "an @ before the description": (local("", "name: reviewer\ndescription: @me\n"), LEFT_OUT),
    "an unknown key": (local("color: red"), LEFT_OUT),
    "a key twice": (local("model: pro\nmodel: flash"), LEFT_OUT),
    "a tab before a key": (local("mcp_servers:\n\tnotes: {}"), LEFT_OUT),
    "kind local": (local("kind: local"), LOADED),
    "another kind": (local("kind: cloud"), LEFT_OUT),
    "a display name": (local("display_name: The reviewer"), LOADED),
    "tools": (local("tools: [read_file, grep_search]"), LOADED),
    "no tools": (local("tools: []"), LOADED),
    "an old name of a tool": (local("tools: [search_file_content]"), LOADED),
    "all tools": (local('tools: ["*"]'), LOADED),
    "all tools of all servers": (local('tools: ["mcp_*"]'), LOADED),
    "all tools of a server": (local('tools: ["mcp_notes_*"]'), LOADED),
    "a tool of a server": (local("tools: [mcp_notes_find]"), LOADED),
    "a discovered tool": (local("tools: [discovered_tool_lint]"), LOADED),
    "tools as one text": (local("tools: read_file"), LEFT_OUT),
    "tools as nothing": (local("tools:"), LEFT_OUT),
    "Claude Code's tools": (local("tools: [Read]"), LEFT_OUT),
    "Claude Code's form of a server's tool": (local("tools: [mcp__notes__find]"), LEFT_OUT),
    "names that are shown": (local("tools: [ReadFile]"), LEFT_OUT),
    "a tool that nobody knows": (local("tools: [read_fil]"), LEFT_OUT),
    "any model": (local("model: my-model"), LOADED),
    "a model as nothing": (local("model:"), LEFT_OUT),
    "a high temperature": (local("temperature: 9"), LOADED),
    "a temperature that is no number": (local("temperature: .nan"), LEFT_OUT),
    "an endless temperature": (local("temperature: .inf"), LOADED),
    "a temperature in quotes": (local('temperature: "0.3"'), LEFT_OUT),
    "turns": (local("max_turns: 1"), LOADED),
    "no turns": (local("max_turns: 0"), LEFT_OUT),
    "turns in quotes": (local('max_turns: "5"'), LEFT_OUT),
    "a part of a turn": (local("max_turns: 1.5"), LEFT_OUT),
    "a time": (local("timeout_mins: 10"), LOADED),
    "no time": (local("timeout_mins: 0"), LEFT_OUT),
    "a server": (local("mcp_servers:\n  notes:\n    command: notes"), LOADED),
    "a key that a server does not have": (local("mcp_servers:\n  notes:\n    command: n\n    colour: red"), LOADED),
    "another spelling of servers": (local("mcpServers:\n  notes:\n    command: notes"), LEFT_OUT),
    "a remote agent": (local(CARD, REMOTE), LOADED),
    "a remote agent by its key alone": (local(CARD, "name: far\n"), LOADED),
    "a remote agent without a card": (local("", REMOTE), LEFT_OUT),
    "two cards": (local(CARD + "agent_card_json: '{}'", REMOTE), LEFT_OUT),
    "a card that is no JSON": (local("agent_card_json: '{'", REMOTE), LEFT_OUT),
    "a card that is JSON": (local("agent_card_json: '{\"name\": 1}'", REMOTE), LOADED),
    "a key for the card": (local(CARD + "auth:\n  type: apiKey\n  key: $KEY", REMOTE), LOADED),
}


@pytest.mark.parametrize("name", PROBES)
def test_probe(name: str) -> None:
    text, expected = PROBES[name]
    assert verdict(text) == expected


@pytest.mark.parametrize(
    ("path", "is_read"),
    [
        ("/p/.gemini/agents/a.md", True),
        ("/home/me/.gemini/agents/a.md", True),
        ("/p/.gemini/agents/_a.md", False),
        ("/p/.gemini/agents/deep/a.md", False),
        ("/p/.gemini/agents/a.txt", False),
    ],
)
def test_places(path: str, is_read: bool) -> None:
    known = detect(path)
    assert (known is not None and known.id == "gemini/agent") == is_read


def test_no_code_knows_the_host() -> None:
    package = Path(agentls.__file__).parent
    # A reader of `syntax/` may be called after whoever reads like that; nothing else may.
    for path in (one for one in package.rglob("*.py") if one.relative_to(package).parts[0] != "syntax"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not node.value.startswith("gemini"), path
