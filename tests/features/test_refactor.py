"""A list written in another form means the same and keeps its comments."""

from __future__ import annotations

import itertools

import pytest

from agentls.features.refactor import conversions
from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.syntax.name_lists import items
from agentls.text.positions import apply

AGENT = dialect("claude-code/agent")
BLOCK = "Write one name a line"
BRACKETS = "Write as a list in brackets"
LINE = "Write on one line with commas"


def document(lines: str) -> Document:
    assert AGENT is not None
    return Document(".claude/agents/a.md", f"---\nname: a\n{lines}model: opus\n---\nBody\n", AGENT)


def convert(lines: str, title: str, at: str) -> str:
    before = document(lines)
    offset = before.text.index(at)
    found = {one.title: one for one in conversions(before, offset)}
    after = apply(before.text, found[title].edits)
    return after.removeprefix("---\nname: a\n").removesuffix("model: opus\n---\nBody\n")


CASES = [
    ("tools: Read, Grep\n", BLOCK, "tools:\n  - Read\n  - Grep\n"),
    ("tools: Read Grep\n", BRACKETS, "tools: [Read, Grep]\n"),
    ('tools: "Read, Grep"\n', BRACKETS, "tools: [Read, Grep]\n"),
    ("tools: [Read, 'Grep']\n", LINE, "tools: Read, Grep\n"),
    ("tools: [Read, Grep]\n", BLOCK, "tools:\n  - Read\n  - Grep\n"),
    ("tools:\n  - Read\n  - Grep\n", LINE, "tools: Read, Grep\n"),
    ("tools:\n- Read\n- Grep\n", BRACKETS, "tools: [Read, Grep]\n"),
    ("tools:\n  - Read, Grep\n  - Glob\n", LINE, "tools: Read, Grep, Glob\n"),
    ("tools: >\n  Read,\n  Grep\n", BLOCK, "tools:\n  - Read\n  - Grep\n"),
    ("tools: Read,\n  Grep\n", LINE, None),
    ("tools: Read # why\n", BLOCK, "tools:  # why\n  - Read\n"),
    ("tools:  # all\n  - Read # one\n  # two\n  - Grep\n", LINE, "# one\n# two\ntools: Read, Grep  # all\n"),
    ("tools: [ # all\n  Read, # one\n  Grep ]\n", BLOCK, "# one\ntools:  # all\n  - Read\n  - Grep\n"),
    ("tools: Bash(git add:*, git log:*), Read\n", BRACKETS, 'tools: ["Bash(git add:*, git log:*)", Read]\n'),
    ("tools: Bash(git add:*, git log:*), Read\n", BLOCK, "tools:\n  - Bash(git add:*, git log:*)\n  - Read\n"),
    ('tools: ["*"]\n', LINE, 'tools: "*"\n'),
    ('tools: "*"\n', BLOCK, 'tools:\n  - "*"\n'),
    ("tools: mcp__a__b, Agent(x, y)\n", BLOCK, "tools:\n  - mcp__a__b\n  - Agent(x, y)\n"),
    ("skills:\n  - one\n  - plugin:two\n", LINE, "skills: one, plugin:two\n"),
    ("disallowedTools: Write, Edit\n", BRACKETS, "disallowedTools: [Write, Edit]\n"),
]


@pytest.mark.parametrize(("lines", "title", "expected"), CASES)
def test_list_is_written_in_another_form(lines: str, title: str, expected: str | None) -> None:
    at = lines.partition(":")[0]
    if expected is None:
        assert title not in {one.title for one in conversions(document(lines), document(lines).text.index(at))}
        return
    assert convert(lines, title, at) == expected


@pytest.mark.parametrize("lines", sorted({case[0] for case in CASES}))
def test_every_form_means_the_same_and_brings_no_finding(lines: str) -> None:
    before = document(lines)
    at = before.text.index(lines.partition(":")[0])
    key = lines.partition(":")[0]
    entry = before.entry(key)
    assert entry is not None
    names = [item.text for item in items(entry.value, before.text)]
    rules = [finding.rule for finding in lint(before, Snapshot())]
    for one in conversions(before, at):
        after = Document(before.path, apply(before.text, one.edits), before.dialect)
        changed = after.entry(key)
        assert changed is not None
        assert [item.text for item in items(changed.value, after.text)] == names
        assert [finding.rule for finding in lint(after, Snapshot())] == rules
        assert sorted(_comments(after.text)) == sorted(_comments(before.text))
        again = conversions(after, after.text.index(key + ":"))
        assert again, "there is a way back"


def _comments(text: str) -> list[str]:
    return [line[line.index("#") :] for line in text.split("\n") if "#" in line]


def test_every_place_in_the_list_offers_it() -> None:
    before = document("tools: Read, Grep\n")
    start = before.text.index("tools")
    for offset in range(start, start + len("tools: Read, Grep") + 1):
        assert {one.title for one in conversions(before, offset)} == {BLOCK, BRACKETS}
    assert conversions(before, before.text.index("model")) == []
    assert conversions(before, before.text.index("Body")) == []


@pytest.mark.parametrize(
    "lines",
    [
        "tools:\n",
        "tools: []\n",
        "tools: 5\n",
        "tools: [Read, 5]\n",
        "tools: &anchor Read, Grep\n",
        "tools: |\n  Read\n  Grep\n",
        "tools: Bash(git, Read\n",
        "tools: {Read: true}\n",
    ],
)
def test_what_would_change_its_meaning_is_left_alone(lines: str) -> None:
    before = document(lines)
    assert conversions(before, before.text.index("tools")) == []


def test_key_that_only_takes_text_stays_text() -> None:
    before = document("observer: one, two\n")
    assert conversions(before, before.text.index("observer")) == []


def test_windows_line_ends_are_kept() -> None:
    text = document("tools: Read, Grep\n").text.replace("\n", "\r\n")
    assert AGENT is not None
    before = Document(".claude/agents/a.md", text, AGENT)
    found = next(one for one in conversions(before, text.index("tools")) if one.title == BLOCK)
    after = apply(text, found.edits)
    assert "tools:\r\n  - Read\r\n  - Grep\r\n" in after
    assert not any(one == "\n" and before != "\r" for before, one in itertools.pairwise(after))


def test_list_of_a_skill_can_be_rewritten() -> None:
    skill = dialect("claude-code/skill")
    assert skill is not None
    text = "---\nallowed-tools: Bash(git add:*), Read\n---\nBody\n"
    before = Document(".claude/skills/a/SKILL.md", text, skill)
    found = {one.title: one for one in conversions(before, text.index("Bash"))}
    after = apply(text, found[BLOCK].edits)
    assert after == "---\nallowed-tools:\n  - Bash(git add:*)\n  - Read\n---\nBody\n"
