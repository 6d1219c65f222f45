"""Fixes of a whole file and of the whole workspace, with what they mend and what they leave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_project import EVERYTHING, begin, lay_out
from wire import Wire

ONE = "---\nname: one\ndescription: d\ntools: Read, Grpe, Read, LS\n---\nOne.\n"
TWO = "---\nname: two\ndescription: d\ntools: LS, Read, View, Write, Write\n---\nTwo.\n"
ABLE: dict[str, Any] = {
    **EVERYTHING,
    "textDocument": {
        **EVERYTHING["textDocument"],
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
    "workspace": {
        **EVERYTHING["workspace"],
        "workspaceEdit": {"documentChanges": True, "changeAnnotationSupport": {}},
    },
}


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return lay_out(tmp_path, {".claude/agents/one.md": ONE, ".claude/agents/two.md": TWO})


def _fixed(answer: dict[str, Any], **texts: str) -> dict[str, str]:
    """Return the texts after the edits of an answer, by their file's name."""
    for change in answer["edit"]["documentChanges"]:
        name = change["textDocument"]["uri"].rpartition("/")[2].removesuffix(".md")
        lines = texts[name].split("\n")
        for edit in sorted(change["edits"], key=lambda one: -one["range"]["start"]["character"]):
            start, end = edit["range"]["start"], edit["range"]["end"]
            assert start["line"] == end["line"]
            line = lines[start["line"]]
            lines[start["line"]] = line[: start["character"]] + edit["newText"] + line[end["character"] :]
        texts[name] = "\n".join(lines)
    return texts


def test_of_one_file_what_cannot_change_the_meaning(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, ABLE)
        wire.settle()
        uri = (top / ".claude/agents/one.md").as_uri()
        answer = wire.result("agentls/fixAll", {"uri": uri})
        assert _fixed(answer, one=ONE) == {"one": ONE.replace("Grpe, Read, LS", "Grpe, LS")}
        assert {name: answer[name] for name in ("files", "fixed", "left", "choices")} == {
            "files": 1,
            "fixed": 1,
            "left": 2,
            "choices": 2,
        }


def test_of_the_workspace_also_what_is_obvious_after_a_look(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, ABLE)
        wire.settle()
        answer = wire.result("agentls/fixAll", {"obvious": True, "confirm": True})
        assert answer["left"] == 0
        assert answer["files"] == 2
        assert _fixed(answer, one=ONE, two=TWO) == {
            "one": ONE.replace("Read, Grpe, Read, LS", "Read, Grep, Glob"),
            "two": TWO.replace("LS, Read, View, Write, Write", "Glob, Read, Write"),
        }
        [annotation] = answer["edit"]["changeAnnotations"].items()
        assert annotation[1]["needsConfirmation"] is True
        edits = [edit for change in answer["edit"]["documentChanges"] for edit in change["edits"]]
        assert {edit["annotationId"] for edit in edits} == {annotation[0]}


def test_a_command_makes_the_edits_and_says_so(top: Path) -> None:
    with Wire() as wire:
        commands = begin(wire, top, ABLE)["capabilities"]["executeCommandProvider"]["commands"]
        wire.settle()
        uri = (top / ".claude/agents/one.md").as_uri()
        assert "agentls.applyFixes" in commands
        wire.result("workspace/executeCommand", {"command": "agentls.applyFixes", "arguments": [{"uri": uri}]})
        said = {one["method"]: one["params"] for one in wire.silence()}
        assert said["window/showMessage"]["message"] == "1 fixed, 2 need a look."
        assert said["workspace/applyEdit"]["edit"]["documentChanges"][0]["textDocument"]["uri"] == uri


def quick_fixes(wire: Wire, uri: str, place: dict[str, int]) -> dict[str, Any]:
    """Return the fixes that are offered at a place, by their titles."""
    params = {
        "textDocument": {"uri": uri},
        "range": {"start": place, "end": place},
        "context": {"diagnostics": [], "only": ["quickfix"]},
    }
    found = {one["title"]: one for one in wire.result("textDocument/codeAction", params)}
    wire.silence()
    return found


def test_of_one_rule_where_there_are_several(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, ABLE)
        wire.settle()
        uri = (top / ".claude/agents/two.md").as_uri()
        wire.open(uri, TWO)
        found = quick_fixes(wire, uri, {"line": 3, "character": 8})
        edits = found["Fix all 2 `removed-tool` in this file"]["edit"]["documentChanges"][0]["edits"]
        assert [one["newText"] for one in edits] == ["Glob", ""]


@pytest.mark.parametrize("params", [None, [], {"uri": 5}, {"uri": "file:///nowhere/x.md"}, {"rule": "no-such-rule"}])
def test_odd_wishes_are_answered(top: Path, params: Any) -> None:
    with Wire() as wire:
        begin(wire, top, ABLE)
        assert "fixed" in wire.result("agentls/fixAll", params)
        assert "fixed" in wire.result(
            "workspace/executeCommand", {"command": "agentls.applyFixes", "arguments": [params]}
        )
        wire.silence()


def test_a_rule_is_switched_off_here_or_for_the_project_and_its_page_opened(top: Path) -> None:
    able = {**ABLE, "window": {"showDocument": {"support": True}}}
    able["workspace"] = {
        **ABLE["workspace"],
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename"]},
    }
    with Wire() as wire:
        begin(wire, top, able)
        uri = (top / ".claude/agents/one.md").as_uri()
        wire.open(uri, ONE)
        found = quick_fixes(wire, uri, {"line": 3, "character": 14})
        here = found["Switch `unknown-tool` off here"]["edit"]["documentChanges"][0]["edits"]
        assert [one["newText"] for one in here] == ["  # agentls: ignore[unknown-tool]"]
        create, change = found["Switch `unknown-tool` off in agentls.toml"]["edit"]["documentChanges"]
        assert create == {
            "kind": "create",
            "uri": (top / "agentls.toml").as_uri(),
            "options": {"ignoreIfExists": True},
        }
        assert change["edits"][0]["newText"] == '[rules]\nunknown-tool = "off"\n'
        wire.result("workspace/executeCommand", found["Open documentation of `unknown-tool`"]["command"])
        [shown] = [one for one in wire.silence() if one.get("method") == "window/showDocument"]
        assert shown["params"]["uri"].endswith("docs/rules/unknown-tool.md")
        (top / "agentls.toml").write_text("# ours\n[rules]\n", encoding="utf-8")
        wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": create["uri"], "type": 1}]})
        wire.settle()
        found = quick_fixes(wire, uri, {"line": 3, "character": 14})
        [change] = found["Switch `unknown-tool` off in agentls.toml"]["edit"]["documentChanges"]
        assert change["edits"][0]["range"]["start"] == {"line": 1, "character": 7}
        wire.silence()
