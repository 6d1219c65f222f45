"""What a host does not load a file with can be taken out where the file does without it, and comes out whole."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.knowledge.effects import Severity
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.text.positions import apply

GEMINI = ".gemini/agents/a.md"


def after(path: str, lines: str, title: str) -> str:
    """Return the lines between name and end after the fix of that title, which must leave no error."""
    kind = detect(path)
    assert kind is not None
    document = Document(path, f"---\nname: a\ndescription: Reviews code.\n{lines}---\nYou review code.\n", kind)
    fixes = [fix for finding in lint(document, Snapshot()) for fix in finding.fixes if fix.title == title]
    assert len(fixes) == 1, [fix.title for finding in lint(document, Snapshot()) for fix in finding.fixes]
    changed = Document(path, apply(document.text, fixes[0].edits), kind)
    assert not [one for one in lint(changed, Snapshot()) if one.severity is Severity.ERROR]
    return changed.text.split("code.\n", 1)[1].split("---\n", 1)[0]


@pytest.mark.parametrize(
    ("lines", "title", "left"),
    [
        ("timeout_mins: ten\n", "Remove `timeout_mins`", ""),
        ("temperature:\nkind: local\n", "Remove `temperature`", "kind: local\n"),
        ("tools: [read_file, [a]]\n", "Remove this item", "tools: [read_file]\n"),
        ("tools:\n  - read_file\n  - [a]\n", "Remove this item", "tools:\n  - read_file\n"),
        ("tools: [[a]]\n", "Remove `tools`", ""),
        ("tools: [read_file,, glob]\n", "Remove the comma", "tools: [read_file, glob]\n"),
        ("display_name: a\x07b\n", "Remove the character", "display_name: ab\n"),
    ],
)
def test_it_is_taken_out(lines: str, title: str, left: str) -> None:
    assert after(GEMINI, lines, title) == left


def test_what_the_file_needs_is_not_taken_out() -> None:
    kind = detect(GEMINI)
    assert kind is not None
    document = Document(GEMINI, "---\nname: a\ndescription: [[a], {b: c}]\n---\nText.\n", kind)
    assert not [fix for one in lint(document, Snapshot()) for fix in one.fixes if fix.title == "Remove `description`"]


def test_half_a_list_is_not_put_in_quotes() -> None:
    kind = detect(GEMINI)
    assert kind is not None
    document = Document(GEMINI, "---\nname: a\ndescription: b\ntools: [read_file,, glob]\n---\nText.\n", kind)
    assert [fix.title for one in lint(document, Snapshot()) for fix in one.fixes] == ["Remove the comma"]
