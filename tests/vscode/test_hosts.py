"""One broken file of each assistant's in VS Code: what is wrong is said, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import Editor, found

pytestmark = pytest.mark.vscode

# The path of a file, its text, and the rules with the places of what is wrong in it, counted from 0.
FILES: dict[str, tuple[str, list[tuple[str, int, int]]]] = {
    ".agents/skills/sorting/SKILL.md": (
        "---\ndescription: Use when: issues are to be sorted\n---\n\nSort the issues.\n",
        [("repaired-yaml", 1, 21)],
    ),
    ".opencode/agent/sorter.md": (
        "---\ndescription: Sorts issues.\nmode: sub\ntools: [Read]\ncolor: #ff0000\n---\n\nSort the issues.\n",
        [("invalid-form", 2, 6), ("wrong-type", 3, 7), ("wrong-type", 4, 7)],
    ),
    ".gemini/agents/sorter.md": (
        "---\nname: Sorter\ndescription: Sorts issues.\ntools: [Read]\nmaxTurns: 12\n---\n\nSort the issues.\n",
        [("invalid-form", 1, 6), ("invalid-form", 3, 8), ("unknown-key", 4, 0)],
    ),
    ".github/agents/sorter.agent.md": (
        "---\ndescription: Sorts issues: all of them\nhandoff: []\n---\n\nSort the issues.\n",
        [("yaml-syntax", 1, 25), ("unknown-key", 2, 0)],
    ),
    ".cursor/rules/sorting.mdc": (
        '---\ndescription: Sorting\nglobs: ["*.py", "*.pyi"]\nalwaysApply: yes\n---\n\nSort the imports.\n',
        [("misread-value", 2, 7), ("invalid-value", 3, 13)],
    ),
    ".qwen/agents/sorter.md": (
        "---\nname: 7\ndescription: Sorts issues.\napprovalMode: auto_edit\nmaxTurns: 0\n---\n\nSort the issues.\n",
        [("invalid-form", 1, 6), ("invalid-form", 3, 14), ("invalid-value", 4, 10)],
    ),
    ".codex/agents/sorter.toml": (
        'name = "sorter"\ndescription = "Sorts issues."\nsandbox_mode = "readonly"\n',
        [("missing-key", 0, 0), ("invalid-form", 2, 15)],
    ),
}


@pytest.mark.parametrize("path", FILES)
def test_a_broken_file_of_each_assistant(code: Editor, workspace: Path, path: str) -> None:
    text, wanted = FILES[path]
    (workspace / path).parent.mkdir(parents=True, exist_ok=True)
    (workspace / path).write_text(text, "utf-8")
    told = found(code, path, wanted[0][0])
    assert sorted((one["code"], *one["range"][:2]) for one in told) == sorted(wanted)
