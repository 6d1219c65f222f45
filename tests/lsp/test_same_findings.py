"""The editor and the terminal say the same about the same files, open or not."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from wire import ENVIRONMENT, SERVER, Wire

from agentls.disk.walk import Walk

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
REAL = ("damilola-elegbede+claude-config", "oimiragieo+agent-studio", "rjmurillo+ai-agents", "duc01226+easy-claude")
SEVERITIES = {1: "error", 2: "warning", 3: "information", 4: "hint"}
Findings: TypeAlias = "dict[str, list[tuple[object, ...]]]"


def in_terminal(project: Path) -> Findings:
    command = [*SERVER[:-1], "check", "--format", "json", "."]
    done = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    found: Findings = {}
    for one in json.loads(done.stdout)["findings"]:
        place = (one["start"]["line"], one["start"]["column"], one["end"]["line"], one["end"]["column"])
        found.setdefault(one["path"], []).append((one["rule"], one["severity"], one["message"], *place))
    return found


def in_editor(diagnostics: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    found = []
    for one in diagnostics:
        start, end = one["range"]["start"], one["range"]["end"]
        place = (start["line"] + 1, start["character"] + 1, end["line"] + 1, end["character"] + 1)
        found.append((one["code"], SEVERITIES[one["severity"]], one["message"], *place))
    return found


def test_editor_and_terminal_agree_on_the_examples() -> None:
    compare(EXAMPLES.resolve())


@pytest.mark.parametrize("name", REAL)
def test_editor_and_terminal_agree_on_real_projects(name: str, shared: Path) -> None:
    compare(shared.resolve() / "corpus" / name)


def compare(project: Path) -> None:
    terminal = in_terminal(project)
    uris = {Path(one.path).as_uri(): Path(one.path).relative_to(project).as_posix() for one in Walk().find(project)}
    assert uris
    with Wire() as wire:
        wire.initialize({"general": {"positionEncodings": ["utf-32"]}}, rootUri=project.as_uri())
        counts = wire.result("agentls/checkWorkspace")
        closed: Findings = {}
        for message in wire.settle():
            params = message["params"]
            closed[uris[params["uri"]]] = in_editor(params["diagnostics"])
        assert closed == terminal
        assert counts["files"] == len(uris)
        assert counts["warning"] == sum(one[1] == "warning" for found in terminal.values() for one in found)
        for uri, name in uris.items():
            text = (project / name).read_bytes().decode(errors="replace")
            if "\r" in text or "\ufffd" in text:
                continue
            wire.open(uri, text)
            shown = [one["params"] for one in wire.settle() if one["params"]["uri"] == uri]
            assert in_editor(shown[-1]["diagnostics"]) == terminal.get(name, []), name
            wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
            wire.settle()
