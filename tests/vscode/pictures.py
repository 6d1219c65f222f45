"""Take the pictures of the documentation in a real VS Code, in light and in dark; writes into `docs/images`.

python tests/vscode/pictures.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from editor import Editor, Json, ours
from installation import installation

from conftest import ROOT, VSIX

IMAGES = ROOT / "docs" / "images"
THEMES = {"light": "Default Light Modern", "dark": "Default Dark Modern"}
WIDTH = 960
MARGIN = 14
# So wide is the edge of the window where the lists of files would stand.
EDGE = 5
COMPLETED = ".claude/agents/docs-writer.md"
# What of the window is no part of what is to be seen.
BARE: Json = {
    "agentls.diagnostics.workspace": "off",
    "breadcrumbs.enabled": False,
    "editor.fontSize": 15,
    "editor.scrollBeyondLastLine": False,
    "problems.sortOrder": "position",
    "window.commandCenter": False,
    "workbench.activityBar.location": "hidden",
    "workbench.editor.editorActionsLocation": "hidden",
    "workbench.editor.showTabs": "none",
    "workbench.layoutControl.enabled": False,
    "workbench.statusBar.visible": False,
}
# The name of each picture, the file in it with its text, and how high the window is.
FILES: dict[str, tuple[str, str, int]] = {
    "problems": (
        ".claude/agents/test-runner.md",
        """---
name: test-runner
description: Runs the tests and explains failures. Use after code has changed.
tools: Read, Grpe, bash, Edit, Edit
modle: haiku
---

Run the tests.
""",
        470,
    ),
    "opencode": (
        ".opencode/agent/reviewer.md",
        """---
description: Reviews a diff for bugs.
mode: sub
tools: [Read, Bash]
color: #ff0000
---

Read the diff, then say what is wrong.
""",
        500,
    ),
    "targets": (
        ".agents/skills/triage/SKILL.md",
        "---\nname: triage\ndescription: Use when: an issue has no label\nmetadata: internal\n---\n\nRead the issue.\n",
        450,
    ),
}


def take(theme: str, home: Path) -> None:
    """Take every picture in a window of that theme, each of a project of its own."""
    for name, (path, text, _) in FILES.items():
        file = home / name / path
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    agent = home / "completion" / COMPLETED
    agent.parent.mkdir(parents=True)
    agent.write_text(
        "---\nname: docs-writer\ndescription: Writes the documentation.\ntools: Read, W\n---\n\nWrite.\n", "utf-8"
    )
    (home / "targets" / "agentls.toml").write_text('targets = ["copilot", "codex"]\n', "utf-8")
    settings = BARE | {"agentls.interpreter": [sys.executable], "workbench.colorTheme": THEMES[theme]}
    editor = Editor(installation(), home / "home", home / next(iter(FILES)), VSIX, settings)
    try:
        for name, (path, _, height) in FILES.items():
            # The lower part keeps the height that it gets at first.
            editor.page.set_viewport_size({"width": WIDTH, "height": height})
            editor.visit(home / name)
            for command in ("workbench.action.closeSidebar", "workbench.actions.view.problems"):
                editor.ask("command", name=command)
            editor.ask("open", path=path)
            editor.until_asked(lambda found: bool(ours(found)), "diagnostics", path=path)
            shoot(editor, IMAGES / f"{name}-{theme}.png", ".markers-panel .monaco-list-row >> nth=-1")
        complete(editor, home / "completion")
        shoot(editor, IMAGES / f"completion-{theme}.png", ".suggest-widget.visible")
    finally:
        editor.close()


def complete(editor: Editor, folder: Path) -> None:
    """Ask for suggestions in a list of tools."""
    editor.page.set_viewport_size({"width": WIDTH, "height": 500})
    editor.visit(folder)
    for command in ("workbench.action.closeSidebar", "workbench.action.closePanel"):
        editor.ask("command", name=command)
    editor.ask("open", path=COMPLETED)
    editor.page.locator(".view-line", has_text="tools:").click()
    for key in ("End", "Control+Space"):
        editor.page.keyboard.press(key)
    editor.page.wait_for_selector(".suggest-widget.visible .monaco-list-row.focused")


def shoot(editor: Editor, path: Path, last: str) -> None:
    """Take a picture of the window down to the element that `last` selects."""
    editor.page.mouse.move(1, 1)
    # What has just appeared fades in, and the cursor's own marks fade out.
    editor.page.wait_for_timeout(1500)
    box = editor.page.locator(last).bounding_box()
    assert box is not None, f"{last} is not to be seen"
    bottom = box["y"] + box["height"] + MARGIN
    editor.page.screenshot(path=path, clip={"x": EDGE, "y": 0, "width": WIDTH - EDGE, "height": bottom})


def main() -> None:
    """Take all pictures."""
    sys.path.append(str(installation().python_packages))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AGENTLS_TEST_OUTPUT"] = folder
        for theme in THEMES:
            (Path(folder) / theme).mkdir()
            take(theme, Path(folder) / theme)


if __name__ == "__main__":
    main()
