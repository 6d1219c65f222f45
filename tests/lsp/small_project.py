"""A small project for tests: a lead that starts a helper, a skill that both know, a server, a command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wire import Wire

FILES = {
    ".claude/agents/lead.md": "---\nname: lead\ndescription: Leads 😀 the work.\n"
    "tools: Read, Agent(helper), Skill\nskills: notes\n---\nLead. See [the plan](../../plan.md).\n",
    ".claude/agents/helper.md": "---\nname: helper\ndescription: Helps.\ntools: Read\nskills:\n  - notes\nmodel: sonnet\n---\n\n# Task\n\nHelp.\n",
    ".claude/skills/notes/SKILL.md": "---\nname: notes\ndescription: Takes notes.\n---\nTake notes.\n",
    ".claude/commands/go.md": "---\ndescription: Goes.\nallowed-tools: Agent(helper)\n---\nGo.\n",
    ".mcp.json": '{\n  "mcpServers": {\n    "tracker": {"command": "tracker"}\n  }\n}\n',
    "plan.md": "A plan.\n",
}
EVERYTHING: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": True},
    "workspace": {
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "changeAnnotationSupport": {},
        },
        "fileOperations": {"willRename": True, "didRename": True, "didCreate": True, "didDelete": True},
        "workspaceFolders": True,
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "definition": {"linkSupport": True},
        "rename": {"prepareSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {}},
    },
}


def lay_out(top: Path, files: dict[str, str] | None = None) -> Path:
    for name, text in (FILES if files is None else files).items():
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return top


def begin(wire: Wire, top: Path, capabilities: dict[str, Any] | None = None, **options: Any) -> Any:
    answer = wire.initialize(EVERYTHING if capabilities is None else capabilities, rootUri=top.as_uri(), **options)
    wire.settle()
    return answer


def open_file(wire: Wire, file: Path, text: str | None = None) -> str:
    uri = file.as_uri()
    wire.open(uri, file.read_text(encoding="utf-8") if text is None else text)
    return uri


def place(file: Path, word: str, into: int = 0, text: str | None = None) -> dict[str, Any]:
    """Return a position within the first `word` of a file, in UTF-16."""
    text = file.read_text(encoding="utf-8") if text is None else text
    before = text[: text.index(word) + into]
    column = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
    return {"textDocument": {"uri": file.as_uri()}, "position": {"line": before.count("\n"), "character": column}}


def word_at(file: Path, range_: dict[str, Any], text: str | None = None) -> str:
    """Return the characters of a file that a range in UTF-16 covers."""
    lines = (file.read_text(encoding="utf-8") if text is None else text).split("\n")
    start, end = range_["start"], range_["end"]
    assert start["line"] == end["line"]
    line = lines[start["line"]].encode("utf-16-le")
    return line[start["character"] * 2 : end["character"] * 2].decode("utf-16-le")


def published(messages: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the rules of the last publication for each file, by the file's name."""
    found = {}
    for message in messages:
        if message.get("method") == "textDocument/publishDiagnostics":
            name = message["params"]["uri"].rpartition("/")[2]
            found[name] = [one["code"] for one in message["params"]["diagnostics"]]
    return found
