"""What a name leads to, and what is said of that in one line."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning import name_uses
from agentls.meaning.lookup import lookup
from agentls.meaning.resolution import summary_of
from agentls.project.document import Document
from agentls.project.file_facts import facts_of, references_in
from agentls.project.index import Index
from agentls.project.names import server_tool, view_of
from agentls.project.snapshot import Snapshot

AGENT = "/p/.claude/agents/helper.md"
FILES = {
    AGENT: "---\nname: helper\ndescription: Helps.\n---\nHelp.\n",
    "/p/.mcp.json": '{"mcpServers": {"git-hub": {"command": "x"}}}\n',
}


def _document(path: str, text: str) -> Document:
    kind = detect(path)
    assert kind is not None
    return Document(path, text, kind)


def _project(files: dict[str, str]) -> Snapshot:
    index = Index()
    for path, text in files.items():
        index.update(facts_of(_document(path, text)))
    return Snapshot(index=index)


@pytest.mark.parametrize(
    ("kind", "name", "found"),
    [
        ("agent", "helper", ["helper"]),
        ("agent", "git-hub", []),
        ("mcp-server", "git-hub", ["git-hub"]),
        ("mcp-server", "helper", []),
        ("mcp-tool", server_tool("git-hub", "list"), ["git-hub"]),
        ("mcp-tool", server_tool("git", "list"), []),
    ],
)
def test_a_name_leads_to_what_is_of_its_kind(kind: str, name: str, found: list[str]) -> None:
    view = view_of(_document(AGENT, FILES[AGENT]))
    assert [one.name for one in lookup(_project(FILES), kind, name, view)] == found


@pytest.mark.parametrize(
    ("written", "summary"),
    [
        ("a" * 120, "a" * 120),
        ("a" * 121, "a" * 119 + "…"),
        ("a" * 118 + " bcd", "a" * 118 + "…"),
        ("a  b", "a b"),
        ("''", ""),
    ],
)
def test_a_summary_fits_into_a_line(written: str, summary: str) -> None:
    text = f"---\nname: helper\ndescription: {written}\n---\n"
    snapshot = _project({AGENT: text})
    (definition,) = lookup(snapshot, "agent", "helper", view_of(_document(AGENT, text)))
    assert summary_of(definition) == summary


def test_who_defines_a_name_itself_need_not_know_what_the_host_has(monkeypatch: pytest.MonkeyPatch) -> None:
    # To know that, the schemas of all the host's files are read.
    asked: list[str] = []
    monkeypatch.setattr(name_uses, "builtin_of", lambda _, __, name: asked.append(name))
    user = _document(
        "/p/.claude/agents/user.md", "---\nname: user\ndescription: Uses.\nskills: [notes, nots]\n---\nDo.\n"
    )
    notes = {"/p/.claude/skills/notes/SKILL.md": "---\nname: notes\ndescription: Notes.\n---\nNote.\n"}
    snapshot = _project(FILES | notes)
    known = {one.name: name_uses.is_known(user, one, snapshot) for one in references_in(user)}
    assert known == {"notes": True, "nots": False}
    assert asked == ["nots"]
