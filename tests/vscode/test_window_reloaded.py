"""What comes into force when the window is loaded anew. It comes last: the log tells of every answer that is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import Editor, found, ours

pytestmark = pytest.mark.vscode


def test_files_that_the_settings_make_agents(code: Editor, workspace: Path) -> None:
    (workspace / "team").mkdir()
    (workspace / "team" / "sorter.md").write_text(
        "---\nname: sorter\ndescription: Sorts issues.\ntools: Read, Grpe\n---\n\nSort the issues.\n", "utf-8"
    )
    code.ask("setting", name="agentls.dialects", value={"team/*.md": "claude-code/agent"})
    try:
        code.reload()
        assert [one["code"] for one in ours(found(code, "team/sorter.md", "unknown-tool"))] == ["unknown-tool"]
    finally:
        code.ask("setting", name="agentls.dialects")
        code.reload()
