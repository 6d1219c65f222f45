"""One SKILL.md in six programs: which of them was seen to leave it out."""

from __future__ import annotations

import itertools

import pytest

from agentls.knowledge.dialect import dialect
from agentls.knowledge.effects import Severity
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

PROGRAMS = {
    "v": "agent-skills/standard",
    "x": "codex/skill",
    "c": "copilot/skill",
    "g": "gemini/skill",
    "o": "opencode/skill",
    "q": "qwen/skill",
}
PATH = "/p/.agents/skills/release/SKILL.md"
NAME, DESCRIPTION = "name: release", "description: Writes release notes."
LONG = "description: " + "x" * 1025


def skill(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "Collect the changes.", ""])


# Behind each text stand the programs that leave it out: the validator (v), Codex (x), Copilot CLI (c), Gemini CLI (g),
# OpenCode (o), Qwen Code (q).
ROWS = {
    "usual": (skill(NAME, DESCRIPTION), ""),
    "colon": (skill(NAME, "description: Use when: x"), "vc"),
    "at": (skill(NAME, "description: @x"), "vco"),
    "backtick": (skill(NAME, "description: `x`"), "vco"),
    "open quote": (skill(NAME, 'description: "x'), "vxco"),
    "unindented line": (skill(NAME, "description: one", "two lines"), "vxco"),
    "star": (skill(NAME, "description: *x"), "vxco"),
    "percent": (skill(NAME, "description: %x"), "vxco"),
    "hyphen": (skill(NAME, "description: - x"), "vxco"),
    "fold sign": (skill(NAME, "description: > x"), "vxco"),
    "no name": (skill(DESCRIPTION), "vgoq"),
    "no description": (skill(NAME), "vxgq"),
    "list as description": (skill(NAME, "description: [a]"), "vxco"),
    "number as description": (skill(NAME, "description: 5"), "co"),
    "number as name": (skill("name: 123", DESCRIPTION), "vco"),
    "true as name": (skill("name: true", DESCRIPTION), "vco"),
    "free name": (skill("name: My Skill!", DESCRIPTION), "vcq"),
    "name of 65": (skill("name: " + "a" * 65, DESCRIPTION), "vxc"),
    "long description": (skill(NAME, LONG), "vc"),
    "brackets in a hint": (skill(NAME, DESCRIPTION, "argument-hint: [x]"), "vc"),
    "yes": (skill(NAME, DESCRIPTION, "user-invocable: yes"), "vc"),
    "metadata as text": (skill(NAME, DESCRIPTION, "metadata: x"), "x"),
    "paths as text": (skill(NAME, DESCRIPTION, 'paths: "**/*.py"'), "vq"),
    "known key twice": (skill(NAME, DESCRIPTION, DESCRIPTION), "vxco"),
    "unknown key twice": (skill(NAME, DESCRIPTION, "foo: 1", "foo: 2"), "vco"),
    "mark": ("\ufeff" + skill(NAME, DESCRIPTION), "vxg"),
    "blank behind the fence": (skill(NAME, DESCRIPTION).replace("---\n", "--- \n", 1), "gq"),
    "text behind the closing fence": (skill(NAME, DESCRIPTION).replace("---\nCol", "---x\nCol"), "xcq"),
    "blank line first": ("\n" + skill(NAME, DESCRIPTION), "vxcgoq"),
    "no closing fence": (f"---\n{NAME}\n{DESCRIPTION}\nCollect the changes.\n", "vxcgoq"),
    "dots": (skill(NAME, DESCRIPTION).replace("---\nCol", "...\nCol"), "vxcgoq"),
    "name not the folder's": (skill("name: other", DESCRIPTION), "v"),
    "another key": (skill(NAME, DESCRIPTION, "version: '1'"), "v"),
    "list in brackets": (skill(NAME, DESCRIPTION, "allowed-tools: [Read]"), "v"),
    "list in lines": (skill(NAME, DESCRIPTION, "allowed-tools:", "  - Read"), ""),
    "comma first": (skill(NAME, "description: , x"), "vxco"),
    "tab behind the fence": (skill(NAME, DESCRIPTION).replace("---\n", "---\t\n", 1), "vgq"),
    "hint that is nothing": (skill(NAME, DESCRIPTION, "argument-hint: ~"), "v"),
    "hint without end": (skill(NAME, DESCRIPTION, "argument-hint: .inf"), "v"),
    "capitals": (skill("name: Release", DESCRIPTION), "v"),
    "empty list as description": (skill(NAME, "description: []"), "vxcoq"),
    "date as description": (skill(NAME, "description: 2024-01-01"), "o"),
}
# What is not certain, or is judged by another rule than that of the program, is left out.
OPEN = {
    ("text behind the closing fence", "v"),
    ("date as description", "v"),
    ("empty list as description", "g"),
    ("date as description", "g"),
    ("date as description", "q"),
}


@pytest.mark.parametrize(
    ("row", "program"), [one for one in itertools.product(ROWS, PROGRAMS) if one not in OPEN], ids="-".join
)
def test_who_leaves_it_out(row: str, program: str) -> None:
    text, losers = ROWS[row]
    known = dialect(PROGRAMS[program])
    assert known is not None
    errors = [one.message for one in lint(Document(PATH, text, known), Snapshot()) if one.severity is Severity.ERROR]
    assert bool(errors) == (program in losers), errors
