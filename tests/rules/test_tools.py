"""What is said of tools and models: the words by the cause, at the right place, and silence where nothing is wrong."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.knowledge.effects import Severity
from agentls.knowledge.settings import Settings
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

AGENT = dialect("claude-code/agent")
MINE = {
    "conflicting-tool",
    "duplicate-tool",
    "empty-tools",
    "ineffective-tool-pattern",
    "no-usable-tool",
    "removed-tool",
    "renamed-tool",
    "retired-model",
    "unknown-model",
    "unknown-tool",
    "unlisted-mcp-server",
    "wrong-separator",
}


def check(lines: str, cursor: str | None = None, settings: Settings | None = None) -> list[tuple[str, str]]:
    """Return rules and places; `|` in `cursor`, a part of the text, tells where the cursor stands."""
    return [(finding.rule, place) for finding, place in findings(lines, cursor, settings)]


def findings(lines: str, cursor: str | None = None, settings: Settings | None = None) -> list[tuple[Finding, str]]:
    assert AGENT is not None
    text = f"---\nname: a\ndescription: Does things.\n{lines}\n---\nBody\n"
    at = text.index(cursor.replace("|", "")) + cursor.index("|") if cursor else None
    document = Document(".claude/agents/a.md", text, AGENT)
    found = lint(document, Snapshot(settings or Settings()), at)
    return [(one, one.span.of(text)) for one in found if one.rule in MINE]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("tools: Read, grep", "names are case-sensitive; write `Grep`"),
        ("tools: Read, Grpe", "did you mean `Grep`?"),
        ("tools: Read, ls", "use `Glob` or `Bash`"),
        ("tools: Read, opik/*", "an MCP server is written `mcp__opik`"),
        ("tools: Read, Web*", "only `*` alone is a pattern"),
        ("tools: all", "for all tools"),
        ("tools: none", "for no tools"),
        ("tools: Read, gh\nmcpServers: [gh]", "`gh` is an MCP server"),
        ("tools: [Read, Grep", "add `]`"),
        ("tools: Read, kubectl", "remove it, or write `mcp__server__tool`"),
        ("tools: Read, LS", "use `Glob`, or `ls` in `Bash`"),
        ("tools: Read, Task", "now called `Agent`"),
        ("tools: 5", "`tools` is `5`, not a list"),
        ("tools: Read, Bash(git:*)", "gives all of `Bash`"),
        ("disallowedTools: Bash(rm:*)", "takes all of `Bash` away"),
        ("tools: Read, mcp__a__b_*", "or `mcp__a` for all"),
        ("model: claude-sonnet-4-5", "retires on 2026-11-30"),
        ("model: claude-3-opus", "was retired on 2026-01-05"),
        ("model: claude-opus-4-1", "runs in its place"),
        ("model: gpt-4o", "only if your gateway knows it"),
    ],
)
def test_message_says_what_is_wrong_and_what_to_do(lines: str, words: str) -> None:
    assert any(words in finding.message for finding, _ in findings(lines)), findings(lines)


LONG = "A" + "very" * 30


@pytest.mark.parametrize(
    "lines",
    [
        f"tools: Read, {LONG}",
        f"tools: Read, Read({LONG})",
        f"tools: {LONG}; {LONG}",
        f"tools: |\n  {LONG}\n  {LONG}",
        f"tools: mcp__{LONG}__{LONG}_*",
        f"tools: mcp__{LONG}__x\ndisallowedTools: mcp__{LONG}",
        f"tools: mcp__{LONG}, mcp__{LONG}",
        f"tools: Read, {LONG}/*",
        f"tools: Read, {LONG}\nmcpServers: [{LONG}]",
        f"tools: Read\nmcpServers: [{LONG}]",
        f"tools: Read, Read{'x' * 80}*",
        f"model: {LONG}",
    ],
)
def test_message_is_one_short_line_however_long_the_name(lines: str) -> None:
    found = findings(lines)
    assert found
    for finding, _ in found:
        assert len(finding.message) < 120, finding.message
        assert "\n" not in finding.message


@pytest.mark.parametrize(
    "lines",
    [
        "tools: '*'",
        "tools: Read, *",
        "tools: Read, mcp__github, mcp__github__*, mcp__github__get_issue, my_tool, foo_*",
        "tools: Grep, Glob, Bash, TodoWrite, TaskCreate, REPL, memory_read",
        "tools: Agent(one, two), Read",
        "tools: Read\ndisallowedTools: Write, mcp__*",
        "tools: mcp__github\ndisallowedTools: mcp__github__delete_repository",
        "tools: '*'\ndisallowedTools: Bash",
        "disallowedTools:",
        "tools: Read, mcp__plugin_tracker_issues__list\nmcpServers: [issues]",
        "tools: Read, mcp__my_server\nmcpServers: ['my server']",
        "tools: '*'\nmcpServers: [issues]",
        "model: SONNET",
        "model: ' opus '",
        "model: sonnet[1m]",
        "model: claude-opus-5-5[1m]",
        "model: us.anthropic.claude-3-5-sonnet-20241022-v2:0",
        "model: anthropic.claude-3-opus",
        "model: openrouter/gpt-4",
        "model: claude-opus-4@20250514",
        "model: arn:aws:bedrock:eu-west-1:1:inference-profile/x",
        "model:",
        "model: 4",
    ],
)
def test_what_works_is_not_reported(lines: str) -> None:
    assert check(lines) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("tools: read, grep", True),
        ("tools: LS, MultiEdit", True),
        ("tools: Read|Grep", True),
        ("tools: all", True),
        ("tools: read, Grep", False),
        ("tools: read, mcp__github", False),
        ("tools: read, my_tool", False),
        ("tools: read, Web*", False),
        ("tools: Task", False),
        ("disallowedTools: read", False),
        ("tools: []", False),
    ],
)
def test_agent_without_any_tool_that_exists_is_an_error(lines: str, expected: bool) -> None:
    assert any(rule == "no-usable-tool" for rule, _ in check(lines)) == expected


def test_severity_follows_what_the_host_does() -> None:
    def severity(lines: str) -> list[Severity | None]:
        return [finding.severity for finding, _ in findings(lines)]

    assert severity("tools:") == [Severity.WARNING]
    assert severity("tools: []") == [Severity.INFORMATION]
    assert severity("model: default") == [Severity.WARNING]
    assert severity("model: gpt-4o") == [Severity.INFORMATION]
    assert severity("tools: Read\nmcpServers: [issues]") == [Severity.INFORMATION]
    assert severity("tools: Read\nmcpServers:\n  - issues: {command: x}") == [Severity.WARNING]
    assert severity("tools: Read, Read") == [Severity.HINT]


def test_both_places_of_a_conflict_point_at_each_other() -> None:
    one, other = (finding for finding, _ in findings("tools: Read, Bash\ndisallowedTools: Bash"))
    assert one.related[0].span == other.span
    assert other.related[0].span == one.span


def test_names_that_the_user_knows_are_not_reported() -> None:
    settings = Settings(tools=frozenset({"Deploy", "LS"}), models=frozenset({"house-model"}))
    assert check("tools: Read, Deploy, LS\nmodel: house-model", settings=settings) == []
    assert check("tools: Deploy", settings=settings) == []


@pytest.mark.parametrize(
    ("lines", "cursor"),
    [
        ("tools: Re", "Re|"),
        ("tools: Read, we", "we|"),
        ("tools: Read, LS", "LS|"),
        ("tools: Read, Task", "Task|"),
        ("tools: Read, Read", "Read, Read|"),
        ("tools: Read, Web*", "Web*|"),
        ("tools: Read, Bash(", "Bash(|"),
        ("tools: Read, Bash(gi", "Bash(gi|"),
        ("tools: Agent(on", "Agent(on|"),
        ("tools:", "tools:|"),
        ("tools: ", "tools: |"),
        ("tools:\n  - ", "  - |"),
        ("tools:\n  ", "tools:\n  |"),
        ("tools: [", "tools: [|"),
        ("tools: []", "tools: [|]"),
        ("tools: [Read, Gr", "[Read, Gr|"),
        ("tools: Read\nmcpServers:\n  - issues", "Read|"),
        ("tools: Read\nmcpServers:\n  - iss", "- iss|"),
        ("tools: Read, Bash(, mcp__issues\nmcpServers:\n  - issues", "Bash(|"),
        ("tools: Read, Grep\ndisallowedTools: Read", "disallowedTools: Read|"),
        ("model: son", "son|"),
        ("model: claude-son", "claude-son|"),
        ("model: claude-opus-4", "claude-opus-4|"),
        ("disallowedTools: Wri", "Wri|"),
    ],
)
def test_word_that_is_still_being_typed_is_not_reported(lines: str, cursor: str) -> None:
    assert check(lines, cursor) == []


@pytest.mark.parametrize(
    ("lines", "cursor", "expected"),
    [
        ("tools: Re, Grep", "Re, Grep|", ("unknown-tool", "Re")),
        ("tools: Read, Grpe", "Grpe|", ("unknown-tool", "Grpe")),
        ("tools: Read, MultiEdit", "MultiEdit|", ("removed-tool", "MultiEdit")),
        ("model: gpt", "gpt|", ("unknown-model", "gpt")),
        ("tools:\nmodel: opus", "model: op|us", ("empty-tools", "tools")),
        ("tools: Re\nmodel: opus", "model: op|us", ("no-usable-tool", "Re")),
    ],
)
def test_what_cannot_become_right_is_reported_at_once(lines: str, cursor: str, expected: tuple[str, str]) -> None:
    assert expected in check(lines, cursor)
