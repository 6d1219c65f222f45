"""Lines above names and hints in the text stay where they are while half a key makes the file unreadable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from small_project import EVERYTHING, FILES, begin, lay_out
from wire import Wire

HELPER = ".claude/agents/helper.md"
VSCODE = {"editor": {"name": "vscode"}}


def _shown(wire: Wire, uri: str) -> list[tuple[int, str]]:
    """Return the lines of lenses and hints, each with its text."""
    document = {"textDocument": {"uri": uri}}
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    lenses: list[Any] = wire.result("textDocument/codeLens", document)
    hints: list[Any] = wire.result("textDocument/inlayHint", {**document, "range": whole})
    found = [(one["range"]["start"]["line"], one["command"]["title"]) for one in lenses]
    return found + [(one["position"]["line"], one["label"]) for one in hints]


@pytest.mark.parametrize("options", [{}, {"initializationOptions": VSCODE}], ids=["plain", "vscode"])
@pytest.mark.parametrize("line", [1, 4], ids=["above the name", "below it"])
def test_nothing_jumps_while_a_key_is_typed(tmp_path: Path, line: int, options: dict[str, Any]) -> None:
    lay_out(tmp_path)
    uri = (tmp_path / HELPER).as_uri()
    lines = FILES[HELPER].split("\n")
    with Wire() as wire:
        begin(wire, tmp_path, EVERYTHING, **options)
        wire.open(uri, FILES[HELPER])
        before = _shown(wire, uri)
        assert {"2 references", "→ claude-sonnet-4-6"} & {text for _, text in before}
        moved = [(at + 1 if at >= line else at, text) for at, text in before]
        for number in range(len("maxTurns: 5") + 1):
            wire.change(uri, "\n".join([*lines[:line], "maxTurns: 5"[:number], *lines[line:]]), number + 2)
            assert _shown(wire, uri) == moved, "maxTurns: 5"[:number]
        wire.change(uri, FILES[HELPER], 99)
        assert _shown(wire, uri) == before
        wire.silence()


def test_what_the_text_has_lost_is_not_kept(tmp_path: Path) -> None:
    lay_out(tmp_path)
    uri = (tmp_path / HELPER).as_uri()
    with Wire() as wire:
        begin(wire, tmp_path)
        wire.open(uri, FILES[HELPER])
        assert _shown(wire, uri)
        wire.change(uri, "---\ncolo\n---\n", 2)
        assert _shown(wire, uri) == []
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        wire.open(uri, FILES[HELPER].replace("name: helper", "nam"))
        assert not any("reference" in text for _, text in _shown(wire, uri))
        wire.silence()
