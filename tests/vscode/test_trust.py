"""A folder that nobody has vouched for: its files are checked, and nothing of it is run."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from editor import Editor

from conftest import VSIX, broken, ready_installation

pytestmark = pytest.mark.vscode
AGENT = ".claude/agents/reviewer.md"


@pytest.fixture
def restricted(tmp_path: Path) -> Iterator[Editor]:
    """Return an editor in a folder whose settings name a program of its own as interpreter and as server."""
    workspace = tmp_path / "workspace"
    evil = workspace / "evil"
    for path, text in {
        AGENT: broken("reviewer"),
        "evil": f"#!/bin/sh\ntouch {tmp_path}/was-run\n",
        ".vscode/settings.json": json.dumps({"agentls.interpreter": [str(evil)], "agentls.server": str(evil)}),
    }.items():
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        (workspace / path).write_text(text, "utf-8")
    evil.chmod(0o755)
    trust = {"security.workspace.trust.enabled": True, "security.workspace.trust.startupPrompt": "never"}
    editor = Editor(ready_installation(), tmp_path / "home", workspace, VSIX, trust)
    yield editor
    editor.close()


@pytest.mark.skipif(not (shutil.which("python3") or shutil.which("python")), reason="no Python on the PATH")
def test_nothing_of_an_untrusted_folder_is_run(restricted: Editor, tmp_path: Path) -> None:
    restricted.ask("open", path=AGENT)
    restricted.until_asked(
        lambda all_: "unknown-tool" in [each["code"] for each in all_], "diagnostics", seconds=60, path=AGENT
    )
    restricted.shoot("untrusted")
    assert restricted.page.locator("text=Restricted Mode").count()
    assert not (tmp_path / "was-run").exists()
