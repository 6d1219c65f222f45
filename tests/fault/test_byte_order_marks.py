"""A byte order mark stays where it is through every fix but the one that takes it out, whoever reads the file."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import apply

MARK = "\ufeff"
_KEYS = "---\nname: a\ndescription: b\n---\nc\n"
_TEXTS = {
    "a heading above": f"{MARK}# Title\n\n{_KEYS}",
    "an empty line above": f"{MARK}\n{_KEYS}",
    "a comment above": f"{MARK}<!-- x -->\n{_KEYS}",
    "nothing above": f"{MARK}{_KEYS}",
    "too many hyphens": f"{MARK}-{_KEYS}",
    "no closing fence": f"{MARK}---\nname: a\ndescription: b\n",
    "a broken line": f"{MARK}---\nname: a\ndescription: b: c\n---\nd\n",
    "a key twice": f"{MARK}---\nname: a\nname: a\ndescription: b\n---\nd\n",
    "JSON": f'{MARK}{{"a": 1,}}',
}
_REMOVE = "Remove the byte order mark"


@pytest.mark.parametrize("kind", all_dialects(), ids=lambda kind: str(kind.id))
def test_a_fix_keeps_the_mark(kind: Dialect) -> None:
    lost = []
    for name, text in _TEXTS.items():
        for finding in lint(Document("/p/.claude/agents/a.md", text, kind), Snapshot()):
            for fix in finding.fixes:
                after = apply(text, fix.edits)
                if after.startswith(MARK) == (fix.title == _REMOVE) or MARK in after[1:]:
                    lost.append((name, finding.rule, fix.title, after))
    assert not lost


def test_the_fixes_are_offered_at_all() -> None:
    titles = {
        fix.title
        for kind in all_dialects()
        for text in _TEXTS.values()
        for finding in lint(Document("/p/.claude/agents/a.md", text, kind), Snapshot())
        for fix in finding.fixes
    }
    assert {_REMOVE, "Move the frontmatter to the top", "Begin the file with `---`"} <= titles
