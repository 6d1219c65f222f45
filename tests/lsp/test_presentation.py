"""What is shown in and around the text, as editors ask for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import EVERYTHING, begin, lay_out, open_file, place
from wire import Wire

AGENTS = ".claude/agents"


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


def test_tokens(top: Path) -> None:
    file = top / AGENTS / "lead.md"
    with Wire() as wire:
        legend = begin(wire, top)["capabilities"]["semanticTokensProvider"]["legend"]
        uri = open_file(wire, file)
        data = wire.result("textDocument/semanticTokens/full", {"textDocument": {"uri": uri}})["data"]
    lines = file.read_text(encoding="utf-8").split("\n")
    found, line, column = [], 0, 0
    for at in range(0, len(data), 5):
        down, right, length, kind, _ = data[at : at + 5]
        column = right if down else column + right
        line += down
        text = lines[line].encode("utf-16-le")[column * 2 : (column + length) * 2].decode("utf-16-le")
        found.append((text, legend["tokenTypes"][kind]))
    assert ("description", "property") in found
    assert ("helper", "class") in found
    assert ("Read", "function") in found


def test_hints_and_lenses_and_their_switches(top: Path) -> None:
    file = top / AGENTS / "helper.md"
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    with Wire() as wire:
        begin(wire, top)
        document = {"textDocument": {"uri": open_file(wire, file)}}
        hints = wire.result("textDocument/inlayHint", {**document, "range": whole})
        assert any("claude-sonnet" in one["label"] for one in hints)
        first_line = {"start": whole["start"], "end": {"line": 1, "character": 0}}
        assert not wire.result("textDocument/inlayHint", {**document, "range": first_line})
        lenses = wire.result("textDocument/codeLens", document)
        assert [(one["command"]["title"], one["range"]["start"]["line"]) for one in lenses] == [("2 references", 1)]
        wire.notify("workspace/didChangeConfiguration", {"settings": {"inlayHints": False, "codeLens": False}})
        assert not wire.result("textDocument/inlayHint", {**document, "range": whole})
        assert not wire.result("textDocument/codeLens", document)


def test_lenses_lead_somewhere_where_the_editor_can_follow(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, initializationOptions={"editor": {"name": "vscode"}})
        document = {"textDocument": {"uri": open_file(wire, top / AGENTS / "helper.md")}}
        page, lens = wire.result("textDocument/codeLens", document)
        assert page["command"]["command"] == "agentls.showEffective"
        assert page["command"]["arguments"] == [document["textDocument"]["uri"]]
        uri, start, places = lens["command"]["arguments"]
        assert (lens["command"]["command"], uri) == ("agentls.showReferences", document["textDocument"]["uri"])
        assert start == lens["range"]["start"]
        assert [one["uri"].rpartition("/")[2] for one in places] == ["lead.md", "go.md"]


def test_selections_grow(top: Path) -> None:
    file = top / AGENTS / "lead.md"
    with Wire() as wire:
        begin(wire, top)
        uri = open_file(wire, file)
        positions = [place(file, "helper", 2)["position"], place(file, "Lead.")["position"]]
        found = wire.result("textDocument/selectionRange", {"textDocument": {"uri": uri}, "positions": positions})
        assert len(found) == 2
        assert found[0]["range"]["start"]["line"] == found[0]["range"]["end"]["line"] == 3
        while "parent" in found[0]:
            inner, found[0] = found[0]["range"], found[0]["parent"]
            outer = found[0]["range"]
            assert (outer["start"]["line"], outer["end"]["line"]) != (99, 99)
            assert outer["start"]["line"] <= inner["start"]["line"] <= inner["end"]["line"] <= outer["end"]["line"]


def test_what_an_agent_will_get(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, EVERYTHING)
        uri = open_file(wire, top / AGENTS / "helper.md")
        page = wire.result("agentls/effective", {"uri": uri})["markdown"]
        assert "claude-sonnet" in page
        assert "`Read`" in page
        assert "`notes`" in page
        assert wire.result("agentls/effective", {"uri": (top / "plan.md").as_uri()}) is None
        assert wire.result("agentls/effective", None) is None
