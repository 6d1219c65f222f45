"""Where names lead, who uses them, and the shape of a file."""

from __future__ import annotations

import pytest

from agentls.features.calls import incoming, outgoing, prepare
from agentls.features.definition import definitions
from agentls.features.folding import folds
from agentls.features.highlight import highlights
from agentls.features.hover import hover
from agentls.features.lens import lenses
from agentls.features.links import links
from agentls.features.references import references
from agentls.features.selection import selections
from agentls.features.symbols import Symbol, symbols
from agentls.features.tokens import tokens
from agentls.features.workspace_symbols import workspace_symbols
from features.projects import ROOT, Project, at_cursor
from features.team import LEAD, OTHERS, REVIEWER, SERVERS, SETTINGS, STYLE, TEAM, with_cursor

PLUGGED = "plug/skills/lint/SKILL.md"

# file, cursor, what is underlined, file it leads to, text there (nothing: the file as a whole)
DEFINITIONS = [
    (REVIEWER, "style-gu$0ide", "style-guide", STYLE, ""),
    (REVIEWER, '"rel$0ease"', "release", ".claude/skills/release/SKILL.md", ""),
    (REVIEWER, "mcp__git$0hub__get_issue", "github", SERVERS, "github"),
    (REVIEWER, "get_i$0ssue", "mcp__github__get_issue", SERVERS, "github"),
    (REVIEWER, "name: revi$0ewer", "reviewer", REVIEWER, "reviewer"),
    (REVIEWER, "../no$0tes.md", "../../notes.md", "notes.md", ""),
    (REVIEWER, "@docs/ru$0les.md", "docs/rules.md", "docs/rules.md", ""),
    (LEAD, "(revi$0ewer", "reviewer", REVIEWER, "reviewer"),
    (LEAD, "tools:li$0nt", "tools:lint", PLUGGED, ""),
    (LEAD, "scripts/ch$0eck.sh", '"$CLAUDE_PROJECT_DIR"/scripts/check.sh', "scripts/check.sh", ""),
    (SETTINGS, '"agent": "rev$0iewer"', "reviewer", REVIEWER, "reviewer"),
    ("plug/agents/linter.md", "skills: li$0nt", "lint", PLUGGED, ""),
]


@pytest.mark.parametrize(("path", "cursor", "origin", "target", "there"), DEFINITIONS)
def test_definition(path: str, cursor: str, origin: str, target: str, there: str) -> None:
    project, document, offset = at_cursor(with_cursor(path, cursor), others=OTHERS)
    found = definitions(document, project.snapshot, offset)
    assert [(one.origin.of(document.text), one.location.path) for one in found] == [(origin, f"{ROOT}/{target}")]
    text = project.texts.get(found[0].location.path, "")
    quotes = "\"'"
    assert found[0].location.span.of(text).strip(quotes) == there


NOWHERE = [(LEAD, "Expl$0ore"), (LEAD, "tools: Age$0nt"), (LEAD, "Lea$0ds."), (REVIEWER, "# Rev$0iewing")]


@pytest.mark.parametrize(("path", "cursor"), NOWHERE)
def test_no_definition(path: str, cursor: str) -> None:
    project, document, offset = at_cursor(with_cursor(path, cursor), others=OTHERS)
    assert definitions(document, project.snapshot, offset) == ()


REFERENCES = [
    (REVIEWER, "name: revi$0ewer", {LEAD: 1, SETTINGS: 1, ".claude/skills/release/SKILL.md": 1}),
    (LEAD, "(revi$0ewer", {LEAD: 1, SETTINGS: 1, ".claude/skills/release/SKILL.md": 1}),
    (STYLE, "name: st$0yle-guide", {REVIEWER: 1, LEAD: 1}),
    (SERVERS, '"git$0hub"', {REVIEWER: 1, LEAD: 1, SETTINGS: 1}),
    (REVIEWER, "get_i$0ssue", {REVIEWER: 1, SETTINGS: 1}),
    (PLUGGED, "$0---\ndescription: Lints.", {LEAD: 1, "plug/agents/linter.md": 1}),
    (LEAD, "Expl$0ore", {LEAD: 1}),
]


@pytest.mark.parametrize(("path", "cursor", "expected"), REFERENCES)
def test_references(path: str, cursor: str, expected: dict[str, int]) -> None:
    project, document, offset = at_cursor(with_cursor(path, cursor), others=OTHERS)
    found = references(document, project.snapshot, offset, with_declaration=False)
    counted: dict[str, int] = {}
    for one in found:
        name = one.path.removeprefix(f"{ROOT}/")
        counted[name] = counted.get(name, 0) + 1
    assert counted == expected
    declared = references(document, project.snapshot, offset, with_declaration=True)
    assert len(declared) - len(found) == (0 if "Explore" in cursor.replace("$0", "") else 1)


def test_highlight_marks_the_same_name_only() -> None:
    text = (
        "---\nname: lead\ndescription: x\ntools: Agent(lead), mcp__gh__a, mcp__g$0h__b\nmcpServers: [gh]\n---\nlead\n"
    )
    project, document, offset = at_cursor({LEAD: text})
    found = highlights(document, project.snapshot, offset)
    assert [(one.span.of(document.text), one.is_definition) for one in found] == [("gh", False)] * 3
    at_name = highlights(document, project.snapshot, document.text.index("lead"))
    assert [one.is_definition for one in at_name] == [True, False]


def test_links_lead_to_existing_files_only() -> None:
    project = Project.of(
        {**TEAM, "CLAUDE.md": "@docs/rules.md @docs/none.md [a](notes.md#top) [b](https://x.y) [c](#d)"}, others=OTHERS
    )
    found = links(project.documents[f"{ROOT}/CLAUDE.md"], project.snapshot)
    assert [one.path for one in found] == [f"{ROOT}/docs/rules.md", f"{ROOT}/notes.md"]
    lead = links(project.documents[f"{ROOT}/{LEAD}"], project.snapshot)
    assert [one.what for one in lead] == ["agent", "skill", "skill", "script"]


def test_lenses_count_uses_and_tell_of_doubles() -> None:
    double = "---\nname: reviewer\ndescription: Another.\n---\nx\n"
    project = Project.of({**TEAM, ".claude/agents/more/other.md": double})
    document = project.documents[f"{ROOT}/{REVIEWER}"]
    titles = [one.title for one in lenses(document, project.snapshot)]
    assert titles[-1] == "also defined in .claude/agents/more/other.md"
    skill = project.documents[f"{ROOT}/{STYLE}"]
    assert [one.title for one in lenses(skill, project.snapshot)] == ["2 references", "without asking: 1 approval"]


def test_a_lens_and_hovers_tell_what_runs_without_asking() -> None:
    hook = '{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "make check"}]}]}, "env": {"A": "b"}}'
    project = Project.of({**TEAM, ".claude/settings.json": hook})
    document = project.documents[f"{ROOT}/.claude/settings.json"]
    (lens,) = lenses(document, project.snapshot)
    assert (lens.title, [one.span.of(hook) for one in lens.locations]) == ("without asking: 1 hook", ['"make check"'])
    found = hover(document, project.snapshot, hook.index("make"))
    assert found is not None
    assert found.markdown == "**Without asking** · hook: it runs at Stop."
    assert hover(document, project.snapshot, hook.index('"b"') + 1) is None


def test_a_lens_tells_of_the_budget_once_half_of_it_is_spent() -> None:
    long = "---\ndescription: " + "x" * 1600 + "\n---\nx\n"
    project = Project.of({f".claude/skills/s{number}/SKILL.md": long for number in range(10)})
    document = project.documents[f"{ROOT}/.claude/skills/s1/SKILL.md"]
    titles = [one.title for one in lenses(document, project.snapshot)]
    assert titles == ["1,536 of 15,360 characters in 10 descriptions (limit 30,000)"]
    assert not lenses(document, Project.of({".claude/skills/s1/SKILL.md": long}).snapshot)


def test_workspace_symbols() -> None:
    snapshot = Project.of(TEAM).snapshot
    assert [one.name for one in workspace_symbols(snapshot, "rev")] == ["reviewer"]
    assert {one.name for one in workspace_symbols(snapshot, "lnt")} == {"lint", "linter"}
    assert [(one.container, one.kind) for one in workspace_symbols(snapshot, "tools:lint")] == [
        ("tools", "skill"),
        ("tools", "agent"),
    ]
    assert len(workspace_symbols(snapshot, "")) > 10


def _tree(found: tuple[Symbol, ...]) -> list[object]:
    return [[one.name, *_tree(one.children)] if one.children else one.name for one in found]


def test_symbols_hold_keys_and_headings() -> None:
    project = Project.of(TEAM)
    reviewer = project.documents[f"{ROOT}/{REVIEWER}"]
    assert _tree(symbols(reviewer)) == [
        "name", "description", "tools", "model", "skills", ["Reviewing", "Steps"], "Reporting",
    ]  # fmt: skip
    lead = project.documents[f"{ROOT}/{LEAD}"]
    assert _tree(symbols(lead))[-1] == [
        "hooks",
        ["PreToolUse", ["Bash", "matcher", ["hooks", ["command", "type", "command"]]]],
    ]


def test_folds() -> None:
    project = Project.of(TEAM)
    document = project.documents[f"{ROOT}/{REVIEWER}"]
    assert [one.of(document.text).splitlines()[0] for one in folds(document)] == [
        "---", "skills:", "# Reviewing", "## Steps", "# Reporting",
    ]  # fmt: skip


SELECTIONS = [
    (REVIEWER, "Gr$0ep", ["Grep", "Read, Grep, mcp__github__get_issue", "tools: Read, Grep, mcp__github__get_issue"]),
    (
        REVIEWER,
        "style-gu$0ide",
        ["guide", "style-guide", '- style-guide\n  - "release"', 'skills:\n  - style-guide\n  - "release"'],
    ),
    (LEAD, "Agent(revi$0ewer", ["reviewer", "reviewer, Explore", "Agent(reviewer, Explore)"]),
    (REVIEWER, "1. Lo$0ok.", ["Look", "Look.", "1. Look.", "## Steps\n\n1. Look.\n\n"]),
]


@pytest.mark.parametrize(("path", "cursor", "expected"), SELECTIONS)
def test_selections_grow(path: str, cursor: str, expected: list[str]) -> None:
    _, document, offset = at_cursor(with_cursor(path, cursor))
    found = [one.of(document.text) for one in selections(document, offset)]
    assert found[-1] == document.text
    assert [one for one in found if one in expected] == expected


def test_tokens() -> None:
    project = Project.of(
        {REVIEWER: "---\nname: x\nmodel: opus\ntools: Bash(git:*), Task, mcp__gh__get\ncolor: 'red'\nfoo: 1\n---\nb\n"}
    )
    document = project.documents[f"{ROOT}/{REVIEWER}"]
    found = [(one.span.of(document.text), one.kind) for one in tokens(document, project.snapshot)]
    assert found == [
        ("name", "key"), ("x", "reference"), ("model", "key"), ("opus", "model"), ("tools", "key"), ("Bash", "tool"),
        ("git:*", "pattern"), ("Task", "tool"), ("mcp__", "reference"), ("gh", "reference"), ("__get", "reference"),
        ("color", "key"), ("red", "value"),
    ]  # fmt: skip


def test_who_may_start_whom() -> None:
    project, document, offset = at_cursor(with_cursor(LEAD, "(revi$0ewer"))
    snapshot = project.snapshot
    (reviewer,) = prepare(document, snapshot, offset)
    starters = {
        one.node.name: [span.of(project.texts[one.node.path]) for span in one.spans]
        for one in incoming(snapshot, reviewer)
    }
    assert starters == {"lead": ["reviewer"], "release": ["reviewer"], "helper": ["name"], "tools:linter": ["name"]}
    (lead,) = prepare(document, snapshot, document.text.index("lead"))
    assert [one.node.name for one in outgoing(snapshot, lead)] == ["reviewer"]
    helper = project.documents[f"{ROOT}/.claude/agents/helper.md"]
    (node,) = prepare(helper, snapshot, 0)
    assert {one.node.name for one in outgoing(snapshot, node)} == {"lead", "quiet", "reviewer", "tools:linter"}
    (quiet,) = prepare(project.documents[f"{ROOT}/.claude/agents/quiet.md"], snapshot, 0)
    assert outgoing(snapshot, quiet) == ()
