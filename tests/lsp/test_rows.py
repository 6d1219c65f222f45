"""What is typed is what comes out, in an editor that takes the first entry of each list as VS Code does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyboard import CAPABILITIES, Keyboard
from wire import Wire

from conftest import PROJECT
from typing_rows import ENTER, ROWS, Row

EXAMPLES = PROJECT / "examples"
WRITTEN = EXAMPLES / ".claude" / "agents" / "ml-engineer.md"


class Editor:
    """A server on a copy of the examples, and what it wants to be told of."""

    def __init__(self, wire: Wire, folder: Path) -> None:
        self.wire = wire
        self.folder = folder
        shutil.copytree(EXAMPLES, folder)
        options = {"editor": {"name": ""}}
        answer = wire.initialize(CAPABILITIES, rootUri=folder.as_uri(), initializationOptions=options)
        self.triggers: list[str] = answer["capabilities"]["completionProvider"]["triggerCharacters"]
        wire.settle()

    def open(self, path: str, text: str) -> Keyboard:
        return Keyboard.on(self.wire, (self.folder / path).as_uri(), text, self.triggers)

    def close(self, keyboard: Keyboard) -> None:
        self.wire.notify("textDocument/didClose", {"textDocument": {"uri": keyboard.uri}})
        self.wire.silence()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    with Wire() as wire:
        yield Editor(wire, tmp_path_factory.mktemp("typed") / "examples")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_typed_is_what_comes_out(editor: Editor, row: Row) -> None:
    keyboard = editor.open(row.path, row.before)
    try:
        keyboard.press(row.keys)
        assert tuple(keyboard.labels[: len(row.first)]) == row.first
        assert set(row.offers) <= set(keyboard.labels)
        assert not set(row.never) & set(keyboard.labels)
        if row.after is not None:
            assert f"{keyboard.text[: keyboard.at]}$0{keyboard.text[keyboard.at :]}" == row.after
    finally:
        editor.close(keyboard)


def test_a_whole_agent_is_typed_without_a_wrong_character(editor: Editor) -> None:
    """Indentation that the editor keeps from the line above is not typed again, as nobody would."""
    keyboard = editor.open(".claude/agents/written.md", "$0")
    wanted = WRITTEN.read_text(encoding="utf-8")
    kept = 0
    for line in wanted.removesuffix("\n").split("\n"):
        indent = len(line) - len(line.lstrip(" "))
        for _ in range(kept - indent):
            keyboard.erase()
        keyboard.press(line[min(kept, indent) :] + ENTER)
        assert keyboard.text[: keyboard.at].rstrip(" ") == wanted[: len(keyboard.text[: keyboard.at].rstrip(" "))]
        kept = indent
    assert keyboard.text == wanted
    editor.close(keyboard)
