"""The server knows the whole project, and what changes in it: in the editor, outside of it, and by the editor's own hand."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from small_project import EVERYTHING, FILES, begin, lay_out, open_file, place, published, word_at
from wire import Wire

import copied
from agentls.lsp.background import progress

AGENTS = ".claude/agents"
NOTES = ".claude/skills/notes"
WATCHES: dict[str, Any] = {
    **EVERYTHING,
    "workspace": {
        **EVERYTHING["workspace"],
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": True},
    },
}


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


def begin_watching(wire: Wire, top: Path) -> list[str]:
    """Start as a client that watches files; return the globs that the server asks for."""
    wire.initialize(WATCHES, rootUri=top.as_uri())
    request = wire.next()
    assert request["method"] == "client/registerCapability"
    wire.send(id=request["id"], result=None)
    wire.settle()
    [registration] = request["params"]["registrations"]
    assert registration["method"] == "workspace/didChangeWatchedFiles"
    return [one["globPattern"] for one in registration["registerOptions"]["watchers"]]


def tell(wire: Wire, *paths: Path) -> dict[str, list[str]]:
    changes = [{"uri": path.as_uri(), "type": 2 if path.exists() else 3} for path in paths]
    wire.notify("workspace/didChangeWatchedFiles", {"changes": changes})
    return published(wire.settle())


def test_changes_outside_the_editor_are_seen(top: Path) -> None:
    with Wire() as wire:
        globs = begin_watching(wire, top)
        assert {"**/.claude/agents/**/*.md", "**/.claude/skills", "**/.claude/skills/*", "**/agentls.toml"} <= set(
            globs
        )
        open_file(wire, top / AGENTS / "lead.md")
        assert published(wire.settle()) == {"lead.md": []}
        moved = (top / NOTES).rename(top / ".claude/skills/other")
        (moved / "SKILL.md").write_text("---\nname: other\ndescription: d\n---\nText.\n")
        # Of a folder that is gone as a whole only the folder is told.
        assert tell(wire, top / NOTES, moved) == {"lead.md": ["unknown-skill"]}
        lay_out(top)
        assert tell(wire, top / NOTES / "SKILL.md") == {"lead.md": []}
        helper = top / AGENTS / "helper.md"
        helper.rename(top / AGENTS / "aide.md")
        assert tell(wire, helper, top / AGENTS / "aide.md").get("lead.md", []) == []
        (top / AGENTS / "aide.md").unlink()
        assert tell(wire, top / AGENTS / "aide.md") == {"lead.md": ["unknown-agent"]}
        shutil.rmtree(top / ".claude" / "skills")
        assert tell(wire, top / ".claude" / "skills") == {"lead.md": ["unknown-agent", "unknown-skill"]}


def test_changes_are_looked_for_where_nobody_tells(top: Path) -> None:
    with Wire() as wire:
        begin(wire, top)
        uri = open_file(wire, top / AGENTS / "lead.md")
        assert published(wire.settle()) == {"lead.md": []}
        shutil.rmtree(top / NOTES)
        wire.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert published(wire.settle()) == {"lead.md": ["unknown-skill"]}
        lay_out(top)
        open_file(wire, top / AGENTS / "helper.md")
        assert published(wire.settle()) == {"helper.md": [], "lead.md": []}


def test_only_files_that_a_change_concerns_are_judged_again(top: Path) -> None:
    lay_out(top, {f"{AGENTS}/free.md": "---\nname: free\ndescription: d\ntools: Grpe, Read\n---\nFree.\n"})
    helper = FILES[".claude/agents/helper.md"]
    with Wire() as wire:
        begin(wire, top)
        for name in ("lead", "free", "helper"):
            uri = open_file(wire, top / AGENTS / f"{name}.md")
        wire.settle()
        wire.change(uri, helper.replace("name: helper", "name: aide"), 2)
        assert published(wire.settle())["lead.md"] == ["unknown-agent"]
        wire.change(uri, helper, 3)
        assert published(wire.settle()) == {"helper.md": [], "lead.md": []}
        wire.change(uri, helper + "More.\n", 4)
        assert published(wire.settle()) == {"helper.md": []}


def test_the_open_text_comes_before_the_disk_until_it_is_closed(top: Path) -> None:
    helper = top / AGENTS / "helper.md"
    with Wire() as wire:
        begin(wire, top)
        open_file(wire, top / AGENTS / "lead.md")
        uri = open_file(wire, helper, FILES[".claude/agents/helper.md"].replace("name: helper", "name: aide"))
        assert published(wire.settle())["lead.md"] == ["unknown-agent"]
        wire.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
        assert "lead.md" not in published(wire.settle())
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert published(wire.settle()) == {"helper.md": [], "lead.md": []}


@pytest.mark.parametrize("line", [1, 3, 7], ids=["above the name", "amid", "at the end"])
def test_a_name_stays_while_a_key_is_typed_in_its_file(top: Path, line: int) -> None:
    helper = top / AGENTS / "helper.md"
    lines = helper.read_text().split("\n")
    with Wire() as wire:
        begin(wire, top)
        open_file(wire, top / AGENTS / "lead.md")
        uri = open_file(wire, helper)
        assert published(wire.settle()) == {"lead.md": [], "helper.md": []}
        for number in range(1, len("maxTurns: 5") + 1):
            text = "\n".join([*lines[:line], "maxTurns: 5"[:number], *lines[line:]])
            wire.change(uri, text, number + 1)
            assert "lead.md" not in published(wire.settle()), text
            found: Any = wire.result("textDocument/definition", place(top / AGENTS / "lead.md", "helper)"))
            assert [word_at(helper, one["targetSelectionRange"], text) for one in found] == ["helper"]
        wire.silence()


def test_a_name_goes_with_its_text_and_with_its_file(top: Path) -> None:
    helper = top / AGENTS / "helper.md"
    with Wire() as wire:
        begin(wire, top)
        open_file(wire, top / AGENTS / "lead.md")
        uri = open_file(wire, helper)
        wire.settle()
        wire.change(uri, FILES[f"{AGENTS}/helper.md"].replace("name: helper", "nam"), 2)
        assert published(wire.settle())["lead.md"] == ["unknown-agent"]
        wire.change(uri, FILES[f"{AGENTS}/helper.md"], 3)
        assert published(wire.settle())["lead.md"] == []
        # On disk nobody is typing: what is broken there is not loaded.
        helper.write_text(FILES[f"{AGENTS}/helper.md"].replace("tools: Read", "too"))
        wire.change(uri, helper.read_text(), 4)
        assert "lead.md" not in published(wire.settle())
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert published(wire.settle())["lead.md"] == ["unknown-agent"]


def test_a_name_that_two_files_have_is_linked_both_ways(top: Path) -> None:
    twin = top / AGENTS / "twin.md"
    lay_out(top, {f"{AGENTS}/twin.md": "---\nname: helper\ndescription: d\n---\nTwin.\n"})
    with Wire() as wire:
        begin(wire, top)
        open_file(wire, twin)
        found = {one["code"]: one for one in wire.published()["diagnostics"]}
        [related] = found["duplicate-name"]["relatedInformation"]
        assert related["location"]["uri"] == (top / AGENTS / "helper.md").as_uri()
        assert related["location"]["range"]["start"] == {"line": 1, "character": 6}


def test_projects_side_by_side_stay_apart(tmp_path: Path) -> None:
    for name in ("one", "two"):
        lay_out(tmp_path / name)
    (tmp_path / "two" / AGENTS / "helper.md").unlink()
    with Wire() as wire:
        begin(wire, tmp_path)
        lead = tmp_path / "two" / AGENTS / "lead.md"
        open_file(wire, lead)
        assert published(wire.settle()) == {"lead.md": ["unknown-agent"]}
        [target] = wire.result("textDocument/definition", place(lead, "notes"))
        assert target["targetUri"] == (tmp_path / "two" / NOTES / "SKILL.md").as_uri()


def test_folders_of_the_workspace_come_and_go(tmp_path: Path) -> None:
    one, two = (lay_out(tmp_path / name) for name in ("one", "two"))
    folders = [{"uri": folder.as_uri(), "name": folder.name} for folder in (one, two)]
    with Wire() as wire:
        begin(wire, one, workspaceFolders=folders[:1])
        count = wire.result("agentls/status", {"uri": ""})["files"]
        for change, files in (({"added": folders[1:], "removed": []}, 2), ({"added": [], "removed": folders[:1]}, 1)):
            wire.notify("workspace/didChangeWorkspaceFolders", {"event": change})
            wire.settle()
            user = count - 5
            assert wire.result("agentls/status", {"uri": ""})["files"] == 5 * files + user


def test_a_file_without_a_folder_brings_its_own_project(top: Path) -> None:
    with Wire() as wire:
        wire.initialize(EVERYTHING)
        wire.settle()
        open_file(wire, top / AGENTS / "lead.md")
        assert published(wire.settle()) == {"lead.md": []}
        assert wire.result("textDocument/definition", place(top / AGENTS / "lead.md", "helper"))


def test_settings_files_are_watched(top: Path) -> None:
    lay_out(top, {f"{AGENTS}/free.md": "---\nname: free\ndescription: d\ntools: Grpe, Read\n---\nFree.\n"})
    with Wire() as wire:
        begin_watching(wire, top)
        open_file(wire, top / AGENTS / "free.md")
        assert published(wire.settle()) == {"free.md": ["unknown-tool"]}
        (top / "agentls.toml").write_text('tools = ["Grpe"]\n')
        assert tell(wire, top / "agentls.toml") == {"free.md": []}
        (top / "agentls.toml").unlink()
        assert tell(wire, top / "agentls.toml") == {"free.md": ["unknown-tool"]}


def test_settings_say_what_files_are(top: Path) -> None:
    text = "---\nname: free\ndescription: d\ntools: Grpe, Read\n---\nFree.\n"
    lay_out(top, {f"{AGENTS}/out.md": text.replace("free", "out"), "team/free.md": text})
    starts_it = "---\nname: lead\ndescription: d\ntools: Agent(free)\n---\nLead.\n"
    with Wire() as wire:
        begin_watching(wire, top)
        open_file(wire, top / "team/free.md")
        open_file(wire, top / AGENTS / "out.md")
        open_file(wire, top / AGENTS / "lead.md", starts_it)
        assert published(wire.settle()) == {"out.md": ["unknown-tool"], "lead.md": ["unknown-agent"]}
        settings = f'exclude = ["{AGENTS}/out.md"]\n[dialects]\n"/team/*.md" = "claude-code/agent"\n'
        (top / "agentls.toml").write_text(settings)
        assert tell(wire, top / "agentls.toml") == {"out.md": [], "lead.md": [], "free.md": ["unknown-tool"]}
        (top / "agentls.toml").write_text("")
        found = {"out.md": ["unknown-tool"], "free.md": [], "lead.md": ["unknown-agent"]}
        assert tell(wire, top / "agentls.toml") == found


def test_an_editor_says_what_files_are(top: Path) -> None:
    lay_out(top, {"team/free.md": "---\nname: free\ndescription: d\ntools: Grpe, Read\n---\nFree.\n"})
    with Wire() as wire:
        begin_watching(wire, top)
        open_file(wire, top / "team/free.md")
        assert published(wire.settle()) == {}
        settings = {"agentls": {"dialects": {"team/*.md": "claude-code/agent"}, "versions": {"claude-code": "2.1.100"}}}
        wire.notify("workspace/didChangeConfiguration", {"settings": settings})
        wire.settle()
        uri = open_file(
            wire, top / "team/free.md", "---\nname: free\ndescription: d\ntools: Grpe, Read\n\n---\nFree.\n"
        )
        assert published(wire.settle()) == {"free.md": ["unknown-tool"]}
        answer = wire.result(
            "textDocument/completion", {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 0}}
        )
        offered = {one["label"] for one in answer["items"]}
        assert "model" in offered
        # It came with 2.1.296.
        assert "autoCompactWindow" not in offered


def test_a_manifest_makes_a_plugin(top: Path) -> None:
    agent = lay_out(top, {"kit/agents/tool.md": "---\nname: tool\ndescription: d\n---\nTool.\n"}) / "kit/agents/tool.md"
    with Wire() as wire:
        begin_watching(wire, top)
        uri = open_file(wire, agent)
        lay_out(top, {"kit/.claude-plugin/plugin.json": '{"name": "kit"}\n'})
        tell(wire, top / "kit/.claude-plugin/plugin.json")
        assert wire.result("agentls/status", {"uri": uri})["dialect"] == "claude-code/plugin-agent"
        assert [one["name"] for one in wire.result("workspace/symbol", {"query": "kit:tool"})] == ["tool"]


def test_ten_thousand_files_hold_up_no_answer(tmp_path: Path) -> None:
    lay_out(tmp_path)
    text = "---\nname: agent-{0}\ndescription: d\ntools: Read, Agent(agent-{1})\n---\n" + "Do your work.\n" * 100
    for number in range(10_000):
        (tmp_path / AGENTS / f"agent-{number}.md").write_text(text.format(number, number // 2))
    lead = tmp_path / AGENTS / "lead.md"
    waits, shown = [], set()
    with Wire() as wire:
        wire.initialize(EVERYTHING, rootUri=tmp_path.as_uri())
        open_file(wire, lead)
        wire.result("agentls/status", {"uri": ""})
        begun = time.monotonic()
        while True:
            start = time.monotonic()
            wire.result("textDocument/hover", place(lead, "Read"))
            waits.append(time.monotonic() - start)
            ready = wire.result("agentls/status", {"uri": ""})["ready"]
            for message in wire.silence():
                if message["method"] == "window/workDoneProgress/create":
                    wire.send(id=message["id"], result=None)
                elif message["method"] == "$/progress":
                    shown.add(message["params"]["value"]["kind"])
            if ready:
                break
            time.sleep(0.02)
        taken = time.monotonic() - begun
        print(f"{taken:.1f} s, {len(waits)} answers, longest wait {max(waits) * 1000:.0f} ms")
        assert shown == {"begin", "report", "end"}
        assert len(waits) > 20
        # An answer waits for one step of reading at most; `test_workspace.py` looks at how long one is.
        found = wire.result("workspace/symbol", {"query": "agent-9999"})
        assert [one["name"] for one in found] == ["agent-9999"]


def _begin_impatient() -> None:
    """Show at once what is being done: how long it takes is not what the test is about."""
    copied.begin()
    progress._SECONDS_BEFORE = 0.0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process makes a copy of itself here")
def test_reading_can_be_stopped(tmp_path: Path) -> None:
    lay_out(tmp_path)
    for number in range(3000):
        (tmp_path / AGENTS / f"agent-{number}.md").write_text(
            f"---\nname: agent-{number}\ndescription: d\n---\nWork.\n"
        )
    with Wire(process=copied.Copied(_begin_impatient)) as wire:
        wire.initialize(EVERYTHING, rootUri=tmp_path.as_uri())
        create = wire.next()
        assert create["method"] == "window/workDoneProgress/create"
        wire.send(id=create["id"], result=None)
        assert wire.next()["params"]["value"]["cancellable"] is True
        wire.notify("window/workDoneProgress/cancel", {"token": create["params"]["token"]})
        while wire.next()["params"]["value"]["kind"] != "end":
            pass
        status = wire.result("agentls/status", {"uri": ""})
        assert (status["ready"], status["files"] < 3000) == (False, True)
        # Nobody knows all names now, so nothing is said about them.
        open_file(wire, tmp_path / AGENTS / "lead.md", FILES[".claude/agents/lead.md"].replace("helper", "nobody"))
        assert wire.published()["diagnostics"] == []
