"""What a person sees and does in the window of a real VS Code. The pictures taken on the way are in `test-output/vscode`."""

from __future__ import annotations

import os
import signal
import sys

import pytest
from editor import Editor, until

pytestmark = pytest.mark.vscode
SEEN = ".claude/agents/bug-finder.md"
SUGGESTIONS = ".suggest-widget.visible .monaco-list-row .label-name"
FOCUSED = ".suggest-widget.visible .monaco-list-row.focused .label-name"


@pytest.fixture
def seen(code: Editor) -> Editor:
    """Return the editor with a broken agent open, its problems underlined, and nothing else in the way."""
    code.ask("command", name="notifications.clearAll")
    code.ask("command", name="workbench.action.closePanel")
    code.ask("open", path=SEEN)
    focus(code)
    code.page.wait_for_selector(".monaco-editor .squiggly-warning", timeout=60_000)
    return code


def focus(code: Editor) -> None:
    """Put the cursor into the editor, at the top: a click may land anywhere, and scroll what matters out of sight."""
    code.ask("command", name="workbench.action.focusActiveEditorGroup")
    code.ask("select", at=[0, 0])


def go_to(code: Editor, line: int, column: int) -> None:
    code.page.keyboard.press("Control+g")
    code.page.wait_for_selector('.quick-input-widget:not([style*="display: none"]) input')
    code.page.keyboard.type(f"{line}:{column}")
    code.page.keyboard.press("Enter")
    code.page.wait_for_selector(".quick-input-widget", state="hidden")
    code.page.wait_for_selector(f"#status\\.editor\\.selection:has-text('Ln {line}, Col {column}')")
    # The cursor moves while the number is typed, but keys only go to the text once it has the focus again.
    code.page.wait_for_selector(".part.editor .monaco-editor.focused")


def line(code: Editor, number: int) -> str:
    return str(code.ask("text", path=SEEN).splitlines()[number - 1])


def texts(code: Editor, selector: str) -> list[str]:
    return [each.replace("\u00a0", " ").strip() for each in code.page.locator(selector).all_inner_texts()]


def take_first(code: Editor, name: str) -> None:
    """Take the suggestion of that name once it is the one that Enter would take."""
    until(lambda: texts(code, FOCUSED)[:1] == [name])
    code.page.keyboard.press("Enter")


def test_problems_are_listed_with_what_the_assistant_does(seen: Editor) -> None:
    seen.ask("command", name="workbench.actions.view.problems")
    seen.page.locator(".viewpane-filter-container input").first.fill("**/bug-finder.md")
    seen.page.mouse.move(10, 790)
    seen.page.wait_for_selector(".markers-panel .monaco-list-row:has-text('Grpe')")
    assert any("did you mean `Grep`?" in each for each in texts(seen, ".markers-panel .monaco-list-row"))
    seen.shoot("problems", 640)


def test_hover_explains_a_key(seen: Editor) -> None:
    go_to(seen, 4, 2)
    seen.page.keyboard.press("Control+k")
    seen.page.keyboard.press("Control+i")
    seen.page.wait_for_selector(".monaco-hover .hover-contents code")
    until(lambda: any("Read" in each for each in texts(seen, ".monaco-hover .hover-contents")))
    seen.shoot("hover", 430)
    seen.page.keyboard.press("Escape")


def test_suggestions_pop_up_while_typing_and_are_inserted_whole(seen: Editor) -> None:
    go_to(seen, 4, len(line(seen, 4)) + 1)
    seen.page.keyboard.type(", ")
    seen.page.wait_for_selector(SUGGESTIONS)
    names = texts(seen, SUGGESTIONS)
    assert sorted(set(names)) == sorted(names)
    assert "Read" not in names
    seen.page.keyboard.type("Wr", delay=60)
    until(lambda: texts(seen, SUGGESTIONS)[:1] == ["Write"])
    seen.shoot("completion", 320)
    take_first(seen, "Write")
    until(lambda: line(seen, 4) == "tools: Read, Grpe, Bash(git diff:*), Write")


def test_the_same_names_by_key_are_not_offered_twice(seen: Editor) -> None:
    go_to(seen, 4, 8)
    for _ in range(5):
        seen.page.keyboard.press("Control+Space")
        try:
            seen.page.wait_for_selector(SUGGESTIONS, timeout=3000)
            break
        except Exception:
            seen.page.keyboard.press("Escape")
    names = texts(seen, SUGGESTIONS)
    assert names
    assert sorted(set(names)) == sorted(names)
    seen.page.keyboard.press("Escape")


def test_the_light_bulb_mends_a_word(seen: Editor) -> None:
    go_to(seen, 5, 9)
    seen.page.keyboard.press("Control+.")
    seen.page.wait_for_selector(".action-widget .monaco-list-row:has-text('purple')")
    seen.shoot("quick-fix")
    seen.page.locator(".action-widget .monaco-list-row", has_text="purple").first.click()
    until(lambda: line(seen, 5) == "color: purple")


def test_a_rename_reaches_everything_that_names_the_agent(seen: Editor) -> None:
    old, new = (f".claude/agents/{name}.md" for name in ("old-name", "new-name"))
    seen.until_asked(bool, "definition", path=".claude/agents/caller.md", at=[3, 15])
    seen.ask("open", path=old)
    go_to(seen, 2, 9)
    seen.page.keyboard.press("F2")
    seen.page.wait_for_selector(".rename-box input")
    seen.shoot("rename")
    seen.page.keyboard.press("Control+a")
    seen.page.keyboard.type("new-name")
    seen.page.keyboard.press("Enter")
    until((seen.workspace / new).is_file)
    assert not (seen.workspace / old).exists()
    # The file moves first, its text follows.
    seen.until_asked(lambda text: "name: new-name" in text, "text", path=new)
    seen.until_asked(lambda text: "tools: Agent(new-name), Read" in text, "text", path=".claude/agents/caller.md")


def test_a_color_has_its_swatch(seen: Editor) -> None:
    seen.ask("open", path=".claude/agents/good.md")
    swatch = seen.page.locator(".monaco-editor .colorpicker-color-decoration")
    swatch.first.wait_for()
    assert swatch.first.evaluate("each => getComputedStyle(each).backgroundColor") != "rgba(0, 0, 0, 0)"
    seen.shoot("swatch")


def test_a_key_is_inserted_with_its_values_to_choose_from(seen: Editor) -> None:
    seen.ask("open", path=".claude/agents/typed.md")
    seen.ask("replace", path=".claude/agents/typed.md", at=[0, 0, 99, 0], text="---\nname: typed\n\n---\n\nBody\n")
    focus(seen)
    go_to(seen, 3, 1)
    seen.page.keyboard.type("colo", delay=60)
    take_first(seen, "color")
    until(lambda: seen.ask("text", path=".claude/agents/typed.md").splitlines()[2] == "color: red")
    until(lambda: {"blue", "purple"} <= set(texts(seen, SUGGESTIONS)))
    seen.shoot("colors", 430)
    seen.page.keyboard.press("Escape")


PROMPT = '.quick-input-widget:not([style*="display: none"])'


def ask_for_new(code: Editor, kind: str) -> None:
    """Begin a new agent, skill or command, up to the question for its name."""
    code.palette(f"agentls: New {kind.capitalize()}")
    code.page.wait_for_selector(f"{PROMPT}:has-text('The name by which the {kind} is called')")


def take_first_place(code: Editor, file: str) -> None:
    """Confirm the name and the first place, and wait for the file to be open."""
    code.page.keyboard.press("Enter")
    code.page.wait_for_selector(f"{PROMPT} .monaco-list-row:has-text('All my projects')")
    code.page.keyboard.press("Enter")
    code.page.wait_for_selector(f".tab.active:has-text('{file}')")


def test_a_new_agent_is_written_where_it_is_wanted_and_has_no_problem(seen: Editor) -> None:
    ask_for_new(seen, "agent")
    seen.page.keyboard.type("brand new")
    seen.page.wait_for_selector(f"{PROMPT}:has-text('Letters, digits')")
    for _ in range(4):
        seen.page.keyboard.press("Backspace")
    seen.page.keyboard.type("-new")
    take_first_place(seen, "brand-new.md")
    path = ".claude/agents/brand-new.md"
    seen.until_asked(lambda text: text.startswith("---\nname: brand-new\n"), "text", path=path)
    # The name is there already; the places that are left are filled in one after the other.
    for text in ("Does it", "when it is needed", "You do it."):
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.type(text)
    wanted = "---\nname: brand-new\ndescription: Does it. Use it when it is needed.\n---\n\nYou do it.\n"
    seen.until_asked(lambda text: text == wanted, "text", path=path)
    seen.shoot("new-agent", 320)
    seen.page.wait_for_timeout(1000)
    assert seen.ask("diagnostics", path=path) == []


def test_a_new_skill_has_its_folder_and_its_name(seen: Editor) -> None:
    ask_for_new(seen, "skill")
    # The question waits although somebody looks elsewhere.
    seen.page.locator(".monaco-editor .view-line").first.click()
    seen.page.locator(f"{PROMPT} input").first.click()
    seen.page.keyboard.type("clean-up")
    take_first_place(seen, "SKILL.md")
    path = ".claude/skills/clean-up/SKILL.md"
    text = seen.until_asked(lambda text: text.startswith("---\n"), "text", path=path)
    assert text.count("---\n") == 2
    seen.ask("command", name="workbench.action.files.save")


def test_a_new_command_has_its_template(seen: Editor) -> None:
    ask_for_new(seen, "command")
    seen.page.keyboard.type("tidy")
    take_first_place(seen, "tidy.md")
    path = ".claude/commands/tidy.md"
    text = seen.until_asked(lambda text: text.startswith("---\ndescription: "), "text", path=path)
    assert text.count("---\n") == 2
    seen.shoot("new-command", 320)
    seen.ask("command", name="workbench.action.files.save")


def test_the_interpreter_is_chosen_among_those_that_are_there(seen: Editor) -> None:
    seen.palette("agentls: Choose Interpreter")
    seen.page.wait_for_selector(".quick-input-list .monaco-list-row:has-text('Find one by itself')")
    rows = texts(seen, ".quick-input-list .monaco-list-row")
    assert rows[-1].startswith("Browse")
    assert all(each.startswith("Python 3.") for each in rows[:-2])
    seen.shoot("choose-interpreter", 320)
    seen.page.keyboard.press("Escape")


def test_the_walkthrough_shows_its_pictures(seen: Editor) -> None:
    seen.ask("command", name="workbench.action.openWalkthrough", args=["agentls.agentls#agentls.start", False])
    # In a narrow window there is no room for pictures beside the steps.
    seen.ask("command", name="workbench.action.closeSidebar")
    seen.page.get_by_text("Write an agent").first.wait_for()
    picture = seen.page.frame_locator("iframe.webview.ready").frame_locator("iframe").locator("img").first
    picture.wait_for()
    until(lambda: picture.evaluate("each => each.complete && each.naturalWidth > 0"))
    seen.shoot("walkthrough")
    seen.ask("command", name="workbench.view.explorer")
    seen.ask("closeAll")


def test_the_page_of_a_rule_opens(seen: Editor) -> None:
    go_to(seen, 4, 15)
    seen.palette("agentls: Explain Rule")
    seen.page.wait_for_selector(".tab:has-text('unknown-tool.md')")
    seen.page.wait_for_timeout(1500)
    seen.shoot("rule")
    (page,) = seen.ask("generated", scheme="agentls-rule")
    assert page.startswith("# unknown-tool\n\nSeverity: **warning**.")
    assert "<!--" not in page
    seen.ask("closeAll")


def test_everything_safe_is_mended_at_once(seen: Editor) -> None:
    seen.ask("open", path=".claude/agents/all.md")
    seen.until_asked(
        lambda all_: "duplicate-tool" in [each["code"] for each in all_], "diagnostics", path=".claude/agents/all.md"
    )
    focus(seen)
    seen.palette("agentls: Fix All Problems in File")
    until(lambda: "tools: Read, Bash(git diff:*)\n" in seen.ask("text", path=".claude/agents/all.md"))
    toast = seen.page.locator(".notification-toast", has_text=" fixed in 1 file; ")
    toast.wait_for()
    seen.shoot("fixed")


def test_fixes_of_the_workspace_are_shown_before_they_are_made(seen: Editor) -> None:
    before = seen.ask("text", path=".claude/agents/unopened.md")
    seen.palette("agentls: Fix All Problems in Workspace")
    seen.page.wait_for_selector(".bulk-edit-panel .monaco-list-row:has-text('.md')", timeout=60_000)
    seen.shoot("preview")
    assert seen.ask("text", path=".claude/agents/unopened.md") == before
    seen.page.locator(".bulk-edit-panel .monaco-button:has-text('Discard')").click()
    seen.ask("command", name="workbench.action.closePanel")


def test_what_an_agent_gets_is_one_click_away(seen: Editor) -> None:
    seen.ask("open", path=".claude/agents/good.md")
    lens = seen.page.locator(".codelens-decoration a", has_text="What this agent will get")
    lens.first.wait_for()
    seen.shoot("lens", 320)
    lens.first.click()
    (page,) = seen.until_asked(bool, "generated", scheme="agentls-effective")
    assert "good" in page
    seen.page.wait_for_timeout(1000)
    seen.shoot("effective")
    seen.ask("closeAll")


def test_the_status_tells_what_runs(seen: Editor) -> None:
    until(lambda: seen.page.locator("#status\\.languageStatus").count())
    seen.page.locator("#status\\.languageStatus").first.hover()
    item = seen.page.locator(".hover-language-status", has_text="agentls")
    item.wait_for()
    python = ".".join(map(str, sys.version_info[:3]))
    assert f"Claude Code sub-agent · Python {python} (agentls.interpreter)" in item.inner_text()
    seen.shoot("status")
    seen.page.mouse.move(600, 300)


def test_the_log_has_no_error_of_ours(code: Editor) -> None:
    lines = code.logs().splitlines()
    assert [line for line in lines if "agentls" in line and ("[error]" in line or "Traceback" in line)] == []


def test_a_missing_interpreter_is_said_once_with_a_way_out(seen: Editor) -> None:
    seen.ask("setting", name="agentls.interpreter", value=["/no/such/python"])
    toast = seen.page.locator(".notification-toast", has_text="agentls can't run `/no/such/python`")
    toast.wait_for()
    assert toast.count() == 1
    assert "Choose Interpreter" in toast.inner_text()
    seen.shoot("no-interpreter")
    seen.ask("command", name="notifications.clearAll")
    seen.ask("setting", name="agentls.interpreter", value=None)
    seen.until_asked(lambda all_: any(each["source"] == "agentls" for each in all_), "diagnostics", path=SEEN)


def test_a_server_that_dies_again_and_again_is_given_up_with_one_message(seen: Editor) -> None:
    for _ in range(6):
        seen.page.wait_for_timeout(3000)  # one that dies before it has said hello is given up at once
        (process,) = until(lambda: seen.processes("launch.py"))
        os.kill(process, signal.SIGKILL)
        until(lambda gone=process: gone not in seen.processes("launch.py"))
    toasts = seen.page.locator(".notification-toast")
    toasts.first.wait_for()
    assert toasts.count() == 1
    assert "will not be restarted" in toasts.first.inner_text()
    assert seen.processes("launch.py") == []
    seen.shoot("given-up")
    seen.ask("command", name="notifications.clearAll")
    seen.ask("command", name="agentls.restart")
    assert len(until(lambda: seen.processes("launch.py"))) == 1
