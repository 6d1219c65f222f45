"""Which findings an editor shows by itself. What VS Code says was asked of a real one; `tests/vscode` asks it anew."""

from __future__ import annotations

import pytest

from agentls.knowledge import resources
from agentls.knowledge.detection import detect
from agentls.knowledge.settings import DEFAULTS
from agentls.meaning import editor_checks
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules import all_rules
from agentls.rules.lint import lint

HANDLER = "hooks:\n  Stop:\n    - hooks:\n        - "
AGENT = "/project/.claude/agents/one.md"
SKILL = "/project/.claude/skills/one/SKILL.md"
RULE = "/project/.claude/rules/one.md"
LANGUAGES = {AGENT: "chatagent", SKILL: "skill", RULE: "instructions"}


def judged(path: str, frontmatter: str) -> dict[str, set[str]]:
    """Return the rules that speak: those whose findings are left out in VS Code, and the others."""
    head = "" if path == RULE else "name: one\ndescription: Does one thing\n"
    dialect = detect(path)
    assert dialect
    document = Document(path, f"---\n{head}{frontmatter}\n---\nBody\n", dialect)
    found: dict[str, set[str]] = {"left out": set(), "kept": set()}
    for finding in lint(document, Snapshot(DEFAULTS)):
        found[
            "left out" if editor_checks.shows("vscode", LANGUAGES.get(path, "markdown"), document, finding) else "kept"
        ].add(finding.rule)
    return found


@pytest.mark.parametrize(
    ("path", "frontmatter", "rule"),
    [
        (AGENT, "model: opus5", "unknown-model"),
        (AGENT, "model:\n  a: b", "invalid-value"),
        (AGENT, "permissionMode: Plan", "invalid-value"),
        (AGENT, "memory: global", "invalid-value"),
        (AGENT, "color: red\ncolor: red", "duplicate-key"),
        (AGENT, "hooks: x", "invalid-hooks"),
        (AGENT, "hooks:\n  Foo: []", "unknown-hook-event"),
        (AGENT, "hooks:\n  Stop: x", "invalid-value"),
        (AGENT, "hooks:\n  PreToolUse: x", "invalid-hooks"),
        (AGENT, "hooks:\n  Stop:\n    - hooks: x", "invalid-value"),
        (AGENT, f"{HANDLER}command: x", "invalid-value"),
        (AGENT, f"{HANDLER}type: command", "invalid-value"),
        (AGENT, f"{HANDLER}type: command\n          command: x\n          timeout: soon", "invalid-value"),
        (AGENT, f"{HANDLER}type: command\n          type: command\n          command: x", "duplicate-key"),
        (SKILL, "disable-model-invocation: maybe", "invalid-value"),
        (SKILL, "metadata:\n  a: b\n  a: c", "duplicate-key"),
        (RULE, "paths: a\npaths: b", "duplicate-key"),
    ],
)
def test_what_vs_code_shows_is_left_out(path: str, frontmatter: str, rule: str) -> None:
    found = judged(path, frontmatter)
    assert rule in found["left out"]
    assert rule not in found["kept"]


@pytest.mark.parametrize(
    ("path", "frontmatter", "rule"),
    [
        # VS Code knows nothing of it,
        (AGENT, "tools: Grpe, Read", "unknown-tool"),
        (AGENT, "color: purpel", "invalid-value"),
        # takes it for right,
        (AGENT, "permissionMode: delegate", "invalid-value"),
        (AGENT, f"{HANDLER}type: command\n          command: 3", "invalid-value"),
        (AGENT, f"{HANDLER}type: command\n          command: x\n          timeout: -1", "invalid-value"),
        # misunderstands it,
        (AGENT, f"{HANDLER}type: prompt", "invalid-value"),
        (AGENT, "hooks:\n  Stop:\n    - matcher: x", "invalid-value"),
        (SKILL, "model: opus5", "unknown-model"),
        # or may have given up before it.
        (AGENT, "color: #f00: x\nmodel: a: b\nmemory: global", "invalid-value"),
        ("/project/.claude/agents/deeper/one.md", "model: opus5", "unknown-model"),
        ("/project/.claude/commands/one.md", "color: red\ncolor: red", "duplicate-key"),
    ],
)
def test_what_vs_code_does_not_show_is_kept(path: str, frontmatter: str, rule: str) -> None:
    assert rule in judged(path, frontmatter)["kept"]


@pytest.mark.parametrize(("language", "is_shown"), [("chatagent", True), ("markdown", False), ("skill", False)])
def test_an_editor_checks_a_file_by_its_language(language: str, is_shown: bool) -> None:
    dialect = detect(AGENT)
    assert dialect
    document = Document(AGENT, "---\nname: one\ndescription: Does one thing\nmodel: opus5\n---\nBody\n", dialect)
    (finding,) = [one for one in lint(document, Snapshot(DEFAULTS)) if one.rule == "unknown-model"]
    assert editor_checks.shows("vscode", language, document, finding) is is_shown
    assert not editor_checks.shows("zed", language, document, finding)


@pytest.mark.parametrize(
    ("path", "text", "left_out"),
    [
        ("/project/.mcp.json", '{"mcpServers": {},}', True),
        ("/project/.mcp.json", '// c\n{"mcpServers": {}}', True),
        ("/project/.mcp.json", "[]", False),
        ("/project/.claude-plugin/marketplace.json", "", False),
        # VS Code takes this one for JSON with comments, and a comma too many for a lesser evil.
        ("/project/.claude/settings.json", '// c\n{"model": "opus"}', False),
        ("/project/.claude/settings.json", '{"model": "opus",}', False),
        ("/project/.claude/settings.json", "{'model': 1}", True),
        ("/project/.claude/settings.local.json", '// c\n{"model": "opus"}', True),
    ],
)
def test_of_json_the_syntax_is_left_to_the_editor_as_far_as_it_knows_it(path: str, text: str, left_out: bool) -> None:
    dialect = detect(path)
    assert dialect
    document = Document(path, text, dialect)
    found = [each for each in lint(document, Snapshot(DEFAULTS)) if each.rule == "json-syntax"]
    assert found
    assert {editor_checks.shows("vscode", "json", document, each) for each in found} == {left_out}


def test_an_editor_that_nobody_described_shows_nothing() -> None:
    dialect = detect(AGENT)
    assert dialect
    document = Document(AGENT, "---\nname: one\ndescription: x\nmodel: opus5\n---\nBody\n", dialect)
    findings = lint(document, Snapshot(DEFAULTS))
    assert findings
    assert not any(editor_checks.shows("Some Editor", "chatagent", document, finding) for finding in findings)
    assert not any(editor_checks.shows("../settings", "chatagent", document, finding) for finding in findings)


def test_only_rules_that_exist_are_left_out() -> None:
    known = {rule.id for rule in all_rules()}
    for name in resources.names("editors"):
        for part in resources.load(name)["shows"]:
            assert {rule for claim in part["findings"] for rule in claim["rules"]} <= known
