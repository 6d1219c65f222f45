"""Which comments silence which findings: only those that the host's reader takes for comments, too."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.knowledge.settings import Globs, Override, Settings
from agentls.meaning.silencing import silencers, switched_off
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import apply

TOP = "---\nname: reviewer\ndescription: Reviews a diff.\n"
END = "---\nRead the diff.\n"
PATH = "/p/.claude/agents/reviewer.md"


def _rules(text: str, settings: Settings | None = None, cursor: int | None = None) -> list[str]:
    kind = dialect("claude-code/agent")
    assert kind is not None
    found = lint(Document(PATH, text, kind), Snapshot(settings or Settings()), cursor)
    return [one.rule for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # At the end of the line, and on the line above, over blank lines and other comments.
        (TOP + "tools: Grpe  # agentls: ignore[unknown-tool, no-usable-tool]\n" + END, []),
        (TOP + "# agentls: ignore[unknown-tool,no-usable-tool]\ntools: Grpe\n" + END, []),
        (TOP + "  # agentls:ignore [unknown-tool] ours\n\n# why\ntools: Grpe, Read\n" + END, []),
        (TOP + "tools:\n  - Read\n  # agentls: ignore[unknown-tool]\n  - Grpe\n" + END, []),
        (TOP + "tools:\n  - Grpe # agentls: ignore[unknown-tool]\n  - Raed\n  - Read\n" + END, ["unknown-tool"]),
        (TOP + "# agentls: ignore[unknown-tool]\r\ntools: Grpe, Read\r\n" + END, []),
        (TOP + 'tools: "Grpe, Read"  # agentls: ignore[unknown-tool]\n' + END, []),
        (TOP + "tools: [Grpe, Read]  # agentls: ignore[unknown-tool]\n" + END, []),
        # All rules of a line, and of nothing else.
        (TOP + "tools: Grpe  # agentls: ignore\n" + END, []),
        (TOP + "tools: Grpe, Read  # agentls: ignore\nmodle: opus\n" + END, ["unknown-key"]),
        (TOP + "tools: Grpe, Read  # agentls: ignore[unknown-key]\n" + END, ["unknown-tool", "unused-suppression"]),
        # A whole file.
        (TOP + "tools: Grpe, Read\nmodle: opus\n# agentls: ignore-file\n" + END, []),
        (TOP + "tools: Grpe, Read\nmodle: opus\n# agentls: ignore-file[unknown-key]\n" + END, ["unknown-tool"]),
        (TOP + "tools: Grpe, Read\n" + END + "<!-- agentls: ignore-file[unknown-tool] -->\n", []),
        # In the text below.
        (TOP + END + "[a](b.md) <!-- agentls: ignore[broken-link] -->\n", ["unused-suppression"]),
        (TOP + END + "```\n<!-- agentls: ignore -->\n```\n", []),
        # No comments: the host reads them as text.
        (
            TOP + 'initialPrompt: "x # agentls: ignore"\ntools: Grpe, Read\n' + END,
            ["invalid-suppression", "unknown-tool"],
        ),
        (
            TOP + "initialPrompt: |\n  # agentls: ignore-file\ntools: Grpe, Read\n" + END,
            ["invalid-suppression", "unknown-tool"],
        ),
        (
            TOP + "initialPrompt: x# agentls:ignore-file\ntools: Grpe, Read\n" + END,
            ["invalid-suppression", "unknown-tool"],
        ),
        (TOP + "initialPrompt: |  # agentls: ignore-file\n  x\ntools: Grpe, Read\n" + END, []),
        # Claude Code puts what it cannot read in quotes, and the comment with it.
        (
            "---\nname: reviewer\ndescription: Use it: now\ntools: Grpe, Read # agentls: ignore\n" + END,
            ["repaired-yaml", "unknown-tool", "unknown-tool", "invalid-suppression", "unknown-tool", "unknown-tool"],
        ),
        # Of a file that nobody reads, every line that looks like a comment is one.
        ("---\nname: reviewer\n# agentls: ignore\ndescription: 'open\n" + END, []),
        # Wrong ones.
        (TOP + "tools: Grpe, Read  # agentls: ignore[]\n" + END, ["unknown-tool", "invalid-suppression"]),
        (TOP + "tools: Grpe, Read  # agentls:\n" + END, ["unknown-tool", "invalid-suppression"]),
        (TOP + "tools: Grpe, Read  # agentls: ignore unknown-tool\n" + END, ["invalid-suppression"]),
        (TOP + "tools: Grpe, Read  # agentls: ignore[no-such-thing]\n" + END, ["unknown-tool", "invalid-suppression"]),
    ],
)
def test_silence(text: str, expected: list[str]) -> None:
    assert _rules(text) == expected


def test_a_comment_for_a_rule_that_is_off_is_left_alone() -> None:
    text = TOP + "tools: Grpe, Read  # agentls: ignore[unknown-tool]\n" + END
    assert _rules(text, Settings(rules={"unknown-tool": "off"})) == []


def test_a_comment_is_used_by_a_word_that_is_being_typed() -> None:
    text = TOP + "tools: Read, Gre  # agentls: ignore[unknown-tool]\n" + END
    assert _rules(text, cursor=text.index("Gre") + 3) == []


@pytest.mark.parametrize(
    ("files", "folder", "is_off"),
    [
        (("**/*.md",), "/p", True),
        ((".claude/agents/*.md",), "/p", True),
        (("reviewer.md",), "/p", True),
        (("agents/*.md",), "/p", False),
        (("/reviewer.md",), "/p", False),
        (("**/*.md",), "/elsewhere", False),
        (("agents/*.md",), None, True),
        (("*.json", ".claude/"), "/p", True),
    ],
)
def test_overrides_hold_for_the_files_that_they_name(files: tuple[str, ...], folder: str | None, is_off: bool) -> None:
    override = Override(Globs(files, folder), {"unknown-tool": "off"})
    found = _rules(TOP + "tools: Grpe, Read\n" + END, Settings({"unknown-tool": "error"}, overrides=(override,)))
    assert (found == []) == is_off


@pytest.mark.parametrize(
    ("text", "rule", "here", "whole"),
    [
        (
            TOP + "tools: Grpe, Read\n" + END,
            "unknown-tool",
            TOP + "tools: Grpe, Read  # agentls: ignore[unknown-tool]\n" + END,
            "---\n# agentls: ignore-file[unknown-tool]\n",
        ),
        (
            TOP + "tools: Grpe, Read  # agentls: ignore[no-such]\n" + END,
            "unknown-tool",
            TOP + "tools: Grpe, Read  # agentls: ignore[no-such, unknown-tool]\n" + END,
            None,
        ),
        # One that names no rule, or stands in a text, is left as it is.
        (
            TOP + "# agentls: ignore-file[]\ntools: Grpe, Read # agentls: ignore[]\n" + END,
            "unknown-tool",
            TOP
            + "# agentls: ignore-file[]\n# agentls: ignore[unknown-tool]\ntools: Grpe, Read # agentls: ignore[]\n"
            + END,
            "---\n# agentls: ignore-file[unknown-tool]\n",
        ),
        (
            TOP + "initialPrompt: x# agentls:ignore-file[a]\ntools: Grpe, Read\n" + END,
            "unknown-tool",
            TOP
            + "initialPrompt: x# agentls:ignore-file[a]\ntools: Grpe, Read  # agentls: ignore[unknown-tool]\n"
            + END,
            "---\n# agentls: ignore-file[unknown-tool]\n",
        ),
        # A comment at the end of the line would become a part of the value.
        (
            "---\nname: reviewer\ndescription: Use it: now\ntools: Grpe, Read\n" + END,
            "unknown-tool",
            "---\nname: reviewer\ndescription: Use it: now\n# agentls: ignore[unknown-tool]\ntools: Grpe, Read\n" + END,
            None,
        ),
        (
            TOP + "tools: >\n  Read,\n  Grpe\n" + END,
            "unknown-tool",
            None,
            "---\n# agentls: ignore-file[unknown-tool]\n",
        ),
    ],
)
def test_comments_are_offered_where_they_change_nothing(
    text: str, rule: str, here: str | None, whole: str | None
) -> None:
    kind = dialect("claude-code/agent")
    assert kind is not None
    document = Document(PATH, text, kind)
    finding = next(one for one in lint(document, Snapshot()) if one.rule == rule)
    offered = {fix.title: apply(text, fix.edits) for fix in silencers(document, finding)}
    assert offered.get(f"Switch `{rule}` off here") == here
    if whole is not None:
        assert offered[f"Switch `{rule}` off in this file"].startswith(whole)
    for changed in offered.values():
        assert rule not in _rules(changed)


@pytest.mark.parametrize(
    ("text", "table", "after"),
    [
        ("", (), '[rules]\nunknown-tool = "off"\n'),
        ('tools = ["a"] # why\n', (), 'tools = ["a"] # why\n\n[rules]\nunknown-tool = "off"\n'),
        ('[rules]\na = "off" # b\n\n[x]\n', (), '[rules]\na = "off" # b\nunknown-tool = "off"\n\n[x]\n'),
        ("[rules]\n\n[x]\n", (), '[rules]\nunknown-tool = "off"\n\n[x]\n'),
        ('[rules]\r\na = "off"\r\n', (), '[rules]\r\na = "off"\r\nunknown-tool = "off"\r\n'),
        ('rules = { a = "off" }\n', (), 'rules = { a = "off", unknown-tool = "off" }\n'),
        ("rules = {}\n", (), 'rules = { unknown-tool = "off" }\n'),
        ('[rules]\nunknown-tool = "error" # ours\n', (), '[rules]\nunknown-tool = "off" # ours\n'),
        ("[tool.agentls]\n", ("tool", "agentls"), '[tool.agentls]\n\n[tool.agentls.rules]\nunknown-tool = "off"\n'),
        ("[rules\n", (), None),
        ('[rules]\na = "off"\n[x\n', (), None),
        ("rules = 5\n", (), None),
    ],
)
def test_a_rule_is_switched_off_in_the_settings(text: str, table: tuple[str, ...], after: str | None) -> None:
    edit = switched_off(text, table, "unknown-tool", "\r\n" if "\r\n" in text else "\n")
    assert (apply(text, [edit]) if edit else None) == after
