"""Code actions that write a file for another assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_project import EVERYTHING, begin, lay_out
from wire import Wire

AGENT = "---\nname: one\ndescription: Reviews.\ntools: Read\ncolor: red\n---\nRead the whole diff.\n"
ABLE: dict[str, Any] = {
    **EVERYTHING,
    "workspace": {**EVERYTHING["workspace"], "applyEdit": True},
    "textDocument": {
        **EVERYTHING["textDocument"],
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
}


def actions(wire: Wire, uri: str, line: int) -> dict[str, Any]:
    start = {"line": line, "character": 0}
    params = {
        "textDocument": {"uri": uri},
        "range": {"start": start, "end": start},
        "context": {"diagnostics": [], "only": ["refactor.rewrite"]},
    }
    return {one["title"]: one for one in wire.result("textDocument/codeAction", params)}


def chosen(wire: Wire, action: dict[str, Any]) -> dict[str, Any]:
    """Return what the server sends when somebody chooses the action, by method."""
    wire.result("workspace/executeCommand", action["command"])
    return {one["method"]: one["params"] for one in wire.silence()}


def test_the_first_line_offers_the_other_assistants(tmp_path: Path) -> None:
    top = lay_out(tmp_path, {".claude/agents/one.md": AGENT, ".qwen/agents/one.md": "mine\n"})
    uri = (top / ".claude/agents/one.md").as_uri()
    with Wire() as wire:
        begin(wire, top, ABLE)
        wire.open(uri, AGENT)
        found = actions(wire, uri, 0)
        assert not any("Write it for" in title for title in actions(wire, uri, 3))
        said = chosen(wire, found["Write it for Gemini CLI"])
        create, edit = said["workspace/applyEdit"]["edit"]["documentChanges"]
        assert create["kind"] == "create"
        assert create["uri"] == edit["textDocument"]["uri"] == (top / ".gemini/agents/one.md").as_uri()
        assert "read_file" in edit["edits"][0]["newText"]
        assert said["window/showMessage"]["message"] == (
            "Written to `.gemini/agents/one.md`; Gemini CLI does not have all that stands in `color`."
        )
        # What is there already is not written over.
        refused = chosen(wire, found["Write it for Qwen Code"])
        assert refused["window/showMessage"]["message"].endswith("`.qwen/agents/one.md` is there already.")
        assert "workspace/applyEdit" not in refused


def test_skills_and_commands_are_offered_too_and_what_cannot_be_read_is_not(tmp_path: Path) -> None:
    skill = "---\nname: notes\ndescription: Takes notes.\n---\nTake notes.\n"
    files = {
        ".claude/skills/notes/SKILL.md": skill,
        ".claude/commands/go.md": "Go.\n",
        ".claude/agents/two.md": "---\nname: [\n",
    }
    top = lay_out(tmp_path, files)
    with Wire() as wire:
        begin(wire, top, ABLE)
        offered = {}
        for path, text in files.items():
            wire.open((top / path).as_uri(), text)
            offered[path] = [one for one in actions(wire, (top / path).as_uri(), 0) if one.startswith("Write it for")]
        assert "Write it for Codex" in offered[".claude/skills/notes/SKILL.md"]
        assert "Write it for OpenCode" in offered[".claude/commands/go.md"]
        assert not offered[".claude/agents/two.md"]


@pytest.mark.parametrize("params", [None, [], {}, {"uri": 5, "to": 6}, {"uri": "file:///nowhere/x.md", "to": "gemini"}])
def test_odd_wishes_are_answered(tmp_path: Path, params: Any) -> None:
    with Wire() as wire:
        begin(wire, lay_out(tmp_path), ABLE)
        answer = wire.request("workspace/executeCommand", {"command": "agentls.convert", "arguments": [params]})
        assert answer["result"] is None


def test_who_cannot_have_edits_made_is_offered_nothing(tmp_path: Path) -> None:
    top = lay_out(tmp_path, {".claude/agents/one.md": AGENT})
    uri = (top / ".claude/agents/one.md").as_uri()
    with Wire() as wire:
        begin(wire, top, {**ABLE, "workspace": EVERYTHING["workspace"]})
        wire.open(uri, AGENT)
        assert not any("Write it for" in title for title in actions(wire, uri, 0))
