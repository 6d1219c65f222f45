"""What VS Code knows of agent files with the packed extension, asked through its own interfaces."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from disputes import DISPUTES
from editor import Editor

from agentls.knowledge.dialect import detect
from agentls.knowledge.settings import DEFAULTS
from agentls.meaning.editor_checks import shows
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint

pytestmark = pytest.mark.vscode
REVIEWER = ".claude/agents/reviewer.md"
# Rules that may speak at a place where VS Code speaks too, because they say something else:
# that the model is gone and since when; that the whole file is dropped, or not, or starts nothing.
SAYS_MORE = {
    "retired-model",
    "yaml-syntax",
    "repaired-yaml",
    "unclosed-frontmatter",
    "no-usable-tool",
    "ineffective-matcher",
}
# VS Code says that it is another program than Claude Code.
SAYS_LESS = ("is not supported by VS Code", "is not supported in rules files by VS Code")
# VS Code takes every entry of a hook and every kind of hook for a command.
MISUNDERSTOOD = ("`hooks` is missing", "`prompt` is missing", "`url` is missing")


def ours(diagnostics: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each in diagnostics if each["source"] == "agentls"]


def found(code: Editor, path: str, rule: str) -> list[dict[str, Any]]:
    code.ask("open", path=path)
    return ours(code.until_asked(lambda all_: rule in [each["code"] for each in all_], "diagnostics", path=path))


@pytest.mark.parametrize(
    ("path", "language", "rule"),
    [
        (REVIEWER, "chatagent", "unknown-tool"),
        (".claude/agents/nested/deep.md", "markdown", "unknown-tool"),
        (".claude/commands/ship.md", "markdown", "unknown-model"),
        ("kit/agents/helper.md", "markdown", "ignored-in-plugin"),
    ],
)
def test_files_are_checked_whatever_their_language_is_called(code: Editor, path: str, language: str, rule: str) -> None:
    assert code.ask("open", path=path) == language
    assert found(code, path, rule)


def test_a_changed_setting_acts_at_once(code: Editor) -> None:
    found(code, REVIEWER, "unknown-tool")
    for value, severity in [({"unknown-tool": "error"}, "error"), (None, "warning")]:
        code.ask("setting", name="agentls.rules", value=value)
        code.until_asked(
            lambda all_, wanted=severity: (
                [each["severity"] for each in all_ if each["code"] == "unknown-tool"] == [wanted]
            ),
            "diagnostics",
            path=REVIEWER,
        )


def test_diagnostics_stand_at_the_exact_words(code: Editor) -> None:
    all_ = {each["code"]: each for each in found(code, REVIEWER, "unknown-tool")}
    assert all_["unknown-tool"]["range"] == [3, 13, 3, 17]
    assert "`Grep`" in all_["unknown-tool"]["message"]
    assert all_["invalid-value"]["range"] == [4, 7, 4, 13]
    assert "`purple`" in all_["invalid-value"]["message"]
    assert all(each["page"].endswith(f"/{each['code']}.md") for each in all_.values())


def test_other_markdown_costs_nothing(code: Editor) -> None:
    code.ask("open", path="notes.md")
    assert ours(code.ask("diagnostics", path="notes.md")) == []
    assert code.ask("hover", path="notes.md", at=[0, 3]) == []


@pytest.mark.parametrize(
    ("text", "at", "some", "without"),
    [
        ("\n", [1, 0], ["name", "tools", "color"], []),
        ("name: x\n\n", [2, 0], ["description", "tools", "color"], ["name"]),
        ("tools: Read, \n", [1, 13], ["Bash", "Agent"], ["Read"]),
        ("tools: [Read, ]\n", [1, 14], ["Bash", "Agent"], ["Read"]),
        ("tools:\n  - Read\n  - \n", [3, 4], ["Bash", "Agent"], ["Read"]),
        ("color: \n", [1, 7], ["red", "purple"], []),
        ("model: \n", [1, 7], ["sonnet", "inherit"], []),
        ("memory: \n", [1, 8], ["user", "project"], []),
    ],
)
def test_completion_offers_what_is_missing_and_nothing_twice(
    code: Editor, text: str, at: list[int], some: list[str], without: list[str]
) -> None:
    path = ".claude/agents/typed.md"
    found(code, REVIEWER, "unknown-tool")  # the server is there
    code.ask("open", path=path)
    code.ask("replace", path=path, at=[0, 0, 99, 0], text=f"---\n{text}---\n\nBody\n")
    labels = [each["label"] for each in code.ask("completions", path=path, at=at)]
    assert set(some) <= set(labels)
    assert not set(without) & set(labels)
    assert sorted(set(labels)) == sorted(labels)


def test_hover_shows_formatted_documentation(code: Editor) -> None:
    found(code, REVIEWER, "unknown-tool")
    shown = "\n".join(code.ask("hover", path=REVIEWER, at=[4, 2]))
    assert "**" in shown
    assert "```yaml" in shown


def test_a_fix_mends_the_word(code: Editor) -> None:
    path = ".claude/agents/fixed.md"
    found(code, path, "unknown-tool")
    titles = [each["title"] for each in code.ask("actions", path=path, at=[3, 14, 3, 14])]
    assert "Replace with `Grep`" in titles
    code.ask("act", path=path, at=[3, 14, 3, 14], title="Replace with `Grep`")
    code.until_asked(lambda all_: "unknown-tool" not in [each["code"] for each in all_], "diagnostics", path=path)
    assert "tools: Read, Grep, " in code.ask("text", path=path)


def test_colors_are_known(code: Editor) -> None:
    found(code, ".claude/agents/nested/deep.md", "unknown-tool")
    code.ask("open", path=".claude/agents/good.md")
    assert [each[:4] for each in code.ask("colors", path=".claude/agents/good.md")] == [[4, 7, 4, 13]]


@pytest.fixture(scope="module")
def disputed(code: Editor) -> Editor:
    """Return the editor with files in its folder on which VS Code has a word, too."""
    for path, text in DISPUTES.items():
        (code.workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (code.workspace / path).write_text(text, "utf-8")
    return code


def test_of_files_that_are_not_open_everything_is_said(disputed: Editor) -> None:
    """VS Code looks at open files only."""
    path = ".claude/agents/memory.md"

    def says_it(all_: list[dict[str, Any]]) -> bool:
        return any(each["code"] == "invalid-value" and each["range"] == [3, 8, 3, 14] for each in ours(all_))

    found(disputed, REVIEWER, "unknown-tool")
    disputed.until_asked(says_it, "diagnostics", path=path)
    disputed.ask("open", path=path)
    disputed.until_asked(lambda all_: all_ and not says_it(all_), "diagnostics", path=path)


def test_nothing_is_said_twice_and_nothing_is_lost(disputed: Editor) -> None:
    """VS Code's own checks and ours never mark the same words for the same reason, and one of them always does."""
    doubled, lost = [], []
    for path, text in DISPUTES.items():
        disputed.ask("open", path=path)
        hidden = left_out(path, text)
        # Both have had their say once VS Code, which waits some 200 ms after the last change, has been silent longer.
        for _ in range(8):
            disputed.page.wait_for_timeout(450)
            diagnostics = disputed.ask("diagnostics", path=path)
            theirs = [each for each in diagnostics if each["source"] != "agentls" and not says(SAYS_LESS, each)]
            unsaid = [(path, *each) for each in hidden if not any(stands_for(other, each) for other in theirs)]
            if not unsaid:
                break
        lost += unsaid
        doubled += [
            (path, mine["code"], mine["range"], other["message"])
            for mine in ours(diagnostics)
            if mine["code"] not in SAYS_MORE and not says(MISUNDERSTOOD, mine)
            for other in theirs
            # A mere warning does not say that the whole file is lost.
            if overlap(mine["range"], other["range"]) and (mine["severity"], other["severity"]) != ("error", "warning")
        ]
        disputed.ask("command", name="workbench.action.closeActiveEditor")
    assert doubled == []
    assert lost == []


def left_out(path: str, text: str) -> list[tuple[str, list[int]]]:
    """Return the findings of the file that the server does not tell VS Code, with their places."""
    dialect = detect(f"/{path}")
    assert dialect
    document = Document(f"/{path}", text, dialect)
    place = partial(document.lines.position, encoding="utf-16")
    findings = [each for each in lint(document, Snapshot(DEFAULTS)) if shows("vscode", document, each)]
    return [(each.rule, [*place(each.span.start), *place(each.span.end)]) for each in findings]


def says(phrases: tuple[str, ...], diagnostic: dict[str, Any]) -> bool:
    return any(phrase in diagnostic["message"] for phrase in phrases)


def overlap(one: list[int], other: list[int]) -> bool:
    return one == other or (one[:2] < other[2:] and other[:2] < one[2:])


def stands_for(theirs: dict[str, Any], ours: tuple[str, list[int]]) -> bool:
    """Tell whether VS Code's diagnostic is about what we leave out; JSON that breaks off it marks where it ends."""
    rule, (*start, end_line, end) = ours
    return rule == "json-syntax" or (start <= theirs["range"][2:] and theirs["range"][:2] <= [end_line, end])


def test_names_lead_to_what_they_name(code: Editor) -> None:
    code.ask("open", path=".claude/agents/lead.md")
    found = code.until_asked(bool, "definition", path=".claude/agents/lead.md", at=[3, 15])
    assert [each[0] for each in found] == [str(code.workspace / ".claude" / "agents" / "good.md")]
    assert found[0][1:] == [1, 6, 1, 10]


def test_skills_of_the_project_are_offered(code: Editor) -> None:
    path = ".claude/agents/typed.md"
    code.ask("open", path=path)
    code.ask("replace", path=path, at=[0, 0, 99, 0], text="---\nname: typed\nskills: \n---\n")
    offered = code.until_asked(
        lambda all_: "changelog" in [each["label"] for each in all_], "completions", path=path, at=[2, 8]
    )
    assert [each["label"] for each in offered].count("changelog") == 1


def test_problems_of_a_file_that_is_not_open_are_listed(code: Editor) -> None:
    code.ask("open", path=REVIEWER)
    unopened = str(code.workspace / ".claude" / "agents" / "unopened.md")
    code.until_asked(lambda files: unopened in files, "files")


def test_the_whole_workspace_is_checked_on_demand(code: Editor) -> None:
    found(code, REVIEWER, "unknown-tool")
    code.ask("command", name="agentls.checkWorkspace")
    files = code.ask("files")
    assert str(code.workspace / ".claude" / "agents" / "unopened.md") in files
    assert str(code.workspace / ".claude" / "agents" / "lead.md") not in files


def test_what_an_agent_will_get_is_shown(code: Editor) -> None:
    found(code, REVIEWER, "unknown-tool")
    code.ask("open", path=REVIEWER)
    code.ask("command", name="agentls.showEffective")
    (page,) = code.until_asked(bool, "generated", scheme="agentls-effective")
    assert "Grpe" in page
    assert "sonnet" in page


def test_typing_makes_no_problem_flicker(code: Editor) -> None:
    """While one line is edited, the diagnostics of another stay where they are, in every state on the way."""
    path = ".claude/agents/steady.md"
    found(code, path, "unknown-tool")
    code.ask("open", path=path)
    found(code, path, "unknown-tool")
    for number, letter in enumerate("model: son"):
        code.ask("replace", path=path, at=[5, number, 5, number], text=letter)
    code.page.wait_for_timeout(500)
    states = [ours(each["diagnostics"]) for each in code.ask("history") if each["path"].endswith("steady.md")]
    assert states
    assert all("unknown-tool" in [each["code"] for each in state] for state in states)
