"""Views on the schemas: one violation a place, with the host's effect, and fields by the type of their map."""

from __future__ import annotations

import pytest

from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import Dialect, dialect
from agentls.knowledge.validation import Violation
from agentls.syntax.policies import READERS
from agentls.syntax.yaml import read as yaml_reader
from agentls.text.positions import Span

HANDLER = "hooks:\n  {event}:\n    - matcher: Bash\n      hooks:\n        - {handler}\n"


def agent() -> Dialect:
    found = dialect("claude-code/agent")
    assert found is not None
    return found


def violations(block: str) -> list[Violation]:
    root = yaml_reader.read(block, Span(0, len(block)), READERS["claude-code"]).root
    return [one for one in agent().checker.violations(root) if one.keyword != "required" or len(one.path) > 0]


@pytest.mark.parametrize(
    ("block", "path", "effect"),
    [
        ("description: [a]\n", ("description",), "rejects-file"),
        ("name: 12\n", ("name",), "rejects-file"),
        ("hooks: [a]\n", ("hooks",), "rejects-file"),
        ("color: magenta\n", ("color",), "ignored"),
        ("model: 4\n", ("model",), "ignored"),
        ("maxTurns: 0\n", ("maxTurns",), "ignored"),
        ("background: 'yes'\n", ("background",), "ignored"),
        ("mcpServers: github\n", ("mcpServers",), "ignored"),
        (
            HANDLER.format(event="PreToolUse", handler="type: command"),
            ("hooks", "PreToolUse", 0, "hooks", 0),
            "rejects-file",
        ),
        (HANDLER.format(event="Stop", handler="type: command"), ("hooks", "Stop", 0, "hooks", 0), "drops-entry"),
        (
            HANDLER.format(event="Stop", handler="{type: nonsense}"),
            ("hooks", "Stop", 0, "hooks", 0, "type"),
            "drops-entry",
        ),
    ],
)
def test_each_defect_is_one_violation_with_its_effect(block: str, path: tuple[str | int, ...], effect: str) -> None:
    assert [(one.path, one.effect.value) for one in violations(block)] == [(path, effect)]


@pytest.mark.parametrize(
    "block",
    [
        "maxTurns: '20'\n",
        "background: 'true'\n",
        "effort: 3\n",
        "tools: [Read]\n",
        "model: anything\n",
        "mcpServers:\n  - github\n  - own: {command: x}\n",
        HANDLER.format(event="Stop", handler="{type: command, command: x}"),
    ],
)
def test_what_the_host_accepts_is_no_violation(block: str) -> None:
    assert violations(block) == []


def test_fields_follow_the_type_of_their_map() -> None:
    place = ("hooks", "Stop", 0, "hooks", 0)
    handler = agent().property_at(place)
    assert handler is not None
    assert {"command", "url", "prompt"} <= set(handler.children())
    fields = handler.children({"type": "http"})
    assert "url" in fields
    assert "command" not in fields


def test_a_suffix_does_not_hide_a_model() -> None:
    found = catalog("claude-code-models").get("Claude-Opus-4-8[1m]", ignore_case=True)
    assert found is not None
    assert found.name == "claude-opus-4-8"
