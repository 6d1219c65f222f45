"""What an editor shows while somebody types: nothing shouts at half a word, and nothing stays hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from wire import Wire

URI = "file:///nowhere/.claude/agents/a.md"
HEAD = "---\nname: a\ndescription: b\n"
TAIL = "\n---\nBody.\n"
LINE = 3


class Typist:
    """Types into one line of a file, as an editor reports it."""

    def __init__(self, wire: Wire, start: str) -> None:
        self.wire = wire
        self.line = start
        self.version = 1
        wire.open(URI, HEAD + start + TAIL)
        self.shown = self._shown()

    def _shown(self) -> list[str]:
        params = self.wire.published()
        assert params["version"] == self.version
        return [f"{one['code']} {self._text(one['range'])}" for one in params["diagnostics"]]

    def _text(self, range_: dict[str, Any]) -> str:
        assert range_["start"]["line"] == LINE
        return self.line[range_["start"]["character"] : range_["end"]["character"]]

    def type(self, text: str, at: int | None = None) -> list[str]:
        for character in text:
            at = len(self.line) if at is None else at
            self.line = self.line[:at] + character + self.line[at:]
            at += 1
            self.send()
        return self.shown

    def send(self) -> None:
        self.version += 1
        self.wire.change(URI, HEAD + self.line + TAIL, self.version)
        self.shown = self._shown()

    def ask(self, method: str, column: int, line: int = LINE) -> list[str]:
        position = {"line": line, "character": column}
        params: dict[str, Any] = {"textDocument": {"uri": URI}, "position": position}
        if method == "textDocument/codeAction":
            params |= {"range": {"start": position, "end": position}, "context": {"diagnostics": []}}
        self.wire.result(method, params)
        for message in self.wire.silence():
            assert message["method"] == "textDocument/publishDiagnostics"
            self.shown = [f"{one['code']} {self._text(one['range'])}" for one in message["params"]["diagnostics"]]
        return self.shown


@pytest.fixture
def wire() -> Iterator[Wire]:
    with Wire() as wire:
        wire.initialize(
            {"textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}}}
        )
        yield wire


def test_the_word_being_typed_is_left_alone_until_it_cannot_become_a_tool(wire: Wire) -> None:
    typist = Typist(wire, "tools: Read, Bahs, ")
    assert typist.shown == ["unknown-tool Bahs"]
    for character in "Gre":
        assert typist.type(character) == ["unknown-tool Bahs"]
    assert typist.type("x") == ["unknown-tool Bahs", "unknown-tool Grex"]


def test_a_comma_ends_the_word(wire: Wire) -> None:
    typist = Typist(wire, "tools: Read, ")
    assert typist.type("Gre") == []
    assert typist.type(",") == ["unknown-tool Gre"]


def test_deleting_is_typing(wire: Wire) -> None:
    typist = Typist(wire, "tools: Read, Grep")
    typist.line = "tools: Read, Gr"
    typist.send()
    assert typist.shown == []


@pytest.mark.parametrize("text", ["maxTurns: 5", 'color: "red"', "tools: [Read, Grep]"])
def test_a_line_is_never_red_while_it_is_typed(wire: Wire, text: str) -> None:
    typist = Typist(wire, "")
    for character in text:
        assert not [one for one in typist.type(character) if one.startswith("yaml-syntax")], typist.line


@pytest.mark.parametrize("text", ["maxTurns", 'color: "red'])
def test_a_line_that_is_left_amid_is_red(wire: Wire, text: str) -> None:
    typist = Typist(wire, "")
    assert typist.type(text) == []
    wrong = text[text.find(":") + 2 :][:1] if ":" in text else text
    assert typist.ask("textDocument/hover", 3, line=1) == [f"yaml-syntax {wrong}"]


def test_saving_says_it_all(wire: Wire) -> None:
    typist = Typist(wire, "tools: Read, ")
    assert typist.type("Gre") == []
    wire.notify("textDocument/didSave", {"textDocument": {"uri": URI}})
    assert typist._shown() == ["unknown-tool Gre"]


@pytest.mark.parametrize("method", ["textDocument/completion", "textDocument/hover", "textDocument/codeAction"])
def test_a_request_from_elsewhere_shows_that_the_cursor_has_left(wire: Wire, method: str) -> None:
    typist = Typist(wire, "tools: Read, ")
    assert typist.type("Gre") == []
    assert typist.ask(method, len(typist.line)) == []
    assert typist.ask(method, len(typist.line) - 1) == []
    assert typist.ask(method, 9) == ["unknown-tool Gre"]


def test_an_edit_elsewhere_shows_it_as_well(wire: Wire) -> None:
    typist = Typist(wire, "tools: Read, ")
    assert typist.type("Gre") == []
    typist.type("x", at=8)
    assert typist.shown == ["unknown-tool Rxead", "unknown-tool Gre"]


def test_an_opened_file_holds_nothing_back(wire: Wire) -> None:
    assert Typist(wire, "tools: Read, Gre").shown == ["unknown-tool Gre"]


def test_pasted_lines_hold_nothing_back(wire: Wire) -> None:
    typist = Typist(wire, "tools: Read")
    typist.line = "tools: Read, Gre\ncolor: red\nmodel: sonnet"
    typist.send()
    assert typist.shown == ["unknown-tool Gre"]


def test_nothing_is_missing_while_the_first_keys_are_written(wire: Wire) -> None:
    text = "---\nname: a\ntools: Read\n"
    wire.open(URI, "")
    assert wire.published()["diagnostics"] == []
    for version in range(1, len(text) + 1):
        wire.change(URI, text[:version], version + 1)
        assert wire.published()["diagnostics"] == [], text[:version]
    # Whoever saves it, or goes on below it, has finished the keys.
    wire.notify("textDocument/didSave", {"textDocument": {"uri": URI}})
    assert [one["code"] for one in wire.published()["diagnostics"]] == ["missing-key", "unclosed-frontmatter"]


def test_what_stands_below_a_block_without_an_end_ends_the_writing_of_keys(wire: Wire) -> None:
    text = "---\nname: a\ndescription: b\n\nBody.\n"
    wire.open(URI, text)
    assert [one["code"] for one in wire.published()["diagnostics"]] == ["unclosed-frontmatter"]
    wire.change(URI, text.replace("tion: b", "tion: bc"), 2)
    assert [one["code"] for one in wire.published()["diagnostics"]] == ["unclosed-frontmatter"]
