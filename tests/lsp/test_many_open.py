"""A name that many open files share costs one judgement of each, however many of them change at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from wire import Wire

from agentls.lsp.connection import Server
from agentls.lsp.server import create
from agentls.lsp.state import file as state


class _Sink:
    def write(self, data: bytes) -> None:
        self.last = data

    def close(self) -> None:
        """There is nothing to close."""


def _text(name: str) -> str:
    return f"---\nname: {name}\ndescription: b\n---\nc\n"


def _open(project: Path, count: int) -> tuple[Server, list[str]]:
    server = create()
    server.protocol.set_writer(_Sink())
    server.session.workspace.set_folders([project.as_posix()])
    folder = project / ".claude/agents"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"{number}.md"
        path.write_text(_text(f"n{number}"))
        opened = server.session.open(path.as_uri(), 1, _text(f"n{number}"), "markdown")
        assert opened is not None
        server.upkeep.show(opened)
    server.upkeep.rescan()
    _rest(server)
    return server, [file.uri for file in server.session.files()]


def _rest(server: Server) -> None:
    while not server.idle.is_empty():
        server.idle.step()


def _change(server: Server, uri: str, text: str) -> None:
    file = server.session.change(uri, 2, [types.TextDocumentContentChangeWholeDocument(text)])
    assert file is not None
    server.upkeep.show(file)


def _is_twice(server: Server, uri: str) -> bool:
    file = server.session.file(uri)
    assert file is not None
    return "duplicate-name" in [one.rule for one in file.findings]


def _judgements_of_one_name(project: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    server, uris = _open(project, count)
    judged: list[str] = []
    judge = state.judge

    def counted(document: state.Document, *rest: object) -> state.Judgement:
        judged.append(document.path)
        return judge(document, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(state, "judge", counted)
        for uri in uris:
            _change(server, uri, _text("same"))
        _rest(server)
    assert all(_is_twice(server, uri) for uri in uris)
    return len(judged)


def test_twice_as_many_files_of_one_name_cost_twice_as_many_judgements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = _judgements_of_one_name(tmp_path / "few", 10, monkeypatch)
    many = _judgements_of_one_name(tmp_path / "many", 20, monkeypatch)
    # Each is judged at its own change and once more after the last.
    assert few <= 2 * 10
    assert many <= 2 * 20


def test_the_file_that_changes_is_judged_at_once_and_the_others_one_at_a_time(tmp_path: Path) -> None:
    server, uris = _open(tmp_path, 4)
    for uri in uris[1:]:
        _change(server, uri, _text("n0"))
    assert [_is_twice(server, uri) for uri in uris] == [False, True, True, True]
    server.idle.step()
    assert [_is_twice(server, uri) for uri in uris] == [True, True, True, True]
    _change(server, uris[3], _text("n3"))
    _change(server, uris[2], _text("n2"))
    _change(server, uris[1], _text("n1"))
    assert [_is_twice(server, uri) for uri in uris] == [True, False, False, False]
    _rest(server)
    assert not _is_twice(server, uris[0])


def test_files_that_somebody_sees_come_before_those_that_nobody_does(tmp_path: Path) -> None:
    server, uris = _open(tmp_path, 2)
    server.upkeep.rescan()
    _change(server, uris[1], _text("n0"))
    server.idle.step()
    assert _is_twice(server, uris[0])
    assert not server.idle.is_empty()


def test_who_fetches_diagnostics_gets_those_of_now(tmp_path: Path) -> None:
    folder = tmp_path / ".claude/agents"
    folder.mkdir(parents=True)
    a, b = (folder / f"{name}.md" for name in "ab")
    for path in (a, b):
        path.write_text(_text(path.stem))
    able = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}

    def is_twice(wire: Wire, path: Path) -> bool:
        answer = wire.result("textDocument/diagnostic", {"textDocument": {"uri": path.as_uri()}})
        return "duplicate-name" in [one["code"] for one in answer["items"]]

    with Wire() as wire:
        wire.initialize(able, rootUri=tmp_path.as_uri())
        for path in (a, b):
            wire.open(path.as_uri(), _text(path.stem))
        wire.settle()
        assert not is_twice(wire, a)
        wire.change(b.as_uri(), _text("a"), 2)
        assert is_twice(wire, a)
        wire.change(a.as_uri(), _text("c"), 2)
        wire.change(b.as_uri(), _text("b"), 3)
        wire.change(a.as_uri(), _text("a"), 3)
        assert not is_twice(wire, b)
        assert not is_twice(wire, a)
        wire.settle()
