"""Pushed or pulled, never both; what a diagnostic carries; and settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from wire import Wire

TEXT = "---\nname: a\ndescription: b\ntools: Read, Grpe, Read\n---\nBody.\n"
URI = "file:///nowhere/.claude/agents/a.md"
PUSH: dict[str, Any] = {"textDocument": {"publishDiagnostics": {}}}
PULL: dict[str, Any] = {
    "textDocument": {"publishDiagnostics": {}, "diagnostic": {}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}


def pulled(wire: Wire) -> list[str]:
    report = wire.result("textDocument/diagnostic", {"textDocument": {"uri": URI}})
    assert report["kind"] == "full"
    return [one["code"] for one in report["items"]]


def test_a_client_that_fetches_is_sent_nothing() -> None:
    with Wire() as wire:
        assert wire.initialize(PULL)["capabilities"]["diagnosticProvider"]["identifier"] == "agentls"
        wire.open(URI, TEXT)
        wire.change(URI, TEXT + "More.\n", 2)
        assert wire.silence() == []
        assert "unknown-tool" in pulled(wire)
        wire.notify("textDocument/didClose", {"textDocument": {"uri": URI}})
        assert wire.silence() == []
        assert pulled(wire) == []


def test_a_client_that_fetches_is_asked_to_fetch_again_when_typing_ends() -> None:
    with Wire() as wire:
        wire.initialize(PULL)
        wire.open(URI, TEXT.replace("Grpe", "Gr"))
        wire.change(URI, TEXT.replace("Grpe", "Gre"), 2)
        assert "unknown-tool" not in pulled(wire)
        wire.notify("textDocument/didSave", {"textDocument": {"uri": URI}})
        [message] = wire.silence()
        assert message["method"] == "workspace/diagnostic/refresh"
        assert "unknown-tool" in pulled(wire)


def test_a_client_that_cannot_be_asked_to_fetch_again_is_sent_diagnostics() -> None:
    with Wire() as wire:
        result = wire.initialize({"textDocument": PULL["textDocument"]})
        assert "diagnosticProvider" not in result["capabilities"]
        wire.open(URI, TEXT)
        assert wire.published()["diagnostics"]


def test_a_client_that_only_fetches_is_believed() -> None:
    with Wire() as wire:
        wire.initialize({"textDocument": {"diagnostic": {}}})
        wire.open(URI, TEXT)
        assert wire.silence() == []
        assert "unknown-tool" in pulled(wire)


def test_a_diagnostic_carries_no_more_than_the_client_shows() -> None:
    rich = {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}, "codeDescriptionSupport": True}
    with Wire() as plain, Wire() as able:
        plain.initialize(PUSH)
        able.initialize({"textDocument": {"publishDiagnostics": rich}})
        for wire in (plain, able):
            wire.open(URI, TEXT)
        extra = {"tags", "relatedInformation", "codeDescription"}
        for one in plain.published()["diagnostics"]:
            assert not extra & one.keys()
        found = {one["code"]: one for one in able.published()["diagnostics"]}
        duplicate = found["duplicate-tool"]
        assert duplicate["tags"] == [1]
        [first] = duplicate["relatedInformation"]
        assert first["location"]["uri"] == URI
        assert first["location"]["range"]["start"] == {"line": 3, "character": 7}
        assert all(
            "codeDescription" not in one or one["codeDescription"]["href"].startswith("file:") for one in found.values()
        )


def test_actions_belong_to_their_diagnostic_and_their_line() -> None:
    actions = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
    text = "---\nname: a\ndescription: b\ntools: Grpe\ndisallowedTools: Bsh\n---\nBody.\n"
    with Wire() as wire:
        wire.initialize(actions)
        wire.open(URI, text)
        shown = {one["range"]["start"]["line"]: one for one in wire.published()["diagnostics"]}
        for line, word in ((3, "Grep"), (4, "Bash")):
            start = {"line": line, "character": 0}
            context = {"diagnostics": [shown[line]]}
            params = {"textDocument": {"uri": URI}, "range": {"start": start, "end": start}, "context": context}
            found = wire.result("textDocument/codeAction", params)
            fixes = [one for one in found if one["kind"] == "quickfix" and one["diagnostics"] == [shown[line]]]
            assert fixes[0]["title"] == f"Replace with `{word}`"
            for one in found:
                for edit in one["edit"]["changes"][URI] if one["kind"] == "quickfix" else ():
                    assert edit["range"]["start"]["line"] == line
            only = wire.result("textDocument/codeAction", {**params, "context": {**context, "only": ["refactor"]}})
            assert all(one["kind"].startswith("refactor") for one in only)


def test_safe_fixes_are_made_all_at_once_and_lists_rewritten() -> None:
    actions = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
    with Wire() as wire:
        wire.initialize(actions)
        wire.open(URI, TEXT)
        start = {"line": 3, "character": 0}
        params = {"textDocument": {"uri": URI}, "range": {"start": start, "end": start}, "context": {"diagnostics": []}}

        def edits(only: str) -> list[list[dict[str, Any]]]:
            found = wire.result("textDocument/codeAction", {**params, "context": {"diagnostics": [], "only": [only]}})
            return [one["edit"]["changes"][URI] for one in found]

        [all_safe] = edits("source.fixAll.agentls")
        assert all_safe == edits("source.fixAll")[0] == edits("source")[0]
        assert [one["range"]["start"] for one in all_safe] == [{"line": 3, "character": 17}]
        [[block], _] = edits("refactor")
        assert block["newText"] == "\n  - Read\n  - Grpe\n  - Read"


def test_folding() -> None:
    with Wire() as wire:
        wire.initialize()
        wire.open(URI, "---\nname: a\ntools:\n  - Read\n  - Grep\ncolor: red\n---\nBody.\n")
        found = wire.result("textDocument/foldingRange", {"textDocument": {"uri": URI}})
        assert [(one["startLine"], one["endLine"]) for one in found] == [(0, 6), (2, 4)]


def test_no_actions_for_a_client_without_them() -> None:
    with Wire() as wire:
        wire.initialize(PUSH)
        wire.open(URI, TEXT)
        start = {"line": 3, "character": 14}
        params = {"textDocument": {"uri": URI}, "range": {"start": start, "end": start}, "context": {"diagnostics": []}}
        assert wire.result("textDocument/codeAction", params) == []


def codes(wire: Wire) -> list[str]:
    return [one["code"] for one in wire.published()["diagnostics"]]


def test_settings_are_fetched_from_a_client_that_has_them() -> None:
    with Wire() as wire:
        wire.initialize({"workspace": {"configuration": True}})
        request = wire.next()
        assert (request["method"], request["params"]) == (
            "workspace/configuration",
            {"items": [{"section": "agentls"}]},
        )
        wire.send(id=request["id"], result=[{"tools": ["Grpe"]}])
        wire.open(URI, TEXT)
        assert "unknown-tool" not in codes(wire)
        wire.notify("workspace/didChangeConfiguration", {"settings": None})
        wire.send(id=wire.next()["id"], result=[None])
        assert "unknown-tool" in codes(wire)


def test_a_client_that_waits_for_it_is_asked_to_tell_of_changed_settings() -> None:
    with Wire() as wire:
        wire.initialize({"workspace": {"didChangeConfiguration": {"dynamicRegistration": True}}})
        request = wire.next()
        assert request["method"] == "client/registerCapability"
        (wish,) = request["params"]["registrations"]
        assert (wish["method"], wish["registerOptions"]) == (
            "workspace/didChangeConfiguration",
            {"section": "agentls"},
        )
        wire.send(id=request["id"], result=None)
        wire.open(URI, TEXT)
        assert "unknown-tool" in codes(wire)


@pytest.mark.parametrize("settings", [{"agentls": {"tools": ["Grpe"]}}, {"tools": ["Grpe"]}])
def test_settings_are_sent_by_a_client_that_cannot_be_asked(settings: dict[str, Any]) -> None:
    with Wire() as wire:
        wire.initialize()
        wire.open(URI, TEXT)
        assert "unknown-tool" in codes(wire)
        wire.notify("workspace/didChangeConfiguration", {"settings": settings})
        assert "unknown-tool" not in codes(wire)


def test_settings_at_the_start() -> None:
    with Wire() as wire:
        wire.initialize(initializationOptions={"settings": {"rules": {"unknown-tool": "hint"}}})
        wire.open(URI, TEXT)
        assert [one["severity"] for one in wire.published()["diagnostics"] if one["code"] == "unknown-tool"] == [4]


@pytest.mark.parametrize(
    "settings", [5, "x", [], {"rules": 5}, {"tools": "Grpe"}, {"agentls": {"rules": {"unknown-tool": "loud"}}}]
)
def test_settings_that_make_no_sense_change_nothing(settings: object) -> None:
    with Wire() as wire:
        wire.initialize()
        wire.open(URI, TEXT)
        assert "unknown-tool" in codes(wire)
        wire.notify("workspace/didChangeConfiguration", {"settings": settings})
        assert "unknown-tool" in codes(wire)


def test_the_settings_of_the_project_come_after_those_of_the_editor(tmp_path: Path) -> None:
    folder = tmp_path / ".claude" / "agents"
    folder.mkdir(parents=True)
    (tmp_path / "agentls.toml").write_text('tools = ["Grpe"]\n[rules]\nduplicate-tool = "hint"\n')
    uri = (folder / "a.md").as_uri()
    with Wire() as wire:
        wire.initialize(initializationOptions={"settings": {"rules": {"duplicate-tool": "error"}}})
        wire.open(uri, TEXT)
        found = {one["code"]: one["severity"] for one in wire.published()["diagnostics"]}
        assert found == {"duplicate-tool": 1}
        (tmp_path / "agentls.toml").write_text("")
        wire.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert "unknown-tool" in codes(wire)


def test_an_agent_of_a_plugin_is_recognised_by_the_marker_above_it(tmp_path: Path) -> None:
    (tmp_path / ".claude-plugin").mkdir()
    (tmp_path / ".claude-plugin" / "plugin.json").write_text(json.dumps({"name": "p"}))
    uri = (tmp_path / "agents" / "a b.md").as_uri()
    with Wire() as wire:
        wire.initialize()
        wire.open(uri, TEXT)
        wire.published()
        status = wire.result("agentls/status", {"uri": uri})
        assert status["dialect"] == "claude-code/plugin-agent"
        assert status["language"] == "claude-agent"
        assert status["version"]
        assert wire.result("agentls/status", {"uri": "untitled:Untitled-1"})["dialect"] is None


@pytest.mark.parametrize(
    ("editor", "language", "expected"),
    [
        ("vscode", "chatagent", {"unknown-tool"}),
        # VS Code checks what it takes for an agent, and nothing else.
        ("vscode", "claude-agent", {"unknown-tool", "invalid-value"}),
        ("vscode", "markdown", {"unknown-tool", "invalid-value"}),
        ("other", "chatagent", {"unknown-tool", "invalid-value"}),
    ],
)
def test_what_the_editor_shows_by_itself_is_not_shown_twice(editor: str, language: str, expected: set[str]) -> None:
    text = TEXT.replace(", Read\n", "\nmemory: everywhere\n")
    able = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
    with Wire() as wire:
        wire.initialize(able, initializationOptions={"editor": {"name": editor, "version": "1.139.1"}})
        wire.open(URI, text, language=language)
        assert set(codes(wire)) == expected
        start = {"line": 4, "character": 9}
        params = {"textDocument": {"uri": URI}, "range": {"start": start, "end": start}, "context": {"diagnostics": []}}
        titles = [one["title"] for one in wire.result("textDocument/codeAction", params)]
        assert any("`project`" in title for title in titles)


def test_a_rule_can_be_explained() -> None:
    with Wire() as wire:
        wire.initialize()
        assert "without a message" in wire.result("agentls/explainRule", {"rule": "unknown-tool"})["markdown"]
        assert wire.result("agentls/explainRule", {"rule": "no-such-rule"}) is None
        assert wire.result("agentls/explainRule", None) is None
