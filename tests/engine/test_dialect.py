"""Which files count as files of which dialect."""

from __future__ import annotations

import pytest

from agentls.dialect import all_dialects, detect, dialect

PLUGIN = {("/p", ".claude-plugin/plugin.json")}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/p/.claude/agents/team/reviewer.md", "claude-code/agent"),
        ("/p/.claude/agents/reviewer.MD", None),
        ("/p/.claude/skills/notes/SKILL.md", "claude-code/skill"),
        ("/p/.claude/skills/notes/skill.md", None),
        ("/p/.claude/skills/group/notes/SKILL.md", None),
        ("/p/.claude/commands/front/test.md", "claude-code/command"),
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
        ("/elsewhere/agents/reviewer.md", None),
    ],
)
def test_files_of_a_plugin_need_its_manifest(path: str, expected: str | None) -> None:
    found = detect(path, PLUGIN)
    assert (found.id if found else None) == expected
    assert detect(path) is None


def test_files_written_in_json_are_left_alone() -> None:
    assert not any(one.facts.get("format") == "json" for one in all_dialects())
    assert dialect("claude-code/hooks") is None
    assert detect("/p/hooks/hooks.json", PLUGIN) is None
