"""Names in a hook's matcher that never match, and why."""

from __future__ import annotations

import pytest

from agentls.knowledge.catalog import catalog
from agentls.meaning.matched_names import Miss, Missed, is_hit, missed

TOOLS = catalog("claude-code-tools")
EVENTS = catalog("claude-code-hook-events")


@pytest.mark.parametrize(
    ("name", "hits"),
    [("Bash", True), ("Task", True), ("MultiEdit", False), ("Bahs", False), ("mcp__a__b", True), ("mcp__a", True)],
)
def test_a_name_that_may_match(name: str, hits: bool) -> None:
    assert is_hit(name, TOOLS) is hits
    assert not is_hit(name, None)


@pytest.mark.parametrize(
    ("event", "name", "alone", "others"),
    [
        ("PreToolUse", "Bash", None, None),
        ("PreToolUse", "mcp__a__b", None, None),
        ("PreToolUse", "Bahs", Missed(Miss.UNKNOWN, "Bash"), Missed(Miss.UNKNOWN, "Bash")),
        ("PreToolUse", "Edi", Missed(Miss.UNKNOWN, "Edit", True), Missed(Miss.UNKNOWN, "Edit", True)),
        ("PreToolUse", "Zork", Missed(Miss.UNKNOWN, None), None),
        ("PreToolUse", "MultiEdit", Missed(Miss.GONE, "Edit"), None),
        ("PreToolUse", "TodoRead", Missed(Miss.GONE, None), None),
        ("PreToolUse", "mcp__a", *[Missed(Miss.SERVER, "mcp__a__.*", True)] * 2),
    ],
)
def test_why_a_tool_never_matches(event: str, name: str, alone: Missed | None, others: Missed | None) -> None:
    value = EVENTS.get(event)
    assert value is not None
    assert missed(value, TOOLS, name, is_alone=True) == alone
    assert missed(value, TOOLS, name, is_alone=False) == others


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("startup", None),
        ("start", Missed(Miss.VALUE, "startup", True)),
        ("starpup", Missed(Miss.VALUE, "startup", False)),
        ("elsewhere", None),
    ],
)
def test_why_a_value_never_matches(name: str, why: Missed | None) -> None:
    value = EVENTS.get("SessionStart")
    assert value is not None
    assert missed(value, None, name, is_alone=True) == why
