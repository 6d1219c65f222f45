"""What starts the server anew. It comes last: the log tells of every answer that is cut off."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import Editor, found, ours

pytestmark = pytest.mark.vscode
PATH = "team/sorter.md"


def test_files_that_the_settings_make_agents(code: Editor, workspace: Path) -> None:
    (workspace / "team").mkdir()
    (workspace / PATH).write_text(
        "---\nname: sorter\ndescription: Sorts issues.\ntools: Read, Grpe\n---\n\nSort the issues.\n", "utf-8"
    )
    # Open before the setting says what it is, and neither closed nor opened again.
    assert code.ask("open", path=PATH) == "markdown"
    try:
        code.ask("setting", name="agentls.dialects", value={"team/*.md": "claude-code/agent"})
        shown = code.until_asked(lambda all_: bool(ours(all_)), "diagnostics", path=PATH)
        assert [one["code"] for one in ours(shown)] == ["unknown-tool"]
        assert code.until_asked(lambda language: language != "markdown", "language", path=PATH) == "claude-agent"
    finally:
        code.ask("setting", name="agentls.dialects")
    code.until_asked(lambda all_: not ours(all_), "diagnostics", path=PATH)
    said = code.logs()
    # Of a server that ends nothing is to be read but that another one starts.
    assert said.count("Starting ") > 2
    assert "exception calling callback" not in said
    assert "No more requests" not in said


def test_the_window_is_loaded_anew(code: Editor) -> None:
    code.reload()
    assert "unknown-tool" in [one["code"] for one in ours(found(code, ".claude/agents/reviewer.md", "unknown-tool"))]
