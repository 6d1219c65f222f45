"""Languages of our own beside what VS Code and its users do with Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from editor import Editor, found, ours, until

pytestmark = pytest.mark.vscode
AGENT = ".claude/agents/asking.md"
FREE = ".claude/agents/free.md"
TITLE = ".editor-actions [aria-label^='Open Preview']"


@pytest.fixture
def asking(code: Editor) -> Iterator[Editor]:
    """Return the editor with an agent in its folder whose mode VS Code's own checks would report, too."""
    (code.workspace / AGENT).write_text("---\nname: asking\ndescription: Asks\npermissionMode: ask\n---\n\nAsk.\n")
    code.ask("closeAll")
    yield code
    for name in ("files.associations", "agentls.ownLanguages"):
        code.ask("setting", name=name, value=None)
    code.ask("closeAll")


@pytest.mark.parametrize("language", ["markdown", "claude-agent", "chatagent"])
def test_whatever_the_user_calls_it_somebody_reports_it_once(asking: Editor, language: str) -> None:
    asking.ask("setting", name="files.associations", value={"**/.claude/agents/**/*.md": language})
    assert asking.ask("open", path=AGENT) == language
    all_ = asking.until_asked(lambda all_: any(each["range"][0] == 3 for each in all_), "diagnostics", path=AGENT)
    asking.page.wait_for_timeout(800)
    all_ = asking.ask("diagnostics", path=AGENT)
    assert asking.ask("language", path=AGENT) == language
    assert [each["source"] == "agentls" for each in all_ if each["range"][0] == 3] == [language != "chatagent"]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        (".claude/agents/nested/own.md", "claude-agent"),
        (".claude/skills/own/SKILL.md", "agent-skill"),
        (".claude/commands/own.md", "claude-command"),
        (".claude/rules/own.md", "claude-rule"),
        (".claude/output-styles/own.md", "claude-output-style"),
    ],
)
def test_each_kind_has_its_language(asking: Editor, path: str, language: str) -> None:
    (asking.workspace / path).parent.mkdir(parents=True, exist_ok=True)
    (asking.workspace / path).write_text("---\nname: own\ndescription: Is own\n---\n\nText.\n")
    assert asking.ask("open", path=path) == language


def test_the_setting_acts_at_once_on_open_files(asking: Editor) -> None:
    found(asking, AGENT, "invalid-value")
    for value, language, speaks in [(False, "chatagent", False), (None, "claude-agent", True)]:
        asking.ask("setting", name="agentls.ownLanguages", value=value)
        asking.until_asked(lambda name, wanted=language: name == wanted, "language", path=AGENT)
        asking.until_asked(
            lambda all_, speaks=speaks: bool(all_) and any(each["source"] == "agentls" for each in all_) == speaks,
            "diagnostics",
            path=AGENT,
        )


def test_a_language_chosen_by_hand_stays(asking: Editor) -> None:
    found(asking, AGENT, "invalid-value")
    asking.ask("speak", path=AGENT, language="markdown")
    asking.page.wait_for_timeout(800)
    assert asking.ask("language", path=AGENT) == "markdown"


def test_vs_code_adds_no_opinion_and_no_second_text(asking: Editor) -> None:
    text = "---\nname: free\ndescription: Is free\nmodel: opusplan\npermissionMode: auto\n---\n\n# One\n\nText.\n"
    (asking.workspace / FREE).write_text(text)
    asking.ask("open", path=FREE)
    texts = asking.until_asked(bool, "hover", path=FREE, at=[3, 2])
    assert len(texts) == 1
    asking.page.wait_for_timeout(800)
    assert asking.ask("diagnostics", path=FREE) == []
    assert asking.ask("symbols", path=FREE) == ["name", "description", "model", "permissionMode", "One"]
    assert [0, 5] in asking.ask("folds", path=FREE)
    assert [7, 9] in asking.ask("folds", path=FREE)


def test_the_preview_of_markdown_is_still_there(asking: Editor) -> None:
    asking.ask("open", path=AGENT)
    asking.page.wait_for_selector(TITLE)
    asking.ask("command", name="workbench.action.focusActiveEditorGroup")
    asking.page.keyboard.press("Control+Shift+V")
    # The preview takes a tab of its own or the editor's, as VS Code likes; its page is a frame in a frame.
    page = asking.page.frame_locator("iframe.webview.ready").frame_locator("iframe")
    page.locator("td", has_text="asking").first.wait_for()
    asking.page.keyboard.press("Control+Shift+V")


def test_the_list_of_agents_that_vs_code_keeps_has_ours(asking: Editor) -> None:
    asking.ask("open", path=AGENT)
    asking.palette("Configure Custom Agents")
    asking.page.locator(".monaco-list-row", has_text="Designs HTTP interfaces").first.wait_for()
    asking.page.keyboard.press("Escape")


def test_a_folder_is_enough_to_start_and_one_without_agent_files_starts_nothing(code: Editor, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n")
    code.ask("closeAll")
    try:
        code.visit(tmp_path)
        code.ask("open", path="notes.md")
        code.page.wait_for_timeout(2500)
        assert code.processes("launch.py") == []
    finally:
        code.visit(code.workspace)
    unopened = str(code.workspace / ".claude" / "agents" / "unopened.md")
    code.until_asked(lambda files: unopened in files, "files")
    code.ask("command", name="agentls.checkWorkspace")
    toast = code.page.locator(".notification-toast")
    until(lambda: any(" files." in each for each in toast.all_inner_texts()))
    assert ours(code.ask("diagnostics", path=".claude/agents/unopened.md"))
