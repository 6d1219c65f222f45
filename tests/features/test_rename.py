"""What a rename changes in every file, and why it is refused."""

from __future__ import annotations

import pytest

from agentls.features.rename import (
    Prepared,
    Refusal,
    prepare,
    rename,
)
from agentls.features.rename.files import file_rename
from agentls.features.rename.renaming import Rename
from agentls.project.file_facts import facts_of
from agentls.text.positions import apply
from features.projects import HOME, ROOT, Project, at_cursor
from features.team import LEAD, OTHERS, REVIEWER, SETTINGS, STYLE, TEAM, with_cursor

INSTALLED = f"{HOME}/.claude/plugins/far"
AGENT = "---\nname: {name}\ndescription: x\n{more}---\nx\n"


def renamed(project: Project, found: Rename) -> Project:
    assert not found.refused, found.refused
    edits: dict[str, list[object]] = {one.path: list(one.edits) for one in found.files}
    return project.changed(edits, [(one.old, one.new) for one in found.moves])


def changed_lines(before: Project, after: Project, found: Rename) -> dict[str, list[str]]:
    """Return the new lines by path."""
    moved = dict(zip(after.texts, before.texts, strict=True))
    return {
        path.removeprefix(f"{ROOT}/"): [
            line
            for line, old in zip(text.split("\n"), before.texts[moved[path]].split("\n"), strict=True)
            if line != old
        ]
        for path, text in after.texts.items()
        if text != before.texts[moved[path]] or path != moved[path]
    }


RENAMES = [
    (
        REVIEWER, "name: revi$0ewer", "critic",
        {
            ".claude/agents/critic.md": ["name: critic"],
            LEAD: ["tools: Agent(critic, Explore), Read, mcp__github"],
            ".claude/skills/release/SKILL.md": ["agent: critic"],
            SETTINGS: [TEAM[SETTINGS].strip().replace("reviewer", "critic")],
        },
    ),
    (
        LEAD, "(revi$0ewer", "critic two",
        {
            ".claude/agents/critic two.md": ["name: critic two"],
            LEAD: ["tools: Agent(critic two, Explore), Read, mcp__github"],
            ".claude/skills/release/SKILL.md": ["agent: critic two"],
            SETTINGS: [TEAM[SETTINGS].strip().replace("reviewer", "critic two")],
        },
    ),
    (
        REVIEWER, "style-gu$0ide", "taste",
        {
            ".claude/skills/taste/SKILL.md": ["name: taste"],
            REVIEWER: ["  - taste"],
            LEAD: ["skills: taste, tools:lint"],
        },
    ),
    (REVIEWER, '"rel$0ease"', "ship", {".claude/skills/ship/SKILL.md": [], REVIEWER: ['  - "ship"']}),
    (
        LEAD, "tools:li$0nt", "tools:tidy",
        {"plug/skills/tidy/SKILL.md": [], LEAD: ["skills: style-guide, tools:tidy"], "plug/agents/linter.md": ["skills: tidy"]},
    ),
    (".claude/commands/front/end.md", "$0---\ndescription: Fronts.", "front:stop", {".claude/commands/front/stop.md": []}),
    (".claude/commands/front/end.md", "$0---\ndescription: Fronts.", "stop", {".claude/commands/stop.md": []}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "cursor", "new", "expected"), RENAMES)
def test_rename(path: str, cursor: str, new: str, expected: dict[str, list[str]]) -> None:
    project, document, offset = at_cursor(with_cursor(path, cursor), others=OTHERS)
    found = rename(document, project.snapshot, offset, new)
    after = renamed(project, found)
    assert changed_lines(project, after, found) == expected


QUOTING = [
    ("name: old", "true", 'name: "true"'),
    ("name: old # mine", "a #b", 'name: "a #b" # mine'),
    ("name: 'old'", "it's", "name: 'it''s'"),
    ('name: "old"', 'a"b', 'name: "a\\"b"'),
    ("name: old", "@x", 'name: "@x"'),
    ("name: old", "12", 'name: "12"'),
    ("name: >-\n  old", "new", "name: new"),
]


@pytest.mark.parametrize(("before", "new", "after"), QUOTING)
def test_names_stay_text(before: str, new: str, after: str) -> None:
    text = f"---\n{before}\ndescription: x\n---\nx\n".replace("old", "o$0ld")
    project, document, offset = at_cursor({".claude/agents/a.md": text})
    found = rename(document, project.snapshot, offset, new)
    assert renamed(project, found).texts[f"{ROOT}/.claude/agents/a.md"] == f"---\n{after}\ndescription: x\n---\nx\n"


def test_a_byte_order_mark_stays() -> None:
    text = "\ufeff" + AGENT.format(name="$0old", more="")
    project, document, offset = at_cursor({".claude/agents/old.md": text})
    found = rename(document, project.snapshot, offset, "new")
    assert renamed(project, found).texts == {
        f"{ROOT}/.claude/agents/new.md": "\ufeff" + AGENT.format(name="new", more="")
    }


REFUSED = [
    (LEAD, "Expl$0ore", "x", "built in"),
    (LEAD, "mcp__git$0hub", "x", "Only agents, skills and commands"),
    (LEAD, "name: le$0ad", "reviewer", "`reviewer` is the name of another agent already"),
    (LEAD, "name: le$0ad", "Explore", "built-in"),
    (LEAD, "name: le$0ad", "-x", "must not start with a hyphen"),
    (LEAD, "name: le$0ad", "a:b", "must not contain a colon"),
    (LEAD, "name: le$0ad", "", "must not be empty"),
    (LEAD, "name: le$0ad", "x" * 257, "longer than 256"),
    (STYLE, "name: sty$0le-guide", "a/b", "cannot be the name of a file or folder"),
    (STYLE, "name: sty$0le-guide", "a b", "cannot stand in a list"),
    (STYLE, "name: sty$0le-guide", "release", "already"),
    (STYLE, "name: sty$0le-guide", "con", "means a device"),
    (STYLE, "name: sty$0le-guide", "LPT1", "means a device"),
    (REVIEWER, "name: revi$0ewer", "NUL", "means a device"),
    (REVIEWER, "name: revi$0ewer", "aux.x", "means a device"),
    (REVIEWER, "name: revi$0ewer", "a, b", "would not be read as one name"),
    (REVIEWER, "Rev$0iews changed", "x", "no name"),
]


@pytest.mark.parametrize(("path", "cursor", "new", "reason"), REFUSED)
def test_refused(path: str, cursor: str, new: str, reason: str) -> None:
    project, document, offset = at_cursor(with_cursor(path, cursor), others=OTHERS)
    found = rename(document, project.snapshot, offset, new)
    assert reason in found.refused
    assert len(found.refused) < 120
    assert (found.files, found.moves) == ((), ())


def test_a_taken_file_name_is_refused() -> None:
    files = {
        ".claude/agents/a.md": AGENT.format(name="$0a", more=""),
        ".claude/agents/b.md": AGENT.format(name="c", more=""),
    }
    project, document, offset = at_cursor(files)
    assert "There is .claude/agents/b.md already" in rename(document, project.snapshot, offset, "b").refused


def test_plugins_of_others_are_refused() -> None:
    files = {
        f"{INSTALLED}/.claude-plugin/plugin.json": '{"name": "far"}',
        f"{INSTALLED}/agents/scout.md": AGENT.format(name="scout", more=""),
        LEAD: AGENT.format(name="lead", more="tools: Agent(far:sc$0out)\n"),
    }
    project, document, offset = at_cursor(files)
    assert prepare(document, project.snapshot, offset) == Refusal(
        "`scout` belongs to the plugin `far`; rename it where that is developed."
    )


def test_files_of_the_user_are_named() -> None:
    files = {
        LEAD: AGENT.format(name="lead", more="tools: Agent(mi$0ne)\n"),
        f"{HOME}/.claude/agents/mine.md": AGENT.format(name="mine", more=""),
    }
    project, document, offset = at_cursor(files)
    found = rename(document, project.snapshot, offset, "ours")
    note = "~/.claude/agents/mine.md is yours for all projects"
    assert {(one.path, one.note) for one in found.files} == {
        (f"{ROOT}/{LEAD}", ""),
        (f"{HOME}/.claude/agents/mine.md", note),
    }
    assert [one.note for one in found.moves] == [note]


def test_a_file_that_is_called_otherwise_stays() -> None:
    project, document, offset = at_cursor({".claude/agents/file.md": AGENT.format(name="$0name", more="")})
    assert rename(document, project.snapshot, offset, "new").moves == ()


def test_prepare_gives_the_part_that_changes() -> None:
    project, document, offset = at_cursor(with_cursor(LEAD, "to$0ols:lint"))
    found = prepare(document, project.snapshot, offset)
    assert isinstance(found, Prepared)
    assert (found.span.of(document.text), found.placeholder) == ("lint", "lint")
    assert prepare(document, project.snapshot, document.text.index("Leads")) is None


MOVES = [
    (
        ".claude/agents/reviewer.md",
        ".claude/agents/critic.md",
        {REVIEWER, LEAD, SETTINGS, ".claude/skills/release/SKILL.md"},
    ),
    (".claude/skills/style-guide", ".claude/skills/taste", {STYLE, REVIEWER, LEAD}),
    (".claude/agents/reviewer.md", ".claude/agents/sub/reviewer.md", set()),
    (".claude/agents/reviewer.md", ".claude/agents/lead.md", set()),
    ("notes.md", "other.md", {REVIEWER}),
    ("docs", "texts", {REVIEWER}),
    ("scripts/check.sh", "scripts/test.sh", {LEAD}),
    ("elsewhere.md", "other.md", set()),
]


@pytest.mark.parametrize(("old", "new", "touched"), MOVES)
def test_file_explorer(old: str, new: str, touched: set[str]) -> None:
    project = Project.of(TEAM, others=OTHERS)
    found = file_rename(project.snapshot, [(f"{ROOT}/{old}", f"{ROOT}/{new}")])
    assert {one.path.removeprefix(f"{ROOT}/") for one in found} == touched


PATHS = [
    ("notes.md", "other.md", "[n](../../notes.md#top)", "[n](../../other.md#top)"),
    ("notes.md", "docs/notes.md", "[n](../../notes.md)", "[n](../../docs/notes.md)"),
    ("docs", "texts", "See @docs/rules.md now", "See @texts/rules.md now"),
    ("docs/rules.md", "rules.md", "See @docs/rules.md now", "See @rules.md now"),
]


@pytest.mark.parametrize(("old", "new", "before", "after"), PATHS)
def test_paths_follow_files(old: str, new: str, before: str, after: str) -> None:
    project = Project.of({REVIEWER: AGENT.format(name="reviewer", more="") + before}, others=OTHERS)
    (found,) = file_rename(project.snapshot, [(f"{ROOT}/{old}", f"{ROOT}/{new}")])
    edits: dict[str, list[object]] = {found.path: list(found.edits)}
    assert project.changed(edits, []).texts[f"{ROOT}/{REVIEWER}"].endswith(after)


def test_paths_of_a_plugin_follow_its_agents() -> None:
    files = {
        "plug/.claude-plugin/plugin.json": '{"name": "tools", "agents": ["./agents/linter.md"]}',
        "plug/agents/linter.md": AGENT.format(name="lin$0ter", more=""),
    }
    project, document, offset = at_cursor(files)
    found = rename(document, project.snapshot, offset, "checker")
    texts = renamed(project, found).texts
    assert texts[f"{ROOT}/plug/.claude-plugin/plugin.json"] == '{"name": "tools", "agents": ["./agents/checker.md"]}'
    assert f"{ROOT}/plug/agents/checker.md" in texts


def test_a_link_of_a_file_to_itself_follows() -> None:
    text = "---\nname: a\ndescription: b\n---\n[this](a.md), [part](./a.md#x)\n"
    project = Project.of({".claude/agents/a.md": text})
    old, new = f"{ROOT}/.claude/agents/a.md", f"{ROOT}/.claude/agents/b.md"
    (found,) = file_rename(project.snapshot, [(old, new), (old, new)])
    assert apply(text, found.edits) == text.replace("name: a", "name: b").replace("a.md", "b.md")


NESTED = {
    ".opencode/agent/front/end.md": "---\ndescription: Ends.\nmode: subagent\n---\nEnd.\n",
    ".opencode/command/stop.md": "---\ndescription: Stops.\nagent: front/en$0d\n---\nStop.\n",
}


@pytest.mark.parametrize(
    ("new", "moved"),
    [
        ("front/stop", ".opencode/agent/front/stop.md"),
        ("back/end", ".opencode/agent/back/end.md"),
        ("end", ".opencode/agent/end.md"),
    ],
)
def test_folders_that_are_part_of_a_name_follow(new: str, moved: str) -> None:
    project, document, offset = at_cursor(NESTED)
    after = renamed(project, rename(document, project.snapshot, offset, new))
    assert f"{ROOT}/{moved}" in after.texts
    assert f"agent: {new}\n" in after.texts[f"{ROOT}/.opencode/command/stop.md"]
    assert [one.name for one in facts_of(after.documents[f"{ROOT}/{moved}"]).definitions] == [new]


@pytest.mark.parametrize("name", ["front/", "fr?nt/end", "front/con"])
def test_folders_that_nobody_can_make_are_refused(name: str) -> None:
    project, document, offset = at_cursor(NESTED)
    assert rename(document, project.snapshot, offset, name).refused


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("front/end.md", "front/stop.md", "front/stop"),
        ("front/end.md", "end.md", "end"),
        ("front", "back", "back/end"),
    ],
)
def test_uses_follow_a_file_whose_folders_are_part_of_its_name(old: str, new: str, name: str) -> None:
    project, _, _ = at_cursor(NESTED)
    (found,) = file_rename(project.snapshot, [(f"{ROOT}/.opencode/agent/{old}", f"{ROOT}/.opencode/agent/{new}")])
    text = project.texts[f"{ROOT}/.opencode/command/stop.md"]
    assert apply(text, found.edits) == text.replace("front/end", name)
