"""Tells the user of long work, where the editor can show it, and lets them stop it."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from agentls.text.visible import visible

if TYPE_CHECKING:
    from agentls.lsp.background.editor import Editor

# Work that is done at once would only flash up.
_SECONDS_BEFORE = 0.3
_SECONDS_BETWEEN = 0.2


class Progress:
    """One piece of work, shown once it takes a while. `is_cancelled` tells that the user has had enough of it."""

    def __init__(self, editor: Editor, title: str) -> None:
        self._editor = editor
        self._title = title
        self._token: str | None = None
        self._is_shown = False
        self._due = time.monotonic() + _SECONDS_BEFORE

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the user has stopped the work."""
        future = self._editor.protocol.progress.tokens.get(self._token) if self._token else None
        return future is not None and future.cancelled()

    def report(self, message: str) -> None:
        """Say how far the work has come; cheap, and seldom shown."""
        now = time.monotonic()
        if now < self._due or not self._editor.session.client.shows_progress:
            return
        self._due = now + _SECONDS_BETWEEN
        if self._is_shown:
            self._send(types.WorkDoneProgressReport(message=visible(message)))
        elif self._token is None:
            self._token = str(uuid.uuid4())
            asked = self._editor.window_work_done_progress_create(types.WorkDoneProgressCreateParams(self._token))
            asked.add_done_callback(self._begin)

    def end(self, message: str) -> None:
        """Take it away."""
        if self._is_shown:
            self._send(types.WorkDoneProgressEnd(message=message))
        self._is_shown, self._due = False, float("inf")

    def _begin(self, answer: Future[Any]) -> None:
        if answer.cancelled() or answer.exception() is not None or self._due == float("inf"):
            return
        self._is_shown = True
        self._send(types.WorkDoneProgressBegin(self._title, cancellable=True))

    def _send(self, value: Any) -> None:
        if self._token is not None:
            if isinstance(value, types.WorkDoneProgressBegin):
                self._editor.protocol.progress.begin(self._token, value)
            else:
                self._editor.protocol.progress.report(self._token, value)
