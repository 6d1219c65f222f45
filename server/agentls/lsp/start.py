"""Starting and ending: the streams, and the editor's process."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agentls.lsp.connection import Server

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_LOOKS = 10


def on_standard_streams(server: Server) -> int:
    """Serve the editor that started this process."""
    if sys.stdin.isatty():
        _log.warning("waiting for an editor on standard input; see the documentation for how to set one up")
    output = sys.stdout.buffer
    # A stray print in any library must not get between two messages.
    sys.stdout = sys.stderr
    # Python closes its own `sys.stdin` at the end and would wait for the thread that reads from it.
    return server.serve(open(sys.stdin.fileno(), "rb", closefd=False), output)


def on_port(server: Server, host: str, port: int) -> int:
    """Wait for one editor to connect, and serve it."""
    with socket.create_server((host, port)) as listener:
        _log.warning("listening on %s:%d", *listener.getsockname()[:2])
        connection, _ = listener.accept()
    with connection, connection.makefile("rb") as reader, connection.makefile("wb") as writer:
        try:
            return server.serve(reader, writer)
        finally:
            # Nobody can close what somebody still reads from.
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


def end_with(process: int | None) -> None:
    """End this process soon after the editor's has, even when its end of the connection stays open.

    A process that does not exist even now belongs to another machine or container, and says nothing.
    """
    if process and os.name == "posix" and _is_alive(process):
        threading.Thread(target=_watch, args=(process,), daemon=True).start()


def _watch(process: int) -> None:
    while _is_alive(process):
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os._exit(1)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
