"""Agents of Codex: which files it was seen to leave out with a warning at its start."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.knowledge.effects import Severity
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

PATH = "/p/.codex/agents/reviewer.toml"
WHOLE = 'name = "reviewer"\ndescription = "Reviews."\ndeveloper_instructions = "Read the diff."\n'


def is_left_out(text: str) -> bool:
    known = detect(PATH)
    assert known is not None
    return any(one.severity is Severity.ERROR for one in lint(Document(PATH, text, known), Snapshot()))


@pytest.mark.parametrize("key", ["name", "description", "developer_instructions"])
@pytest.mark.parametrize("value", [None, '""', '"  "', "5", "[]"])
def test_three_keys_are_demanded(key: str, value: str | None) -> None:
    lines = [line for line in WHOLE.splitlines() if not line.startswith(f"{key} ")]
    assert is_left_out("\n".join([*lines, f"{key} = {value}" if value else "", ""]))


@pytest.mark.parametrize(
    ("line", "left_out"),
    [
        ("", False),
        ('model = "gpt-5"', False),
        ('model_reasoning_effort = "whatever"', False),
        ('sandbox_mode = "read-only"', False),
        ('sandbox_mode = "workspace-write"', False),
        ('sandbox_mode = "danger-full-access"', False),
        ('sandbox_mode = "readonly"', True),
        ('approval_policy = "untrusted"', False),
        ('approval_policy = "on-request"', False),
        ('approval_policy = "never"', False),
        ('approval_policy = "always"', True),
        ('web_search = "live"', False),
        ('web_search = "cached"', False),
        ('web_search = "disabled"', False),
        ('web_search = "on"', True),
        ("web_search = true", True),
        ('nickname_candidates = ["Ada", "Grace H"]', False),
        ("nickname_candidates = []", True),
        ('nickname_candidates = ["Ada", "Ada"]', True),
        ('nickname_candidates = ["Ada!"]', True),
        ('nickname_candidates = "Ada"', True),
        ('tools = ["Read"]', True),
        ('tools = "Read"', True),
        ("[tools]\nview_image = true", False),
        ('color = "red"', True),
        ('version = "1.0"', True),
        ("temperature = 0.3", True),
        ('name = "again"', True),
        ("name", True),
        ('[mcp_servers.docs]\ncommand = "docs"', False),
        ('[mcp_servers.docs]\nurl = "https://example.com"', False),
        ("[mcp_servers.docs]\nargs = []", True),
        ('personality = "friendly"', False),
        ('personality = "rude"', True),
    ],
)
def test_every_other_key_is_one_of_its_configuration(line: str, left_out: bool) -> None:
    assert is_left_out(WHOLE + line + "\n") == left_out
