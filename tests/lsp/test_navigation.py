"""From a name to its places in other files, and all of them renamed, as editors ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_project import EVERYTHING, FILES, begin, lay_out, open_file, place, word_at
from wire import Wire


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.fixture
def wire(top: Path) -> Iterator[Wire]:
    with Wire() as wire:
        begin(wire, top)
        yield wire


def agent(top: Path, name: str) -> Path:
    return top / ".claude" / "agents" / f"{name}.md"


def test_definition(wire: Wire, top: Path) -> None:
    open_file(wire, agent(top, "lead"))
    [link] = wire.result("textDocument/definition", place(agent(top, "lead"), "helper", 2))
    assert link["targetUri"] == agent(top, "helper").as_uri()
    assert word_at(agent(top, "helper"), link["targetSelectionRange"]) == "helper"
    assert word_at(agent(top, "lead"), link["originSelectionRange"]) == "helper"
    [skill] = wire.result("textDocument/definition", place(agent(top, "lead"), "notes"))
    assert skill["targetUri"] == (top / ".claude/skills/notes/SKILL.md").as_uri()
    assert not wire.result("textDocument/definition", place(agent(top, "lead"), "Leads"))


def test_places_in_other_files_count_by_their_own_lines(wire: Wire, top: Path) -> None:
    # The open text comes before the disk, and its columns are counted in the units of the client.
    changed = FILES[".claude/agents/helper.md"].replace("name: helper", "# 😀\nname:   helper")
    open_file(wire, agent(top, "helper"), changed)
    open_file(wire, agent(top, "lead"))
    [link] = wire.result("textDocument/definition", place(agent(top, "lead"), "helper"))
    assert word_at(agent(top, "helper"), link["targetRange"], changed) == "helper"
    agent(top, "lead").write_text(
        FILES[".claude/agents/lead.md"].replace("Read, Agent(helper), Skill", '["😀", "Agent(helper)"]')
    )
    wire.notify("textDocument/didClose", {"textDocument": {"uri": agent(top, "lead").as_uri()}})
    wire.settle()
    params = {**place(agent(top, "helper"), "helper", text=changed), "context": {"includeDeclaration": False}}
    found = {one["uri"].rpartition("/")[2]: one["range"] for one in wire.result("textDocument/references", params)}
    assert word_at(agent(top, "lead"), found["lead.md"]) == "helper"


def test_references(wire: Wire, top: Path) -> None:
    open_file(wire, agent(top, "helper"))
    asked = place(agent(top, "helper"), "helper")
    for declaration, expected in ((True, ["helper.md", "lead.md", "go.md"]), (False, ["lead.md", "go.md"])):
        found = wire.result("textDocument/references", {**asked, "context": {"includeDeclaration": declaration}})
        assert [one["uri"].rpartition("/")[2] for one in found] == expected
        assert all("helper" in word_at(top / one["uri"].partition(f"{top.name}/")[2], one["range"]) for one in found)


def test_highlight(wire: Wire, top: Path) -> None:
    open_file(wire, agent(top, "lead"))
    found = wire.result("textDocument/documentHighlight", place(agent(top, "lead"), "lead"))
    assert [one["kind"] for one in found] == [3]


def test_highlights_end_what_was_held_back_while_typing(wire: Wire, top: Path) -> None:
    text = FILES[".claude/agents/helper.md"]
    uri = open_file(wire, agent(top, "helper"))
    wire.published()
    wire.change(uri, text.replace("tools: Read", "tools: Read, Bas"), 2)
    assert wire.published()["diagnostics"] == []
    wire.result(
        "textDocument/documentHighlight", {"textDocument": {"uri": uri}, "position": {"line": 8, "character": 0}}
    )
    assert [one["code"] for one in wire.published()["diagnostics"]] == ["unknown-tool"]


def test_links_and_symbols(wire: Wire, top: Path) -> None:
    uri = open_file(wire, agent(top, "lead"))
    links = wire.result("textDocument/documentLink", {"textDocument": {"uri": uri}})
    assert (top / "plan.md").as_uri() in [one["target"] for one in links]
    uri = open_file(wire, agent(top, "helper"))
    tree = wire.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [one["name"] for one in tree] == ["name", "description", "tools", "skills", "model", "Task"]
    found = wire.result("workspace/symbol", {"query": "help"})
    assert [(one["name"], one["location"]["uri"]) for one in found] == [("helper", agent(top, "helper").as_uri())]
    assert word_at(agent(top, "helper"), found[0]["location"]["range"]) == "helper"


def test_flat_places_for_plain_clients(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, {})
        uri = open_file(wire, agent(top, "lead"))
        [location] = wire.result("textDocument/definition", place(agent(top, "lead"), "helper"))
        assert location["uri"] == agent(top, "helper").as_uri()
        flat = wire.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert [one["location"]["uri"] for one in flat] == [uri] * len(flat)


def test_calls(wire: Wire, top: Path) -> None:
    open_file(wire, agent(top, "helper"))
    [helper] = wire.result("textDocument/prepareCallHierarchy", place(agent(top, "helper"), "helper"))
    callers = wire.result("callHierarchy/incomingCalls", {"item": helper})
    assert {one["from"]["name"] for one in callers} == {"lead", "go"}
    lead = next(one["from"] for one in callers if one["from"]["name"] == "lead")
    [call] = wire.result("callHierarchy/outgoingCalls", {"item": lead})
    assert call["to"]["name"] == "helper"
    assert [word_at(agent(top, "lead"), one) for one in call["fromRanges"]] == ["helper"]


def test_rename_moves_the_file_and_changes_every_use(wire: Wire, top: Path) -> None:
    lead = FILES[".claude/agents/lead.md"]
    open_file(wire, agent(top, "lead"), lead)
    asked = place(agent(top, "lead"), "helper", 1)
    prepared = wire.result("textDocument/prepareRename", asked)
    assert prepared["placeholder"] == "helper"
    edit = wire.result("textDocument/rename", {**asked, "newName": "aide"})
    *edits, move = edit["documentChanges"]
    assert (move["kind"], move["oldUri"]) == ("rename", agent(top, "helper").as_uri())
    assert move["newUri"] == agent(top, "aide").as_uri()
    changed = {one["textDocument"]["uri"].rpartition("/")[2]: one for one in edits}
    assert set(changed) == {"helper.md", "lead.md", "go.md"}
    assert [changed[name]["textDocument"]["version"] for name in ("lead.md", "go.md")] == [1, None]
    assert all(one["newText"] == "aide" for each in edits for one in each["edits"])
    own = {"files": [{"oldUri": move["oldUri"], "newUri": move["newUri"]}]}
    assert wire.result("workspace/willRenameFiles", own) is None, "the move belongs to the rename"


def test_rename_is_refused_with_a_reason(wire: Wire, top: Path) -> None:
    open_file(wire, agent(top, "lead"))
    answer = wire.request("textDocument/rename", {**place(agent(top, "lead"), "helper"), "newName": "lead"})
    assert "already" in answer["error"]["message"]
    assert wire.result("textDocument/prepareRename", place(agent(top, "lead"), "Leads")) is None
    assert wire.errors == []


def test_rename_without_moving_files(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top, {"textDocument": {"rename": {}}})
        open_file(wire, agent(top, "lead"))
        edit = wire.result("textDocument/rename", {**place(agent(top, "lead"), "helper"), "newName": "aide"})
        assert {uri.rpartition("/")[2] for uri in edit["changes"]} == {"helper.md", "lead.md", "go.md"}
        told = [one for one in wire.settle() if one["method"] == "window/showMessage"]
        assert ["helper.md to aide.md" in one["params"]["message"] for one in told] == [True]


def test_names_follow_files_that_are_renamed(wire: Wire, top: Path) -> None:
    old, new = top / ".claude/skills/notes", top / ".claude/skills/minutes"
    moves = {"files": [{"oldUri": old.as_uri(), "newUri": new.as_uri()}]}
    edit = wire.result("workspace/willRenameFiles", moves)
    changed = {one["textDocument"]["uri"].rpartition("/")[2]: one["edits"] for one in edit["documentChanges"]}
    assert set(changed) >= {"lead.md", "helper.md"}
    assert all(one["newText"] == "minutes" for edits in changed.values() for one in edits)
    old.rename(new)
    (new / "SKILL.md").write_text("---\nname: minutes\ndescription: d\n---\nTake minutes.\n")
    wire.notify("workspace/didRenameFiles", moves)
    wire.settle()
    open_file(wire, agent(top, "lead"))
    assert "unknown-skill" in [one["code"] for one in wire.published()["diagnostics"]]
    unrelated = {"files": [{"oldUri": (top / "plan.txt").as_uri(), "newUri": (top / "x.txt").as_uri()}]}
    assert wire.result("workspace/willRenameFiles", unrelated) is None


def test_completion_and_hover_know_other_files(wire: Wire, top: Path) -> None:
    text = FILES[".claude/agents/lead.md"].replace("skills: notes", "skills: ")
    open_file(wire, agent(top, "lead"), text)
    items = wire.result("textDocument/completion", place(agent(top, "lead"), "skills: ", 8, text))["items"]
    assert "notes" in [one["label"] for one in items]
    hover = wire.result("textDocument/hover", place(agent(top, "lead"), "helper", 1, text))
    assert "Helps." in hover["contents"]["value"]


def test_what_is_offered(top: Path) -> None:
    with Wire() as wire:
        offered: dict[str, Any] = begin(wire, top, EVERYTHING)["capabilities"]
    for one in [
        "definitionProvider",
        "referencesProvider",
        "documentHighlightProvider",
        "documentLinkProvider",
        "documentSymbolProvider",
        "workspaceSymbolProvider",
        "callHierarchyProvider",
        "renameProvider",
        "foldingRangeProvider",
        "selectionRangeProvider",
        "semanticTokensProvider",
        "inlayHintProvider",
        "codeLensProvider",
    ]:
        assert offered.get(one), one
    assert offered["renameProvider"] == {"prepareProvider": True}
    assert set(offered["workspace"]["fileOperations"]) == {"willRename", "didRename", "didCreate", "didDelete"}
