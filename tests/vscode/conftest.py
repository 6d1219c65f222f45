"""One VS Code for all tests of this folder: starting it costs some ten seconds, a test in it well under one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from editor import Editor  # noqa: E402  the folder of these tests is no package
from installation import Installation, installation  # noqa: E402

from needed import do_without  # noqa: E402

VSIX = ROOT / "vscode-extension" / "agentls.vsix"


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the project's examples and some files of our own, to be opened in the editor."""
    folder = tmp_path_factory.mktemp("vscode") / "workspace"
    shutil.copytree(ROOT / "examples", folder)
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def ready_installation() -> Installation:
    place = installation()
    if not place.is_complete:
        do_without(f"no VS Code in {place.folder}: run `python tests/vscode/installation.py`")
    if not VSIX.exists():
        do_without(f"no {VSIX.relative_to(ROOT)}: run `make vsix`")
    sys.path.append(str(place.python_packages))
    return place


@pytest.fixture(scope="session")
def code(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    place = ready_installation()
    own_server = os.environ.get("AGENTLS_TEST_SERVER")
    settings = {"agentls.server": own_server} if own_server else {"agentls.interpreter": [sys.executable]}
    editor = Editor(place, tmp_path_factory.mktemp("home"), workspace, VSIX, settings)
    yield editor
    editor.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep a picture of the window as it was when a test failed, which tells more than the line that gave up."""
    report = yield
    editor = getattr(item, "funcargs", {}).get("code")
    if report.failed and isinstance(editor, Editor):
        name = "".join(each if each.isalnum() else "-" for each in item.name)
        editor.page.screenshot(path=editor.shots / f"failed-{name}.png")
    return report


def broken(name: str) -> str:
    """Return the text of an agent with mistakes on which VS Code has no word."""
    return f"""---
name: {name}
description: Reviews code for quality
tools: Read, Grpe, Bash(git diff:*)
color: purpel
model: sonnet
---

You review code.
"""


FILES = {
    ".claude/agents/reviewer.md": broken("reviewer"),
    ".claude/agents/nested/deep.md": broken("deep"),
    ".claude/agents/fixed.md": broken("fixed"),
    ".claude/agents/steady.md": broken("steady").replace("model: sonnet\n", "\n"),
    ".claude/agents/good.md": broken("good").replace("Grpe", "Grep").replace("purpel", "purple"),
    ".claude/agents/typed.md": "---\nname: typed\ndescription: Is typed\n---\n\nYou are typed.\n",
    ".claude/agents/bug-finder.md": broken("bug-finder"),
    ".claude/agents/all.md": broken("all").replace("Grpe", "Read, Read").replace("purpel", "purple"),
    ".claude/agents/lead.md": "---\nname: lead\ndescription: Leads\ntools: Agent(good), Read\n---\n\nYou lead.\n",
    ".claude/agents/old-name.md": "---\nname: old-name\ndescription: Helps\ntools: Read\n---\n\nYou help.\n",
    ".claude/agents/caller.md": "---\nname: caller\ndescription: Calls\ntools: Agent(old-name), Read\n---\n\nCall.\n",
    ".claude/agents/unopened.md": broken("unopened"),
    ".claude/skills/changelog/SKILL.md": "---\nname: changelog\ndescription: How we write it\n---\n\nOne line each.\n",
    ".claude/commands/ship.md": "---\ndescription: Ships it\nmodel: sonet\n---\n\nShip $ARGUMENTS.\n",
    ".claude/skills/loud/SKILL.md": "---\nname: loud\ndescription: Is loud\neffort: loud\n---\n\nShout.\n",
    "kit/.claude-plugin/plugin.json": '{"name": "kit"}\n',
    "kit/agents/helper.md": broken("helper").replace("model: sonnet", "permissionMode: plan"),
    "notes.md": "# Notes\n\nNothing here is an agent.\n",
}
