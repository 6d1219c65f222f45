"""Which files count as files of which dialect."""

from __future__ import annotations

import pytest

from agentls.knowledge import resources
from agentls.knowledge.detection import detect, root_of
from agentls.knowledge.dialect import all_dialects, dialect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

PLUGIN = {("/p", ".claude-plugin/plugin.json")}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/p/.claude/agents/team/reviewer.md", "claude-code/agent"),
        ("/p/.claude/agents/reviewer.MD", None),
        ("/p/.claude/skills/notes/SKILL.md", "claude-code/skill"),
        ("/p/.claude/skills/notes/skill.md", "claude-code/misplaced"),
        ("/p/.claude/skills/group/notes/SKILL.md", "claude-code/misplaced"),
        ("/p/.claude/commands/front/test.md", "claude-code/command"),
        ("/p/.claude/output-styles/brief.md", "claude-code/output-style"),
        ("/p/.claude/rules/api/style.md", "claude-code/rule"),
        ("/p/.claude/rules/style.mdc", "claude-code/misplaced"),
        ("/p/CLAUDE.md", "claude-code/instructions"),
        ("/p/.claude/CLAUDE.md", "claude-code/instructions"),
        ("/p/sub/AGENTS.md", "claude-code/instructions"),
        ("/p/.claude/agents/CLAUDE.md", "claude-code/agent"),
    ],
)
def test_path_tells_the_dialect(path: str, expected: str | None) -> None:
    found = detect(path)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/p/agents/reviewer.md", "claude-code/plugin-agent"),
        ("/p/skills/notes/SKILL.md", "claude-code/plugin-skill"),
        ("/p/SKILL.md", "claude-code/plugin-skill"),
        ("/p/commands/test.md", "claude-code/plugin-command"),
        ("/p/output-styles/brief.md", "claude-code/plugin-output-style"),
        ("/elsewhere/agents/reviewer.md", None),
    ],
)
def test_files_of_a_plugin_need_its_manifest(path: str, expected: str | None) -> None:
    found = detect(path, PLUGIN)
    assert (found.id if found else None) == expected
    alone = detect(path)
    assert alone is None or alone.root_marker is None


def test_files_written_in_json_are_read_as_data() -> None:
    hooks = detect("/p/hooks/hooks.json", PLUGIN)
    assert hooks is not None
    document = Document("/p/hooks/hooks.json", '{\n\t"hooks": {"Stop": []}\n}\n', hooks)
    assert document.plain == {"hooks": {"Stop": []}}
    assert lint(document, Snapshot()) == []


def test_nothing_is_said_of_frontmatter_that_is_cut_off() -> None:
    instructions = detect("/p/CLAUDE.md")
    assert instructions is not None
    assert lint(Document("/p/CLAUDE.md", "---\nThis: is: [not\n---\n# Title\n", instructions), Snapshot()) == []


def test_a_broken_dialect_silences_no_other(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    known = {one.id for one in all_dialects()}
    names = (*resources.names("."), "no-host/no-kind.json")
    monkeypatch.setattr(resources, "names", lambda _: names)
    # The cached answer stays: others hold dialects of it, and compare them by identity.
    read_anew = all_dialects.__wrapped__()
    assert {one.id for one in read_anew} == known
    assert "no-host/no-kind.json" in caplog.text


def test_a_skill_of_a_plugin_belongs_to_the_plugin_not_to_its_own_folder() -> None:
    known = dialect("claude-code/plugin-skill")
    assert known is not None
    assert root_of("/a/plugin/skills/lint/SKILL.md", known) == "/a/plugin"
    assert root_of("/a/plugin/SKILL.md", known) == "/a/plugin"
