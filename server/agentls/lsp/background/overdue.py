"""Open files that have to be judged again because something else has changed, one in each idle moment."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agentls.lsp.background.editor import Editor
    from agentls.lsp.state.file import File

_log = logging.getLogger(__name__)


class Overdue:
    """The open files whose findings may be others by now.

    However many changes concern a file before its turn comes, it is judged once.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._uris: dict[str, None] = {}
        self._is_working = False

    def mark(self, files: Iterable[File]) -> None:
        """Have files judged again, before all work that nobody looks at."""
        self._uris.update(dict.fromkeys(file.uri for file in files))
        if self._uris and not self._is_working:
            self._is_working = True
            self._editor.idle.add_first(self._judge_all())

    def done(self, file: File) -> None:
        """Take note that what is shown of a file is what is known now."""
        self._uris.pop(file.uri, None)

    def current(self, file: File) -> File:
        """Return a file as it is to be shown: somebody asks for it before its turn has come."""
        if file.uri not in self._uris:
            return file
        del self._uris[file.uri]
        return self._editor.session.renew(file) or file

    def _judge_all(self) -> Iterator[None]:
        fetched: File | None = None
        try:
            while self._uris:
                uri = next(iter(self._uris))
                del self._uris[uri]
                changed = self._judged(uri)
                if changed is not None and self._editor.session.client.pulls_diagnostics:
                    # Of however many files the editor is told once.
                    fetched = changed
                elif changed is not None:
                    self._editor.publish(changed)
                yield
            if fetched is not None:
                self._editor.refresh(fetched)
        finally:
            self._is_working = False

    def _judged(self, uri: str) -> File | None:
        file = self._editor.session.file(uri)
        try:
            return self._editor.session.renew(file) if file is not None else None
        except Exception:
            # One file must not keep all others from being judged.
            _log.exception("judging %s failed", uri)
            return None
