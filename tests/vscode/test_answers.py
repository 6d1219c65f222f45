"""What VS Code knows of agent files with the packed extension, asked through its own interfaces."""

from __future__ import annotations

import pytest
from editor import Editor, found, ours

pytestmark = pytest.mark.vscode
REVIEWER = ".claude/agents/reviewer.md"


@pytest.mark.parametrize(
    ("path", "language", "rule"),
    [
        (REVIEWER, "claude-agent", "unknown-tool"),
        (".claude/agents/nested/deep.md", "claude-agent", "unknown-tool"),
        (".claude/commands/ship.md", "claude-command", "unknown-model"),
        (".claude/skills/loud/SKILL.md", "agent-skill", "invalid-value"),
        # Nothing but the server can tell that this one is an agent.
        ("kit/agents/helper.md", "claude-agent", "ignored-in-plugin"),
    ],
)
def test_files_have_languages_of_their_own_and_are_checked(code: Editor, path: str, language: str, rule: str) -> None:
    code.ask("open", path=path)
    assert found(code, path, rule)
    code.until_asked(lambda name: name == language, "language", path=path)


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
    assert all(each["page"] == f'command:agentls.explainRule?["{each["code"]}"]' for each in all_.values())


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
