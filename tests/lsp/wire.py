"""A plain client for tests and measurements: it sends exactly what it is told to, right or wrong."""

from __future__ import annotations

import json
import os
import queue
import shlex
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import agentls

# Another server than the one that the tests import, an installed one for instance: `AGENTLS_SERVER="agentls lsp"`.
_OTHER = shlex.split(os.environ.get("AGENTLS_SERVER", ""))
SERVER = _OTHER or [sys.executable, "-m", "agentls", "lsp"]
ENVIRONMENT = {**os.environ, **({} if _OTHER else {"PYTHONPATH": str(Path(agentls.__file__).parent.parent)})}

# A quicker way to a server than to start one, where somebody has put it here.
quick: Callable[[], Any] | None = None


class Wire:
    """One server process. Used as a context manager, it says goodbye at the end."""

    def __init__(self, command: list[str] | None = None, process: Any = None) -> None:
        pipe = subprocess.PIPE
        if process is None and command is None and quick is not None:
            process = quick()
        self.process: Any = process or subprocess.Popen(
            command or SERVER, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT
        )
        self.errors: list[str] = []
        self._received: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._number = 0
        self._waiting: list[dict[str, Any]] = []
        for target in (self._read, self._read_errors):
            threading.Thread(target=target, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        while True:
            length = 0
            while (line := self.process.stdout.readline()).strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not line:
                self._received.put(None)
                return
            self._received.put(json.loads(self.process.stdout.read(length)))

    def _read_errors(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.errors.append(line.decode(errors="replace"))

    def send_bytes(self, body: bytes) -> None:
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def send(self, **message: Any) -> None:
        self.send_bytes(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def notify(self, method: str, params: Any = None) -> None:
        self.send(method=method, params=params)

    def next(self, seconds: float = 20) -> dict[str, Any]:
        """Return the next message that nobody has taken yet."""
        if self._waiting:
            return self._waiting.pop(0)
        message = self._received.get(timeout=seconds)
        assert message is not None, f"the server has gone: {''.join(self.errors)}"
        return message

    def request(self, method: str, params: Any = None) -> dict[str, Any]:
        """Return the whole answer to a request; other messages that come before it are kept for `next`."""
        self._number += 1
        self.send(id=self._number, method=method, params=params)
        kept = []
        while (message := self.next()).get("id") != self._number or "method" in message:
            kept.append(message)
        self._waiting = kept + self._waiting
        return message

    def result(self, method: str, params: Any = None) -> Any:
        answer = self.request(method, params)
        assert "error" not in answer, answer
        return answer.get("result")

    def initialize(self, capabilities: dict[str, Any] | None = None, **options: Any) -> Any:
        wishes = {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities or {}, **options}
        result = self.result("initialize", wishes)
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, version: int = 1, language: str = "markdown") -> None:
        document = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, version: int) -> None:
        change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
        self.notify("textDocument/didChange", change)

    def published(self) -> dict[str, Any]:
        """Return the parameters of the next publication; nothing else may come before it."""
        message = self.next()
        assert message.get("method") == "textDocument/publishDiagnostics", message
        params: dict[str, Any] = message["params"]
        return params

    def silence(self) -> list[dict[str, Any]]:
        """Return the messages that nobody has taken, after everything sent so far has been handled."""
        self.request("agentls/status", {"uri": ""})
        left, self._waiting = self._waiting, []
        return left

    def settle(self) -> list[dict[str, Any]]:
        """Wait until the server has read the whole project and has nothing left to do; return what it sent meanwhile."""
        limit = time.monotonic() + 60
        while not self.result("agentls/status", {"uri": ""})["ready"]:
            assert time.monotonic() < limit, "the server is not ready in time"
            time.sleep(0.01)
        return self.silence()

    def quit(self) -> int:
        self.request("shutdown")
        self.notify("exit")
        return self.process.wait(10)

    def __enter__(self) -> Wire:  # noqa: PYI034 - `Self` is younger than Python 3.10.
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if self.process.poll() is None and kind is None:
            self.quit()
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
