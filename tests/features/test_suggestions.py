"""What is listed in a whole project: in which order, and nothing that would be reported at once."""

from __future__ import annotations

import pytest

from agentls.features.completion.suggestions import suggestions
from agentls.project.document import Document
from agentls.rules.lint import lint
from conftest import PROJECT
from features.projects import at_cursor

EXAMPLES = PROJECT / "examples"
PATH = ".claude/agents/new.md"
PLACES = [
    "tools: Read, $0",
    "tools:\n  - $0",
    "tools: mcp__$0",
    "skills: $0",
    "skills:\n  - $0",
    "mcpServers:\n  - $0",
    "mcpServers:\n  - githb\ntools: Read, $0",
    "hooks:\n  PreToolUse:\n    - matcher: $0\n      hooks:\n        - type: prompt\n          prompt: Fine?",
    "hooks:\n  SubagentStop:\n    - matcher: Ex$0\n      hooks:\n        - type: prompt\n          prompt: Fine?",
    "hooks:\n  SessionStart:\n    - matcher: $0\n      hooks:\n        - type: command\n          command: 'true'",
]


def _files(lines: str) -> dict[str, str]:
    kept = ("*.md", "*.json")
    files = {
        one.relative_to(EXAMPLES).as_posix(): one.read_text(encoding="utf-8")
        for glob in kept
        for one in sorted(EXAMPLES.rglob(glob))
    }
    return {**files, PATH: f"---\nname: new\ndescription: Is new here.\n{lines}\n---\nDo it.\n"}


@pytest.mark.parametrize("lines", PLACES)
def test_nothing_is_offered_that_would_be_reported(lines: str) -> None:
    project, document, offset = at_cursor(_files(lines))
    before = {(one.rule, one.message) for one in lint(document, project.snapshot)}
    found = [
        one
        for one in suggestions(document, project.snapshot, offset, snippets=True)
        if one.snippet is None and not one.is_retired
    ]
    assert found
    for item in found:
        text = document.text[: item.replace.start] + item.text + document.text[item.replace.end :]
        at = range(item.replace.start, item.replace.start + len(item.text) + 1)
        new = [
            one
            for one in lint(Document(document.path, text, document.dialect), project.snapshot)
            if (one.rule, one.message) not in before and one.span.start in at and one.span.end in at
        ]
        assert not new, (item.label, [one.message for one in new])


def test_tools_of_the_host_come_before_those_of_servers_and_ready_lists_last() -> None:
    project, document, offset = at_cursor(_files("tools: $0"))
    labels = [one.label for one in suggestions(document, project.snapshot, offset, snippets=True)]
    assert labels[:6] == ["Read", "Grep", "Glob", "Bash", "Write", "Edit"]
    assert labels.index("NotebookEdit") < labels.index("mcp__github") < labels.index("read only …")
    assert "mcp__githb__list_issues" not in labels


def test_an_old_name_written_in_full_stays_what_it_is() -> None:
    project, document, offset = at_cursor(_files("tools: $0"))
    items = suggestions(document, project.snapshot, offset, snippets=True)
    retired = [one.label for one in items if one.is_retired]
    assert sorted(retired) == ["LS", "ListMcpResources", "ReadMcpResource", "Task"]
    assert [one.label for one in items[-4:]] == retired
