"""Every request gets an answer, nothing brings the server down, and it ends when it should."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
from wire import ENVIRONMENT, SERVER, Wire

URI = "file:///nowhere/.claude/agents/a.md"
TEXT = "---\nname: a\ndescription: b\ntools: Read, Grpe\n---\nBody.\n"
PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMS, NOT_INITIALIZED = -32700, -32600, -32601, -32602, -32002


@pytest.mark.parametrize(
    "params",
    [
        None,
        [],
        {},
        "text",
        {"textDocument": {}},
        {"textDocument": {"uri": URI}},
        {"textDocument": {"uri": URI}, "position": {"line": -1, "character": 0}},
        {"textDocument": {"uri": URI}, "position": {"line": "a", "character": 0}},
    ],
)
@pytest.mark.parametrize("method", ["textDocument/hover", "textDocument/codeAction", "initialize"])
def test_parameters_that_do_not_fit_are_answered(shared_wire: Wire, method: str, params: object) -> None:
    answer = shared_wire.request(method, params)
    assert answer["error"]["code"] in (INVALID_PARAMS, INVALID_REQUEST)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", PARSE_ERROR),
        (b"\xff\xfe", PARSE_ERROR),
        (b"[" * 100_000, PARSE_ERROR),
        (b"[]", INVALID_REQUEST),
        (b"null", INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 900}', INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": [], "method": "shutdown"}', INVALID_REQUEST),
        (b'{"jsonrpc": "2.0", "id": 900, "method": 5}', INVALID_REQUEST),
        (b'{"id": 900, "method": "shutdown"}', INVALID_PARAMS),
        (b'{"jsonrpc": "2.0", "id": 900, "method": "no/such/method"}', UNKNOWN_METHOD),
        (
            b'{"jsonrpc": "2.0", "id": 900, "method": "workspace/executeCommand", "params": {"command": "x"}}',
            INVALID_PARAMS,
        ),
    ],
)
def test_messages_that_make_no_sense_are_answered(shared_wire: Wire, body: bytes, code: int) -> None:
    shared_wire.send_bytes(body)
    answer = shared_wire.next()
    assert (answer["jsonrpc"], answer["error"]["code"]) == ("2.0", code)
    assert answer["id"] == (900 if b'"id": 900' in body else None)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        (
            "textDocument/didChange",
            {"textDocument": {"uri": "file:///x.md", "version": 2}, "contentChanges": [{"text": ""}]},
        ),
        ("textDocument/didClose", {"textDocument": {"uri": "file:///x.md"}}),
        ("textDocument/didSave", {"textDocument": {"uri": "file:///x.md"}}),
        ("textDocument/didChange", {"textDocument": {"uri": 3}}),
        ("textDocument/didOpen", None),
        ("$/cancelRequest", {"id": 77}),
        ("$/setTrace", {"value": "verbose"}),
        ("$/noSuchThing", {"a": 1}),
        ("workspace/didChangeWatchedFiles", {"changes": []}),
        ("no/such/notification", None),
    ],
)
def test_notifications_that_mean_nothing_are_ignored(shared_wire: Wire, method: str, params: object) -> None:
    shared_wire.notify(method, params)
    assert shared_wire.silence() == []


def test_requests_about_unknown_files_have_an_empty_answer(shared_wire: Wire) -> None:
    place = {"textDocument": {"uri": "file:///x.md"}, "position": {"line": 3, "character": 3}}
    range_ = {"start": place["position"], "end": place["position"]}
    assert not shared_wire.result("textDocument/completion", place)
    assert not shared_wire.result("textDocument/hover", place)
    assert not shared_wire.result("textDocument/codeAction", {**place, "range": range_, "context": {"diagnostics": []}})
    assert not shared_wire.result("textDocument/documentColor", place)


def test_a_request_before_initialize_is_refused_and_a_notification_dropped() -> None:
    with Wire() as wire:
        wire.open(URI, TEXT)
        assert wire.request("textDocument/hover", {})["error"]["code"] == NOT_INITIALIZED
        assert wire.initialize()["serverInfo"]["name"] == "agentls"


def test_shutdown_then_exit_is_a_clean_end() -> None:
    with Wire() as wire:
        wire.initialize()
        wire.request("shutdown")
        assert wire.request("textDocument/hover", {})["error"]["code"] == INVALID_REQUEST
        wire.notify("exit")
        assert wire.process.wait(10) == 0
        assert wire.errors == []


def test_the_end_amid_a_question_to_the_client_is_a_clean_one() -> None:
    with Wire() as wire:
        wire.initialize({"workspace": {"configuration": True}})
        question = wire.next()
        assert question["method"] == "workspace/configuration"
        wire.request("shutdown")
        wire.send(id=question["id"], result=[{}])
        wire.notify("exit")
        assert wire.process.wait(10) == 0
        assert wire.errors == []


def test_a_client_that_refuses_to_tell_its_settings() -> None:
    with Wire() as wire:
        wire.initialize({"workspace": {"configuration": True}})
        wire.send(id=wire.next()["id"], error={"code": -32601, "message": "no settings here"})
        assert wire.silence() == []
        assert wire.quit() == 0
        assert wire.errors == ["agentls: WARNING the client has no settings: no settings here\n"]


@pytest.mark.parametrize("initialized", [True, False])
def test_exit_without_shutdown_is_a_failure(initialized: bool) -> None:
    with Wire() as wire:
        if initialized:
            wire.initialize()
        wire.notify("exit")
        assert wire.process.wait(10) == 1


def test_the_end_of_the_input_ends_the_server() -> None:
    with Wire() as wire:
        wire.initialize()
        assert wire.process.stdin
        wire.process.stdin.close()
        assert wire.process.wait(10) == 1


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("shutdown", None),
        ("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 1, "character": 1}}),
        ("no/such/method", None),
        ("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "markdown", "version": 1, "text": TEXT}}),
    ],
)
def test_an_editor_that_stops_reading_ends_the_server(method: str, params: object) -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen(SERVER, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        hello = {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}}
        number = {} if method.endswith("didOpen") else {"id": 2}
        process.stdin.write(_framed(hello))
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Content-Length")
        process.stdout.close()
        # It goes on sending: the end of the input is not what ends the server.
        process.stdin.write(_framed({**number, "method": method, "params": params}))
        process.stdin.flush()
        assert process.wait(10) == 1
        assert b"Traceback" not in process.stderr.read()


def _framed(message: dict[str, object]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def test_a_client_that_did_not_ask_to_fetch_diagnostics_is_refused_them(shared_wire: Wire) -> None:
    answer = shared_wire.request("textDocument/diagnostic", {"textDocument": {"uri": URI}})
    assert answer["error"]["code"] == UNKNOWN_METHOD


def test_half_a_message_ends_the_server() -> None:
    with Wire() as wire:
        assert wire.process.stdin
        wire.process.stdin.write(b"Content-Length: 100\r\n\r\n{")
        wire.process.stdin.close()
        assert wire.process.wait(10) == 1


@pytest.mark.parametrize("length", [b"-5", b"+2", b"abc", b""])
def test_a_length_that_is_none_ends_the_server(length: bytes) -> None:
    """Nobody can tell where the next message would begin."""
    with Wire() as wire:
        wire.initialize()
        assert wire.process.stdin
        wire.process.stdin.write(b"Content-Length: " + length + b"\r\n\r\n{}")
        wire.process.stdin.flush()
        assert wire.process.wait(10) == 1
        assert len(wire.errors) == 1


def test_headers_are_read_whatever_their_case_and_order() -> None:
    with Wire() as wire:
        body = json.dumps({"jsonrpc": "2.0", "id": 5, "method": "shutdown"}).encode()
        assert wire.process.stdin
        wire.process.stdin.write(b"Content-Type: x\r\ncontent-length:%d \r\n\r\n" % len(body) + body)
        wire.process.stdin.flush()
        assert wire.next()["id"] == 5
        wire.initialize()


@pytest.mark.skipif(os.name != "posix", reason="the server watches the editor's process on POSIX only")
def test_the_server_ends_after_an_editor_that_was_killed() -> None:
    editor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    with Wire([*SERVER]) as wire:
        wire.initialize(processId=editor.pid)
        editor.send_signal(signal.SIGKILL)
        editor.wait()
        # The connection stays open, as it does when another process has inherited it.
        assert wire.process.wait(30) == 1


@pytest.mark.parametrize("number", [None, 2**70])
def test_an_editor_on_another_machine_does_not_end_the_server(number: int | None) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with Wire() as wire:
        wire.initialize(processId=gone.pid if number is None else number)
        time.sleep(0.2)
        assert wire.quit() == 0


def test_no_log_and_no_print_gets_into_the_protocol() -> None:
    code = "import agentls.lsp.server as s, sys; o = s.warmth.begin\n"
    code += "s.warmth.begin = lambda server: (print('stray'), o(server))\nsys.exit(s.run())"
    with Wire([sys.executable, "-c", code]) as wire:
        wire.initialize()
        assert wire.silence() == []
        assert wire.quit() == 0
        assert "stray\n" in wire.errors


def test_listening_on_a_port() -> None:
    process = subprocess.Popen([*SERVER, "--tcp", "127.0.0.1:0"], env=ENVIRONMENT, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    port = int(process.stderr.readline().rstrip().rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as connection, connection.makefile("rwb") as stream:
        for message in (
            {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}}},
            {"id": 2, "method": "shutdown"},
            {"method": "exit"},
        ):
            stream.write(_framed(message))
        stream.flush()
        assert b'"agentls"' in stream.read()
    assert process.wait(10) == 0
    process.stderr.close()
