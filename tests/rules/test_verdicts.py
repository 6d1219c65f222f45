"""Permission rules: the verdicts that Claude Code itself gives."""

from __future__ import annotations

import pytest

from agentls.knowledge.catalog import catalog
from agentls.meaning.permission_rules import problem

TOOLS = catalog("claude-code-tools")
WORKS = [
    "Read",
    "Bash(*)",
    "Bash(npm test)",
    "Bash(npm test *)",
    "Bash(npm test:*)",
    "Bash(git * --short)",
    "Bash(echo \\(x\\))",
    "Bash(echo (x))",
    "Read(src/**)",
    "Edit(//tmp/**)",
    "WebFetch(domain:example.com)",
    "WebFetch(domain:*.example.com)",
    "mcp__github",
    "mcp__github__*",
    "mcp__github__get_*",
    "Agent(reviewer)",
    "Agent(model:opus)",
    "Skill(deploy *)",
    "UnknownTool",
    "my_tool",
]
WORKS_NEVER = [
    "",
    "Bash(:*)",
    "Read()",
    "bash(ls)",
    "Bash(ls",
    "Bash ls)",
    "Bash(ls) more",
    "WebFetch(https://example.com)",
    "WebFetch(example.com)",
    "mcp__github(x)",
    "mcp__github__tag(x)",
]
ONLY_DENIES = ["*", "mcp__*", "B*", "mcp__*__write_*"]


@pytest.mark.parametrize("rule", WORKS)
@pytest.mark.parametrize("allows", [True, False])
def test_rules_that_work(rule: str, allows: bool) -> None:
    assert problem(rule, TOOLS, allows=allows) is None


@pytest.mark.parametrize("rule", WORKS_NEVER)
@pytest.mark.parametrize("allows", [True, False])
def test_rules_that_are_dropped(rule: str, allows: bool) -> None:
    found = problem(rule, TOOLS, allows=allows)
    assert found is not None
    assert not found.fits_nothing
    assert found.better is None or problem(found.better, TOOLS, allows=allows) is None


@pytest.mark.parametrize("rule", ONLY_DENIES)
def test_wildcards_over_tools_may_forbid_but_not_allow(rule: str) -> None:
    assert problem(rule, TOOLS, allows=True) is not None
    assert problem(rule, TOOLS, allows=False) is None


@pytest.mark.parametrize("rule", ["Bash(git:* push)"])
def test_rules_that_may_not_do_what_they_say(rule: str) -> None:
    found = problem(rule, TOOLS, allows=True)
    assert found is not None
    assert found.fits_nothing


@pytest.mark.parametrize(("rule", "better"), [("Write(a/**)", "Edit(a/**)"), ("Glob(a/**)", "Read(a/**)")])
def test_files_are_guarded_by_two_tools(rule: str, better: str) -> None:
    found = problem(rule, TOOLS, allows=False, is_setting=True)
    assert found is not None
    assert found.better == better
    assert problem(rule, TOOLS, allows=True) is None
