"""A key of another program is recognised in every spelling, so that nobody is sent to the key with the opposite meaning."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import apply


@pytest.mark.parametrize("key", ["allowed_tools", "AllowedTools", "allowed-tools"])
def test_allowed_tools_become_tools(key: str) -> None:
    known = dialect("claude-code/agent")
    assert known is not None
    text = f"---\nname: reviewer\ndescription: Reviews code.\n{key}: Read\n---\nReview.\n"
    document = Document(".claude/agents/reviewer.md", text, known)
    (finding,) = [one for one in lint(document, Snapshot()) if one.rule == "unknown-key"]
    (fix,) = [one for one in finding.fixes if one.preferred]
    assert apply(text, fix.edits) == text.replace(f"\n{key}:", "\ntools:")
