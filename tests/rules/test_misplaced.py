"""Files at places where the host does not look: where each was meant to be, and what only looks like one."""

from __future__ import annotations

import pytest
from examples import Beside, Paths

from agentls.knowledge.detection import detect
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (".claude/skills/pdf.md", ".claude/skills/pdf/SKILL.md"),
        (".claude/skills/pdf/skill.md", ".claude/skills/pdf/SKILL.md"),
        (".claude/skills/office/pdf/SKILL.md", ".claude/skills/pdf/SKILL.md"),
        (".claude/agent/team/a.md", ".claude/agents/team/a.md"),
        (".claude/agents/a.markdown", ".claude/agents/a.md"),
        (".claude/rules/style.mdc", ".claude/rules/style.md"),
        (".claude-plugin/agents/a.md", "agents/a.md"),
        (".claude-plugin/skills/pdf/SKILL.md", "skills/pdf/SKILL.md"),
        (".cursor/rules/style/a.md", ".cursor/rules/style/a.mdc"),
        (".gemini/agents/_a.md", ".gemini/agents/a.md"),
        (".gemini/agents/team/a.md", ".gemini/agents/a.md"),
    ],
)
def test_a_misplaced_file_is_told_where_it_belongs(path: str, target: str) -> None:
    text = "---\nname: a\ndescription: Does a job.\n---\nDo it.\n"
    place = f"/project/{path}"
    dialect = detect(place)
    assert dialect
    found = lint(Document(place, text, dialect), Snapshot(files=Paths(path)))
    found = [one for one in found if one.rule == "misplaced-file"]
    assert [fix.moves_to for one in found for fix in one.fixes] == [f"/project/{target}"]


def test_what_lies_beside_a_manifest_is_not_of_the_plugin() -> None:
    marked = {("/project", ".claude-plugin/plugin.json")}
    for name in ("agents/a.md", "skills/pdf/SKILL.md"):
        inside, beside = (detect(f"/project/{folder}{name}", marked) for folder in (".claude-plugin/", ""))
        assert inside
        assert beside
        assert (inside.kind, beside.id.partition("-")[0]) == ("misplaced", "claude")


@pytest.mark.parametrize(
    "path",
    [
        ".claude/skills/README.md",
        ".claude/skills/pdf/SKILL.md",
        ".claude/agents/a.md",
        ".cursor/rules/README.md",
        ".claude/skills/pdf/assets/x/SKILL.md",
    ],
)
def test_a_file_that_is_a_part_of_something_stays(path: str) -> None:
    dialect = detect(f"/project/{path}")
    assert dialect
    files = Paths(path, Beside(".claude/skills/pdf/SKILL.md", "x", is_runnable=False))
    found = lint(Document(f"/project/{path}", "Text.\n", dialect), Snapshot(files=files))
    assert "misplaced-file" not in {one.rule for one in found}
