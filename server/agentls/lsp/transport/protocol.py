"""Reads messages and sees to it that every request gets an answer, however odd it is."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import JsonRPCNotification, JsonRPCRequestMessage

from agentls.lsp.transport.inside import Inside
from agentls.text.expressions import expression

_log = logging.getLogger(__name__)
_LENGTH = expression(rb"content-length:\s*(\d+)\s*", re.IGNORECASE)
_NAMES_LENGTH = expression(rb"content-length:", re.IGNORECASE)
_MOST_BYTES = 1 << 30

# What pygls does with these by itself: it keeps a second copy of every text, and fails on files that it does not know.
_OURS = (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE)


class RefusedError(JsonRpcException):
    """Something that cannot be done for a reason that editors show to the user."""

    CODE = int(types.LSPErrorCodes.RequestFailed)
    MESSAGE = "This cannot be done."


@dataclass(frozen=True)
class Plain:
    """An answer that is JSON already: what is made for every key need not become objects of the protocol before."""

    value: Any


def bodies(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the body of each message in `stream` until it ends."""
    length = None
    while line := stream.readline():
        if found := _LENGTH.fullmatch(line):
            length = int(found[1])
        elif _NAMES_LENGTH.match(line):
            # Where the next message begins nobody can tell.
            _log.error("the length of a message cannot be read")
            return
        elif not line.strip() and length is not None:
            if length > _MOST_BYTES:
                _log.error("a message of %d bytes is more than anybody means to send", length)
                return
            body = stream.read(length)
            if len(body) < length:
                return
            yield body
            length = None


class Protocol(Inside):
    """The protocol of pygls, with an answer to every request that cannot be understood or comes at the wrong time."""

    _initialized = False

    def __init__(self, server: LanguageServer, converter: Any) -> None:
        super().__init__(server, converter)
        self._promised: dict[Any, Future[Any]] = {}
        self.leave_out(*_OURS)

    def receive(self, body: bytes) -> None:
        """Handle one message; nothing but the end of the session gets out of here as an exception."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            _log.warning("a message is not JSON: %s", error)
            self._refuse(None, types.ErrorCodes.ParseError, "the message is not JSON")
            return
        if not isinstance(data, dict):
            self._refuse(None, types.ErrorCodes.InvalidRequest, "the message is not a JSON object")
            return
        number, method = data.get("id"), data.get("method")
        if number is not None and not isinstance(number, (int, str)):
            self._refuse(None, types.ErrorCodes.InvalidRequest, "the id is neither a number nor a text")
            return
        if method is not None and not isinstance(method, str):
            self._refuse(number, types.ErrorCodes.InvalidRequest, "the method is no text")
            return
        if method is not None and (reason := self._untimely(method)):
            self._refuse(number, *reason)
            return
        if self.is_ending and not method and ("result" in data or "error" in data):
            # The answer to a question that has been dropped at the end.
            return
        try:
            message = self.structure_message(data)
            self._initialized = self._initialized or method == types.INITIALIZE
            self.handle_message(message)
        except Exception as error:
            _log.warning("a message cannot be handled: %s: %s", method, error)
            if method is not None:
                self._refuse(number, types.ErrorCodes.InvalidParams, f"the parameters do not fit {method}")
            elif "result" not in data and "error" not in data:
                self._refuse(number, types.ErrorCodes.InvalidRequest, "the message has no method")

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Return `data` as a typed message; raises whatever the converter raises."""
        if data.get("jsonrpc") != self.VERSION:
            raise ValueError("not a JSON-RPC 2.0 message")
        method = data.get("method")
        if method is None:
            return super().structure_message(data)
        if known := self.get_message_type(method):
            return self.structured(data, known)
        unknown = JsonRPCRequestMessage if "id" in data else JsonRPCNotification
        return self.structured({"params": None, **data}, unknown)

    def _untimely(self, method: str) -> tuple[int, str] | None:
        """Say why `method` is not allowed at this point of the session, if it is not."""
        if method == types.EXIT:
            return None
        if self.is_ending:
            return types.ErrorCodes.InvalidRequest, "the server is shutting down"
        if method == types.INITIALIZE and self._initialized:
            return types.ErrorCodes.InvalidRequest, "the server has been initialized before"
        if method != types.INITIALIZE and not self._initialized:
            return types.ErrorCodes.ServerNotInitialized, "the first request must be initialize"
        return None

    def _refuse(self, number: Any, code: int, message: str) -> None:
        """Answer with an error; a notification has no number and gets no answer, but an unreadable message does."""
        is_unreadable = code in (types.ErrorCodes.ParseError, types.ErrorCodes.InvalidRequest) and number is None
        if number is not None or is_unreadable:
            # The converter leaves out what is `None`, but an answer to nobody in particular says so.
            self.send({"jsonrpc": self.VERSION, "id": number, "error": {"code": int(code), "message": message}})

    def answer(self, future: Future[Any], number: Any) -> None:
        """Send the answer, unless it is only promised: then wait for it while other messages are handled."""
        problem = None if future.cancelled() else future.exception()
        if isinstance(problem, RefusedError):
            # An answer like any other, for the user and not for the log.
            self.refuse_request(number, problem)
        elif not future.cancelled() and problem is None and isinstance(future.result(), Future):
            self.forget_request(number)
            self._promised[number] = future.result()
            future.result().add_done_callback(partial(self._keep_promise, number=number))
        else:
            self.send_result(future, number)

    def _keep_promise(self, future: Future[Any], *, number: Any) -> None:
        del self._promised[number]
        self.send_result(future, number)

    def send_result(self, future: Future[Any], number: Any) -> None:
        """Send the answer to a request; one that is JSON already goes out as it is."""
        is_there = not future.cancelled() and future.exception() is None
        if is_there and isinstance(future.result(), Plain):
            self.answer_plain(number, future.result().value)
        else:
            super().send_result(future, number)

    def notify_plain(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification whose parameters are JSON already."""
        self.send({"jsonrpc": self.VERSION, "method": method, "params": params})

    def drop_promises(self) -> None:
        """Refuse what has not been answered yet."""
        for future in list(self._promised.values()):
            future.cancel()

    def cancel(self, number: Any) -> None:
        """Cancel a promised answer; all others have been sent before the next message is read."""
        if number in self._promised:
            self._promised[number].cancel()


class Writer:
    """Sends each message at once. `is_broken` tells that nobody reads any more: the next message ends the session."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.is_broken = False

    def write(self, data: bytes) -> None:
        """Send `data`, unless nobody reads it: an exception would be taken for a fault of whatever wanted to send."""
        if self.is_broken:
            return
        try:
            self._stream.write(data)
            self._stream.flush()
        except (OSError, ValueError):
            self.is_broken = True

    def close(self) -> None:
        """Leave the stream open: whoever opened it closes it."""
