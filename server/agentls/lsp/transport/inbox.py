"""Messages that have arrived, read ahead so that the server knows whether anybody is waiting."""

from __future__ import annotations

import logging
import queue
import threading
from typing import BinaryIO

from agentls.lsp.transport.protocol import bodies

_log = logging.getLogger(__name__)


class Inbox:
    """The bodies of the messages in a stream.

    Reading a pipe waits until something comes, on every system, and work for idle moments must not wait with it. So one
    thread reads and does nothing else: all messages are handled by the thread that asks here, one after the other.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._messages: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, name="agentls inbox", daemon=True).start()

    def _read(self) -> None:
        try:
            for body in bodies(self._stream):
                self._messages.put(body)
        except (OSError, ValueError) as error:
            _log.info("the client has gone: %s", error)
        self._messages.put(None)

    def next(self, *, wait: bool) -> bytes | None:
        """Return the next message; `None` when none is there and nobody wants to wait for it.

        Raises `EOFError` when no more will come.
        """
        try:
            body = self._messages.get(block=wait)
        except queue.Empty:
            return None
        if body is None:
            raise EOFError
        return body
