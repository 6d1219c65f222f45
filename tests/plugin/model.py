"""A model on loopback for the real Claude Code: it writes one agent with mistakes, then looks at what it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Model:
    """Answers with the given tool calls, one a turn, then with a word; `requests` are the bodies it received.

    Each call is a pair of a tool's name and its input. Before all but the first it waits, as a model that thinks does.
    """

    def __init__(self, calls: list[tuple[str, dict[str, Any]]], pause: float) -> None:
        self.requests: list[dict[str, Any]] = []
        self._calls = calls
        self._pause = threading.Event()
        self._seconds = pause
        model = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"{}")
                self.send_response(200)
                self.send_header("content-type", "text/event-stream")
                self.end_headers()
                self.wfile.write("".join(model.answer(body)).encode())

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, body: dict[str, Any]) -> Iterator[str]:
        """Yield the events of one answer."""
        is_turn = any(tool.get("name") == "Write" for tool in body.get("tools") or ())
        if not is_turn:
            yield from _events([{"type": "text", "text": "ok"}], "end_turn")
            return
        self.requests.append(body)
        number = len(self.requests) - 1
        if number:
            self._pause.wait(self._seconds)
        if number < len(self._calls):
            name, given = self._calls[number]
            block = {"type": "tool_use", "id": f"call-{number}", "name": name, "input": given}
            yield from _events([block], "tool_use")
        else:
            yield from _events([{"type": "text", "text": "done"}], "end_turn")


def _events(blocks: list[dict[str, Any]], reason: str) -> Iterator[str]:
    message = {"id": "m", "type": "message", "role": "assistant", "model": "claude-sonnet-4-6", "content": []}
    usage = {"input_tokens": 1, "output_tokens": 1}
    yield _event("message_start", message=message | {"stop_reason": None, "stop_sequence": None, "usage": usage})
    for at, block in enumerate(blocks):
        if block["type"] == "text":
            start, delta = {"type": "text", "text": ""}, {"type": "text_delta", "text": block["text"]}
        else:
            start = block | {"input": {}}
            delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        yield _event("content_block_start", index=at, content_block=start)
        yield _event("content_block_delta", index=at, delta=delta)
        yield _event("content_block_stop", index=at)
    yield _event("message_delta", delta={"stop_reason": reason, "stop_sequence": None}, usage={"output_tokens": 1})
    yield _event("message_stop")


def _event(name: str, **data: object) -> str:
    return f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n"
