"""Findings in files that are not open: pulled, pushed by a setting, and counted on request."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_project import EVERYTHING, FILES, begin, lay_out, open_file, published
from wire import Wire

AGENTS = ".claude/agents"
BAD = "---\nname: bad\ndescription: d\ntools: Grpe, Read\n---\nBad.\n"
PULLS: dict[str, Any] = {
    **EVERYTHING,
    "textDocument": {**EVERYTHING["textDocument"], "diagnostic": {}},
    "workspace": {**EVERYTHING["workspace"], "diagnostics": {"refreshSupport": True}},
}
ON = {"settings": {"diagnostics": {"workspace": "on"}}}
OFF = {"settings": {"diagnostics.workspace": "off"}}


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return lay_out(lay_out(tmp_path), {f"{AGENTS}/bad.md": BAD})


def pull(wire: Wire, known: dict[str, str]) -> dict[str, list[str]]:
    """Return the rules for each file that the server tells of; `known` holds what an editor remembers."""
    ids = [{"uri": uri, "value": value} for uri, value in known.items()]
    found = {}
    for one in wire.result("workspace/diagnostic", {"identifier": "agentls", "previousResultIds": ids})["items"]:
        known.pop(one["uri"], None)
        if one.get("resultId"):
            known[one["uri"]] = one["resultId"]
        found[one["uri"].rpartition("/")[2]] = [each["code"] for each in one["items"]]
    return found


def test_pulled(top: Path) -> None:
    with Wire() as wire:
        provider = begin(wire, top, PULLS)["capabilities"]["diagnosticProvider"]
        assert provider["workspaceDiagnostics"] is True
        known: dict[str, str] = {}
        assert pull(wire, known) == {"bad.md": ["unknown-tool"]}
        assert pull(wire, known) == {}
        assert pull(wire, {}) == {"bad.md": ["unknown-tool"]}
        (top / AGENTS / "helper.md").unlink()
        wire.notify("workspace/didDeleteFiles", {"files": [{"uri": (top / AGENTS / "helper.md").as_uri()}]})
        wire.settle()
        assert pull(wire, known) == {"lead.md": ["unknown-agent"]}
        (top / AGENTS / "bad.md").write_text(BAD.replace("Grpe", "Grep"))
        wire.notify(
            "workspace/didChangeWatchedFiles", {"changes": [{"uri": (top / AGENTS / "bad.md").as_uri(), "type": 2}]}
        )
        assert pull(wire, known) == {"bad.md": []}
        assert wire.settle() == []


def test_open_files_are_pulled_by_themselves_and_once_more_when_closed(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, PULLS)
        known: dict[str, str] = {}
        pull(wire, known)
        uri = open_file(wire, top / AGENTS / "bad.md", BAD.replace("Grpe", "Grep"))
        assert pull(wire, known) == {}
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        again = wire.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        assert [one["code"] for one in again["items"]] == ["unknown-tool"]
        known.pop(uri)
        assert pull(wire, known) == {"bad.md": ["unknown-tool"]}


def test_a_large_answer_comes_in_parts(top: Path) -> None:
    lay_out(top, {f"{AGENTS}/bad-{number}.md": BAD.replace("bad", f"bad-{number}") for number in range(120)})
    with Wire() as wire:
        begin(wire, top, PULLS)
        params = {"previousResultIds": [], "partialResultToken": "part"}
        last = wire.result("workspace/diagnostic", params)["items"]
        parts = [one["params"] for one in wire.silence() if one["method"] == "$/progress"]
        assert {one["token"] for one in parts} == {"part"}
        sizes = [len(one["value"]["items"]) for one in parts]
        assert (sizes, sum(sizes) + len(last)) == ([50, 50], 121)


def test_a_pull_can_be_cancelled_and_none_is_left_at_the_end(tmp_path: Path) -> None:
    lay_out(tmp_path, {f"{AGENTS}/bad-{number}.md": BAD for number in range(500)})
    with Wire() as wire:
        begin(wire, tmp_path, PULLS)
        for number in (901, 902):
            wire.send(id=number, method="workspace/diagnostic", params={"previousResultIds": []})
        wire.notify("$/cancelRequest", {"id": 901})
        wire.send(id=903, method="shutdown")
        answers = {message["id"]: message for message in (wire.next() for _ in range(3))}
        assert answers[901]["error"]["code"] == answers[902]["error"]["code"] == -32800
        assert answers[903]["result"] is None
        wire.notify("exit")
        assert wire.process.wait(10) == 0
        assert wire.errors == []


def test_pushed_by_a_setting(top: Path) -> None:
    with Wire() as wire:
        wire.initialize(EVERYTHING, rootUri=top.as_uri(), initializationOptions=ON)
        assert published(wire.settle()) == {"bad.md": ["unknown-tool"]}
        uri = open_file(wire, top / AGENTS / "bad.md")
        wire.change(uri, BAD.replace("Grpe", "Grep"), 2)
        assert published(wire.settle()) == {"bad.md": []}
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert published(wire.settle()) == {"bad.md": ["unknown-tool"]}
        helper = open_file(wire, top / AGENTS / "helper.md")
        wire.settle()
        wire.change(helper, FILES[f"{AGENTS}/helper.md"].replace("name: helper", "name: aide"), 2)
        assert published(wire.settle())["lead.md"] == ["unknown-agent"]
        wire.notify("workspace/didChangeConfiguration", OFF)
        assert published(wire.settle())["lead.md"] == []


def test_not_pushed_without_the_setting(top: Path) -> None:
    with Wire() as wire:
        wire.initialize(EVERYTHING, rootUri=top.as_uri())
        assert published(wire.settle()) == {}


def test_nothing_is_pulled_against_the_setting(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, PULLS, initializationOptions=OFF)
        assert pull(wire, {}) == {}


def test_everything_is_checked_on_request(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top)
        open_file(wire, top / AGENTS / "lead.md", FILES[f"{AGENTS}/lead.md"].replace("skills: notes", "skills: note"))
        wire.settle()
        counts = wire.result("agentls/checkWorkspace")
        assert counts == {"files": 6, "error": 0, "warning": 2, "information": 0, "hint": 0}
        assert published(wire.silence()) == {"bad.md": ["unknown-tool"]}


@pytest.mark.parametrize("files", [{}, {"notes.md": "Nothing.\n"}])
def test_an_empty_project_is_checked_at_once(tmp_path: Path, files: dict[str, str]) -> None:
    lay_out(tmp_path, files)
    with Wire() as wire:
        begin(wire, tmp_path)
        assert wire.result("agentls/checkWorkspace")["files"] == 0
