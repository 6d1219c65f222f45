"""Which files the index holds, without a server around it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from small_project import FILES, lay_out

from agentls.knowledge.dialect import dialect
from agentls.lsp.convert import uris
from agentls.lsp.state.workspace import Workspace, dialect_at
from agentls.project.document import Document
from agentls.project.names import NO_DETAILS, View
from steps import calls_of

SKILL = "---\nname: {0}\ndescription: d\n---\nText.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    lay_out(folder, {".claude/skills/mine/SKILL.md": SKILL.format("mine")})
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


@pytest.fixture
def top(home: Path) -> Path:
    return lay_out(home / "work" / "project")


def read(workspace: Workspace) -> set[str]:
    for _ in workspace.scan():
        pass
    return {Path(path).relative_to(Path.home()).as_posix() for path in workspace.index.paths()}


def workspace_of(*folders: Path) -> Workspace:
    made = Workspace(lambda _: None)
    made.set_folders(folder.as_posix() for folder in folders)
    return made


IN_PROJECT = {f"work/project/{name}" for name in FILES if name != "plan.md"}


def test_all_files_of_the_folders_and_those_of_the_user(top: Path) -> None:
    workspace = workspace_of(top)
    assert not workspace.is_read
    assert read(workspace) == IN_PROJECT | {".claude/skills/mine/SKILL.md"}
    assert workspace.is_read
    assert [one.name for one in workspace.index.visible("skill", View(top.as_posix(), "claude-code"))] == [
        "mine",
        "notes",
    ]
    assert read(workspace_of(top, top / ".claude")) == IN_PROJECT | {".claude/skills/mine/SKILL.md"}


def test_a_folder_that_holds_everything_is_not_searched(top: Path, home: Path) -> None:
    for folder in (home, home.parent, Path(home.anchor)):
        found = read(workspace_of(folder))
        assert not found & IN_PROJECT
        assert ".claude/skills/mine/SKILL.md" in found
    workspace = workspace_of(home)
    lead = top / ".claude/agents/lead.md"
    kind = dialect_at(lead.as_posix())
    assert kind
    assert workspace.add_root(Document(lead.as_posix(), "", kind))
    assert read(workspace) >= IN_PROJECT


def test_only_what_has_changed_is_read_again(top: Path) -> None:
    workspace = workspace_of(top)
    read(workspace)
    assert [names for names in workspace.scan() if names] == []
    skill = top / ".claude/skills/notes/SKILL.md"
    skill.write_text(FILES[".claude/skills/notes/SKILL.md"] + "More.\n")
    assert [names for names in workspace.scan() if names] == []
    lead = top / ".claude/agents/lead.md"
    lead.write_text(FILES[".claude/agents/lead.md"].replace("name: lead", "name: boss"))
    os.utime(lead, ns=(1, 1))
    assert [names for names in workspace.scan() if names] == [{("agent", "lead"), ("agent", "boss")}]
    lead.unlink()
    assert [names for names in workspace.scan() if names] == [{("agent", "boss")}]


def test_what_is_left_out_stays_out_whoever_tells_of_it(top: Path) -> None:
    workspace = workspace_of(top)
    read(workspace)
    package = "node_modules/kit/.claude/agents"
    lay_out(top, {f"{package}/helper.md": FILES[".claude/agents/helper.md"]})
    assert workspace.reread((top / package / "helper.md").as_posix()) == set()
    assert [names for names in workspace.scan_below((top / package).as_posix()) if names] == []
    assert workspace.reread("/somewhere/else/.claude/agents/a.md") == set()


def test_names_are_also_seen_from_above_in_the_repository(top: Path) -> None:
    (top / ".git").mkdir()
    lay_out(top / "part", {".claude/agents/part.md": SKILL.format("part")})
    assert read(workspace_of(top / "part")) >= (IN_PROJECT - {"work/project/CLAUDE.md"})
    workspace = workspace_of(top / ".claude" / "agents")
    lead = (top / ".claude/agents/lead.md").as_posix()
    kind = dialect_at(lead)
    assert kind
    # The project of a file may be larger than the folder that is open.
    assert workspace.add_root(Document(lead, "", kind))
    assert not workspace.add_root(Document(lead, "", kind))
    assert "work/project/part/.claude/agents/part.md" in read(workspace)


def test_a_folder_can_be_forgotten(top: Path) -> None:
    workspace = workspace_of(top)
    read(workspace)
    assert workspace.forget((top / ".claude").as_posix()) == {
        ("agent", "lead"),
        ("agent", "helper"),
        ("skill", "notes"),
        ("command", "go"),
    }
    assert workspace.forget((top / ".claude").as_posix()) == set()


def test_a_folder_that_comes_during_a_scan_is_not_missed(top: Path) -> None:
    workspace = workspace_of(top)
    scan = workspace.scan()
    next(scan)
    workspace.set_folders([top.as_posix(), (top.parent / "other").as_posix()])
    for _ in scan:
        pass
    assert not workspace.is_read


def test_open_texts_come_before_the_disk(top: Path) -> None:
    path = (top / ".claude/agents/lead.md").as_posix()
    kind = dialect_at(path)
    assert kind
    shown = {path: Document(path, FILES[".claude/agents/lead.md"].replace("name: lead", "name: boss"), kind)}
    workspace = Workspace(shown.get)
    workspace.set_folders([top.as_posix()])
    workspace.take(shown[path])
    read(workspace)
    assert [one.name for one in workspace.index.visible("agent", View(top.as_posix(), "claude-code"))] == [
        "boss",
        "helper",
    ]
    shown.clear()
    assert workspace.reread(path) == {("agent", "lead"), ("agent", "boss")}


@pytest.mark.parametrize("path", ["/a b/ä#?.md", "C:/work/x.md", "//server/share/x.md", "/100%/a+b.md"])
def test_a_path_survives_its_address(path: str) -> None:
    assert uris.to_path(uris.from_path(path)) == path


def test_servers_of_the_user_are_known_by_their_names(home: Path, top: Path) -> None:
    servers = {"mcpServers": {"notes": {"env": {"KEY": "secret"}}}}
    everywhere = {
        **servers,
        "projects": {top.as_posix(): {"mcpServers": {"own": {}}}, "/other": {"mcpServers": {"no": 1}}},
    }
    (home / ".claude.json").write_text(json.dumps(everywhere), encoding="utf-8")
    workspace = workspace_of(top)
    read(workspace)
    seen = {one.name: one for one in workspace.index.visible("mcp-server", View(top.as_posix(), "claude-code"))}
    assert {"notes", "own"} <= seen.keys()
    assert "no" not in seen
    assert seen["notes"].details == NO_DETAILS


def longest_step(workspace: Workspace) -> int:
    """Return how many calls the longest step of a scan makes: an answer may have to wait for it."""
    steps = workspace.scan()
    return max(iter(lambda: calls_of(lambda: next(steps, None)) if not workspace.is_read else -1, -1))


def test_no_step_of_reading_grows_with_the_project(top: Path) -> None:
    longest = {}
    for agents in (20, 400):
        for number in range(agents):
            text = f"---\nname: a{number}\ndescription: d\ntools: Agent(a{number // 2})\n---\n"
            lay_out(top, {f".claude/agents/a{number}.md": text})
        workspace = workspace_of(top)
        longest[agents] = longest_step(workspace)
    # A folder is listed in one step, which is a few calls a file in it.
    assert longest[400] < longest[20] + 400 * 40


def test_every_host_has_the_users_files_of_its_own(top: Path) -> None:
    home = Path.home()
    mine = [".gemini/agents/mine.md", ".qwen/agents/mine.md", ".claude/commands/mine.md"]
    lay_out(home, dict.fromkeys([*mine, ".cursor/agents/mine.md"], "---\nname: mine\ndescription: d\n---\nText.\n"))
    workspace = workspace_of(top)
    assert read(workspace) == IN_PROJECT | {".claude/skills/mine/SKILL.md", *mine}
    assert [one.name for one in workspace.index.visible("agent", View(top.as_posix(), "claude-code"))] == [
        "helper",
        "lead",
    ]


def test_names_are_kept_above_in_the_folders_of_all_hosts(home: Path) -> None:
    repository = lay_out(home / "work" / "project", {".codex/agents/up.toml": 'name = "up"\n'})
    (repository / ".git").mkdir()
    inner = lay_out(repository / "part", {".codex/agents/down.toml": 'name = "down"\n'})
    workspace = workspace_of(inner)
    kind = dialect("codex/agent")
    assert kind is not None
    workspace.add_root(Document(f"{inner.as_posix()}/.codex/agents/down.toml", "", kind))
    read(workspace)
    assert [one.name for one in workspace.index.visible("agent", View(inner.as_posix(), "codex"))] == ["down", "up"]
