"""What the examples in the rules' documentation have no room for: odd places, silence, weights and half-typed words."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import apply

TOP = "---\nname: reviewer\ndescription: Reviews a diff.\n"
END = "---\nRead the diff.\n"


def _document(text: str, kind: str = "claude-code/agent", path: str = ".claude/agents/reviewer.md") -> Document:
    known = dialect(kind)
    assert known is not None
    return Document(path, text, known)


def _lint(text: str, kind: str = "claude-code/agent", path: str = ".claude/agents/reviewer.md") -> list[Finding]:
    return lint(_document(text, kind, path), Snapshot())


def _said(
    text: str, kind: str = "claude-code/agent", path: str = ".claude/agents/reviewer.md"
) -> list[tuple[str, str]]:
    return [(finding.rule, finding.span.of(text)) for finding in _lint(text, kind, path)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One mistake is reported once: by the rule that knows most about it.
        ("---\nname: reviewer\ndescription:\n" + END, [("wrong-type", "description")]),
        ('---\nname: reviewer\ndescription: ""\n' + END, [("wrong-type", '""')]),
        ("---\nname:reviewer\ndescription: Reviews.\n" + END, [("yaml-syntax", ":")]),
        ("---\nname reviewer\ndescription: Reviews.\n" + END, [("yaml-syntax", "name reviewer")]),
        ("---\nNAME: reviewer\ndescription: Reviews.\n" + END, [("missing-key", "NAME")]),
        ("---\nname: reviewer\nwhen_to_use: For diffs.\n" + END, [("missing-key", "when_to_use")]),
        (TOP + "PreToolUse: x\n" + END, [("misplaced-hook-event", "PreToolUse")]),
        (TOP + "color: #ff0000\n" + END, [("invalid-value", "#ff0000")]),
        (TOP + "color: '#ff0000'\n" + END, [("invalid-value", "'#ff0000'")]),
        (TOP + "tools:\n  - Read\n  -Grep\n" + END, [("yaml-syntax", "-")]),
        (TOP + 'initialPrompt: "Read --- and think"\n' + END, [("early-fence", "---")]),
        (TOP + "skills:\n  -\n" + END, [("invalid-value", "-")]),
        (TOP + "mcpServers:\n  - gh\n  -\n" + END, [("invalid-value", "-")]),
        (TOP + "hooks:\n  Stop:\n    - matcher: Bash\n      hooks: []\n" + END, [("ineffective-matcher", "Bash")]),
        (
            "---\nname: reviewer\ndescription: Reviews.\n<example>\nContext: a diff\n</example>\nmodel: opus\n" + END,
            [("yaml-syntax", "<example>")],
        ),
        # Nothing is wrong with any of these.
        (TOP + "hooks:\n" + END, []),
        (TOP + "effort: 12\nmodel:\nmaxTurns: '5'\n" + END, []),
        (TOP + "mcpServers:\n  - gh\n  - docs:\n      command: npx\n      oauth: {}\n" + END, []),
        (TOP + "hooks:\n  Stop:\n    - hooks:\n        - {type: prompt, prompt: Done?, extra: 1}\n" + END, []),
        ("---\ntitle: Our agents\n---\nText\n", []),
        ("# Notes\n\nNothing to see.\n", []),
        ("", []),
    ],
)
def test_one_finding_a_mistake(text: str, expected: list[tuple[str, str]]) -> None:
    assert _said(text) == expected


@pytest.mark.parametrize("name", ["README", "CLAUDE", "AGENT_CATEGORIES", "index"])
def test_documentation_stays_silent_in_a_project_and_becomes_an_agent_in_a_plugin(name: str) -> None:
    text = "# You are an expert\n\nYou are an agent.\n"
    assert _said(text, path=f".claude/agents/{name}.md") == []
    found = _lint(text, "claude-code/plugin-agent", f"agents/{name}.md")
    assert [(one.rule, one.severity) for one in found] == [("missing-frontmatter", Severity.WARNING)]


@pytest.mark.parametrize(
    ("text", "rule", "severity"),
    [
        ("---\ndescription: Reviews.\n" + END, "missing-key", Severity.INFORMATION),
        ("---\ndescription: Reviews.\nmodel: opus\n" + END, "missing-key", Severity.ERROR),
        (TOP + "category: quality\n" + END, "unknown-key", Severity.HINT),
        (TOP + "temperature: 0.2\n" + END, "unknown-key", Severity.WARNING),
        (TOP + "color:\n" + END, "invalid-value", Severity.HINT),
        (TOP + "color: Red\n" + END, "invalid-value", Severity.WARNING),
        (TOP + "background: 'a --- b\n", "early-fence", Severity.ERROR),
    ],
)
def test_weight_follows_what_the_host_does(text: str, rule: str, severity: Severity) -> None:
    assert [(one.rule, one.severity) for one in _lint(text) if one.rule == rule] == [(rule, severity)]


@pytest.mark.parametrize("typed", ["mod", "modelx\b", "color: re", "memory: proj", "maxTurns: 0", "hooks:\n  Pre"])
def test_half_typed_words_are_not_shouted_at(typed: str) -> None:
    typed = typed.replace("x\b", "")
    text = f"{TOP}{typed}\n{END}"
    cursor = len(TOP) + len(typed)
    quiet = {one.rule for one in lint(_document(text), Snapshot(), cursor)}
    assert not quiet & {"unknown-key", "invalid-value", "invalid-hooks", "unknown-hook-event"}


def test_repair_is_written_out_without_changing_what_is_read() -> None:
    text = '---\nname: reviewer # mine\ndescription: Use when: a diff\ninitialPrompt: "a" & b   \n' + END
    document = _document(text)
    for finding in lint(document, Snapshot()):
        for fix in finding.fixes:
            if finding.rule == "repaired-yaml":
                assert fix.safe
                assert _document(apply(text, fix.edits)).plain == document.plain


def test_plugin_agents_need_a_description_or_what_stands_in_for_it() -> None:
    found = _lint("---\nname: reviewer\n" + END, "claude-code/plugin-agent", "agents/reviewer.md")
    assert [(one.rule, one.severity) for one in found] == [("missing-key", Severity.WARNING)]
    assert (
        _said("---\nname: reviewer\nwhen_to_use: Now\n" + END, "claude-code/plugin-agent", "agents/reviewer.md") == []
    )


def test_a_key_with_a_very_long_name_keeps_the_message_short() -> None:
    found = _lint(TOP + "x" * 300 + ": 1\n" + "temperature" * 20 + ": 1\n" + END)
    assert found
    assert all(len(one.message) < 120 for one in found)
