"""Our own configuration is judged like every other file: open, closed, and whenever it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from small_project import EVERYTHING, begin, lay_out, open_file, published
from wire import Wire

AGENT = "---\nname: a\ndescription: d\ntools: Grpe, Read\n---\nA.\n"
ON: dict[str, Any] = {"settings": {"diagnostics": {"workspace": "on"}}}


def test_mistakes_are_shown_at_their_place_and_settings_hold(tmp_path: Path) -> None:
    top = lay_out(tmp_path, {".claude/agents/a.md": AGENT, "agentls.toml": '[rule]\nunknown-tool = "off"\n'})
    with Wire() as wire:
        begin(wire, top, EVERYTHING)
        agent = open_file(wire, top / ".claude/agents/a.md")
        wire.settle()
        file = top / "agentls.toml"
        uri = open_file(wire, file)
        found = [one for one in wire.settle() if one["params"].get("uri") == uri][-1]["params"]["diagnostics"]
        assert [(one["code"], one["range"]["start"]) for one in found] == [("unknown-key", {"line": 0, "character": 1})]
        text = '[rules]\nunknown-tool = "off"\n'
        wire.change(uri, text, 2)
        file.write_text(text, encoding="utf-8")
        wire.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        shown = published(wire.settle())
        assert shown["agentls.toml"] == []
        assert shown["a.md"] == []
        assert agent


def test_of_closed_files_and_of_pyproject(tmp_path: Path) -> None:
    files = {
        ".claude/agents/a.md": AGENT,
        "pyproject.toml": "[project]\nname = 'x'\n[tool.agentls]\nruels = 1\n",
        "other/pyproject.toml": "[project]\nname = 'x'\n",
    }
    top = lay_out(tmp_path, files)
    with Wire() as wire:
        wire.initialize(EVERYTHING, rootUri=top.as_uri(), initializationOptions=ON)
        shown = published(wire.settle())
        assert shown["pyproject.toml"] == ["unknown-key"]
        assert wire.result("agentls/checkWorkspace")["files"] == 2
        wire.silence()


OWN = {"dialects": {"team/*.md": "claude-code/agent"}}


def shown_of(wire: Wire, uri: str) -> list[list[str]]:
    """Return the rules of each publication of a file, in their order."""
    found = [one["params"] for one in wire.settle() if one.get("method") == "textDocument/publishDiagnostics"]
    return [[one["code"] for one in each["diagnostics"]] for each in found if each["uri"] == uri]


def test_an_open_file_becomes_an_agent_by_the_editors_settings(tmp_path: Path) -> None:
    top = lay_out(tmp_path, {"team/a.md": AGENT})
    with Wire() as wire:
        begin(wire, top, EVERYTHING)
        uri = open_file(wire, top / "team/a.md")
        assert shown_of(wire, uri) == []
        wire.change(uri, AGENT.replace("Grpe", "Grep"), 2)
        wire.change(uri, AGENT.replace("Grpe", "Gerp"), 3)
        wire.notify("workspace/didChangeConfiguration", {"settings": {"agentls": OWN}})
        assert shown_of(wire, uri)[-1:] == [["unknown-tool"]]
        wire.change(uri, AGENT.replace("Grpe", "Grep"), 4)
        assert shown_of(wire, uri) == [[]]
        wire.change(uri, AGENT, 5)
        assert shown_of(wire, uri) == [["unknown-tool"]]
        wire.notify("workspace/didChangeConfiguration", {"settings": {"agentls": {}}})
        assert shown_of(wire, uri)[-1:] == [[]]
        wire.notify("workspace/didChangeConfiguration", {"settings": {"agentls": OWN}})
        assert shown_of(wire, uri)[-1:] == [["unknown-tool"]]


def test_a_file_that_is_open_before_the_settings_come(tmp_path: Path) -> None:
    top = lay_out(tmp_path, {"team/a.md": AGENT})
    with Wire() as wire:
        wire.initialize({**EVERYTHING, "workspace": {"configuration": True}}, rootUri=top.as_uri())
        question = next(one for one in iter(wire.next, None) if one["method"] == "workspace/configuration")
        uri = open_file(wire, top / "team/a.md")
        wire.send(id=question["id"], result=[OWN])
        assert shown_of(wire, uri)[-1:] == [["unknown-tool"]]


def test_an_open_file_becomes_an_agent_by_the_projects_settings(tmp_path: Path) -> None:
    top = lay_out(tmp_path, {"team/a.md": AGENT})
    with Wire() as wire:
        begin(wire, top, EVERYTHING)
        uri = open_file(wire, top / "team/a.md")
        assert shown_of(wire, uri) == []
        file = top / "agentls.toml"
        file.write_text('[dialects]\n"team/*.md" = "claude-code/agent"\n', encoding="utf-8")
        wire.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": file.as_uri(), "type": 1}]})
        assert shown_of(wire, uri)[-1:] == [["unknown-tool"]]
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert shown_of(wire, uri)[-1:] == [[]]
