"""Code actions that write an agent for another assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from small_project import EVERYTHING, begin, lay_out
from wire import Wire

AGENT = "---\nname: one\ndescription: Reviews.\ntools: Read\ncolor: red\n---\nRead the whole diff.\n"
ABLE: dict[str, Any] = {
    **EVERYTHING,
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


def test_the_first_line_offers_the_other_assistants(tmp_path: Path) -> None:
    top = lay_out(tmp_path, {".claude/agents/one.md": AGENT, ".qwen/agents/one.md": "mine\n"})
    uri = (top / ".claude/agents/one.md").as_uri()
    with Wire() as wire:
        begin(wire, top, ABLE)
        wire.open(uri, AGENT)
        found = actions(wire, uri, 0)
        gemini = found["Write it for Gemini CLI, but for a part of `color`"]
        create, edit = gemini["edit"]["documentChanges"]
        assert create["kind"] == "create"
        assert create["uri"] == edit["textDocument"]["uri"] == (top / ".gemini/agents/one.md").as_uri()
        assert "read_file" in edit["edits"][0]["newText"]
        # What is there already is not written over.
        assert not any("Qwen Code" in title for title in found)
        assert not any("Write it for" in title for title in actions(wire, uri, 3))
