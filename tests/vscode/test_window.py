"""What a person has in a real VS Code with the packed extension."""

from __future__ import annotations

import pytest
from editor import Editor

pytestmark = pytest.mark.vscode


def test_the_installed_extension_answers(code: Editor) -> None:
    assert code.ask("open", path=".claude/agents/reviewer.md") == "chatagent"
    found = code.until_asked(
        lambda all_: [each for each in all_ if each["source"] == "agentls"],
        "diagnostics",
        path=".claude/agents/reviewer.md",
    )
    print(found)
    code.shoot("reviewer")
    print(code.logs())
