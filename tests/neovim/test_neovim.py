"""What somebody sees who opens an agent file in Neovim, set up as `editors/neovim` says."""

from __future__ import annotations

from pathlib import Path

import player
import pytest
from small_project import lay_out

TEXT = """\
---
name: reviewer
description: Reviews 😀 diffs.
tools: Read, Grpe
color: purpel
---
Read the diff.
"""

pytestmark = pytest.mark.skipif(player.executable() is None, reason="Neovim is not installed")


@pytest.fixture
def agent(tmp_path: Path) -> Path:
    file = tmp_path / ".claude" / "agents" / "reviewer.md"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_a_session(agent: Path) -> None:
    shown = player.play(
        {"do": "open", "file": str(agent)},
        {"do": "diagnostics"},
        {"do": "go", "text": "Grpe"},
        {"do": "fix"},
        {"do": "diagnostics"},
        {"do": "complete", "keys": "A, ", "line": "tools: Read, Grep, "},
        {"do": "accept"},
        {"do": "go", "text": "Read", "into": 1},
        {"do": "hover"},
        {"do": "go", "text": "purpel", "into": 2},
        {"do": "fix"},
        {"do": "diagnostics"},
        {"do": "text"},
    )
    assert shown["root"] == str(agent.parent.parent.parent)
    _, before, _, tools, after_fix, menu, accepted, _, hover, _, color, at_the_end, text = shown["steps"]
    assert [(one["rule"], one["text"], one["severity"]) for one in before] == [
        ("unknown-tool", "Grpe", "warn"),
        ("invalid-value", "purpel", "warn"),
    ]
    assert tools["line"] == "tools: Read, Grep"
    assert tools["offered"][0] == {"title": "Replace with `Grep`", "preferred": True, "kind": "quickfix"}
    assert [one["rule"] for one in after_fix] == ["invalid-value"]
    labels = [one["label"] for one in menu]
    assert "Bash" in labels
    assert not {"Read", "Grep"} & set(labels)
    assert accepted == f"tools: Read, Grep, {labels[0]}"
    assert any("Read" in line for line in hover)
    assert len(hover) > 3
    assert color["line"] == "color: purple"
    assert at_the_end == []
    assert text == TEXT.replace("Grpe", f"Grep, {labels[0]}").replace("purpel", "purple")
    assert shown["log"] == []


def test_typing_and_saving(agent: Path) -> None:
    agent.write_text(TEXT.replace("Grpe", "Grep").replace("purpel", "purple"), encoding="utf-8")
    shown = player.play(
        {"do": "open", "file": str(agent)},
        {"do": "diagnostics"},
        {"do": "go", "text": "Grep", "into": 4},
        {"do": "type", "keys": "A, Bas", "line": "tools: Read, Grep, Bas"},
        {"do": "diagnostics"},
        {"do": "write"},
        {"do": "diagnostics", "rule": "unknown-tool"},
    )
    _, before, _, _, typing, _, saved = shown["steps"]
    assert before == typing == []
    assert [one["text"] for one in saved] == ["Bas"]


def test_names_lead_to_other_files_and_are_renamed_there(tmp_path: Path) -> None:
    lay_out(tmp_path)
    agents = tmp_path / ".claude" / "agents"
    shown = player.play(
        {"do": "open", "file": str(agents / "lead.md")},
        {"do": "ready"},
        {"do": "go", "text": "helper", "into": 2},
        {"do": "definition"},
        {"do": "references"},
        {"do": "open", "file": str(agents / "lead.md")},
        {"do": "go", "text": "helper", "into": 2},
        {"do": "rename", "name": "aide"},
        {"do": "go", "text": "skills"},
        {"do": "complete", "keys": "$ciwno", "line": "skills: no", "manual": True},
        {"do": "accept"},
    )
    _, _, _, definition, references, _, _, renamed, _, menu, accepted = shown["steps"]
    assert definition == {"file": "helper.md", "line": 2, "column": 6, "text": "name: helper"}
    assert references == [{"file": "lead.md", "line": 4}, {"file": "go.md", "line": 3}]
    assert renamed == "tools: Read, Agent(aide), Skill"
    assert not (agents / "helper.md").exists()
    assert (agents / "aide.md").read_text(encoding="utf-8").startswith("---\nname: aide\n")
    assert "Agent(aide)" in (tmp_path / ".claude/commands/go.md").read_text(encoding="utf-8")
    assert menu[0]["label"] == "notes"
    assert accepted == "skills: notes"
    assert shown["log"] == []


def test_keys_are_completed_below_a_broken_line(agent: Path) -> None:
    agent.write_text(TEXT.replace("color: purpel", 'model: "opus').replace("Grpe", "Grep"), encoding="utf-8")
    shown = player.play(
        {"do": "open", "file": str(agent)},
        {"do": "go", "text": "tools"},
        {"do": "complete", "keys": "oco", "line": "co"},
        {"do": "accept"},
    )
    _, _, menu, accepted = shown["steps"]
    assert "color" in [one["label"] for one in menu]
    assert accepted.startswith("color:")


def test_our_own_configuration_is_judged(agent: Path) -> None:
    file = agent.parent.parent.parent / "agentls.toml"
    file.write_text('ruels = 1\n\n[rule]\nunknown-tool = "off"\n\n[rules]\nunknown-tol = "error"\n', encoding="utf-8")
    shown = player.play(
        {"do": "open", "file": str(file)},
        {"do": "diagnostics"},
        {"do": "go", "text": "unknown-tol "},
        {"do": "fix"},
        {"do": "diagnostics"},
    )
    _, before, _, fixed, after = shown["steps"]
    assert [(one["line"], one["rule"], one["text"], one["severity"]) for one in before] == [
        (0, "unknown-key", "ruels", "warn"),
        (2, "unknown-key", "rule", "warn"),
        (6, "unknown-key", "unknown-tol", "warn"),
    ]
    assert all("did you mean" in one["message"] for one in before)
    assert fixed["line"] == 'unknown-tool = "error"'
    assert [one["text"] for one in after] == ["ruels", "rule"]
    assert shown["log"] == []


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        (".opencode/agents/a.md", "---\ndescription: d\ntools: [Read]\n---\nText.\n", ["wrong-type"]),
        (".cursor/rules/a.mdc", "---\ndescription: d\nalwaysApply: yes\n---\nText.\n", ["invalid-value"]),
        (".codex/agents/a.toml", 'name = "a"\ndescription = "d"\ndeveloper_instructions = 5\n', ["wrong-type"]),
    ],
)
def test_files_of_other_assistants_are_judged(tmp_path: Path, path: str, text: str, rules: list[str]) -> None:
    (tmp_path / ".git").mkdir()
    file = lay_out(tmp_path, {path: text}) / path
    shown = player.play({"do": "open", "file": str(file)}, {"do": "diagnostics"})
    assert [one["rule"] for one in shown["steps"][1]] == rules
