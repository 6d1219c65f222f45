"""What is typed into Neovim, set up as `editors/neovim` says, is what comes out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import player
import pytest

from conftest import PROJECT
from typing_rows import ENTER, ROWS, Row

EXAMPLES = PROJECT / "examples"
WRITTEN = EXAMPLES / ".claude" / "agents" / "ml-engineer.md"
BACK = "\b"

pytestmark = pytest.mark.skipif(player.executable() is None, reason="Neovim is not installed")


def _step(folder: Path, row: Row) -> dict[str, Any]:
    before, _, after = row.before.partition("$0")
    lists = bool(row.first or row.offers)
    return {
        "do": "row",
        "file": str(folder / row.path),
        "before": before,
        "after": after,
        "keys": list(row.keys),
        "lists": lists,
    }


def _by_hand() -> Row:
    """Return how somebody writes a whole agent who leaves the indentation to the editor."""
    wanted = WRITTEN.read_text(encoding="utf-8")
    keys, kept = "", 0
    for line in wanted.removesuffix("\n").split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        keys += (BACK if kept > indent else "") + line[min(kept, indent) :] + ENTER
        kept = indent
    return Row("a whole agent", "$0", keys, f"{wanted}$0", path=".claude/agents/written.md")


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of each row: all of them typed in one session."""
    folder = tmp_path_factory.mktemp("typed") / "examples"
    shutil.copytree(EXAMPLES, folder)
    rows = (*ROWS, _by_hand())
    begin = {"do": "open", "file": str(folder / "CLAUDE.md")}
    shown = player.play(begin, {"do": "ready"}, *(_step(folder, row) for row in rows), begin)
    return dict(zip((row.name for row in rows), shown["steps"][2:-1], strict=True))


@pytest.mark.parametrize("row", [*ROWS, _by_hand()], ids=lambda row: row.name)
def test_what_is_typed_is_what_comes_out(typed: dict[str, Any], row: Row) -> None:
    text, labels = typed[row.name]["text"], typed[row.name]["labels"]
    if row.after is not None:
        assert text == row.after.replace("$0", "")
    assert tuple(labels[: len(row.first)]) == row.first
    assert set(row.offers) <= set(labels)
    assert not set(row.never) & set(labels)
