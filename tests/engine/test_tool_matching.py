"""Which tool of one assistant does what a tool of another does."""

from __future__ import annotations

import pytest

from agentls.knowledge.catalog import catalog
from agentls.meaning.tool_matching import Meaning, counterparts, tool_anywhere, tool_in

CLAUDE, COPILOT, GEMINI = catalog("claude-code-tools"), catalog("copilot-tools"), catalog("gemini-tools")
RUNS = Meaning(frozenset({"run-command"}), now="Bash")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Bash", RUNS),
        # Under its old name it is the tool of today, and what is gone does nothing, whatever took its place.
        ("Task", Meaning(frozenset({"start-agent"}), now="Agent")),
        ("MultiEdit", None),
        ("TodoRead", None),
        ("zork", None),
        ("mcp__a__b", Meaning(server="a", tool="b", now="mcp__a__b")),
    ],
)
def test_what_a_tool_does(name: str, found: Meaning | None) -> None:
    assert tool_in(CLAUDE, name) == found


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("Bash", {"run-command"}),
        ("bash", {"run-command"}),
        ("run_shell_command", {"run-command"}),
        ("Task", {"start-agent"}),
        ("mcp__a__b", set()),
    ],
)
def test_what_a_tool_of_any_assistant_does(name: str, means: set[str]) -> None:
    found = tool_anywhere(name)
    assert found is not None
    assert found.means == means


def test_what_no_assistant_has_does_nothing() -> None:
    assert tool_anywhere("zork") is None


@pytest.mark.parametrize(
    ("tool", "names"),
    [
        (RUNS, (["Bash"], ["execute"], ["run_shell_command"])),
        (Meaning(server="a", tool="b"), (["mcp__a__b"], ["a/b"], ["mcp_a_b"])),
        (Meaning(), ([], [], [])),
        (Meaning(frozenset({"start-agent"})), (["Agent"], ["agent"], [])),
    ],
)
def test_tools_that_do_the_same(tool: Meaning, names: tuple[list[str], ...]) -> None:
    assert tuple(counterparts(tool, one) for one in (CLAUDE, COPILOT, GEMINI)) == names
