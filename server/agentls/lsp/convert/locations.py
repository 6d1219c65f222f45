"""Places in any file of the project as the protocol has them, each by the lines of its own text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types

from agentls.disk import files
from agentls.lsp.convert import uris
from agentls.lsp.convert.values import Places
from agentls.lsp.state.session import Session
from agentls.text.positions import LineIndex, Span

_NOWHERE = Places(LineIndex(""), "utf-16")


class Locations:
    """Converts the places of one answer; each file is looked at once. Texts in the editor come before the disk."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, tuple[str, Places | None]] = {}

    def at(self, path: str, span: Span) -> types.Location:
        """Return the protocol's form of a place."""
        return types.Location(self.uri(path), self.range(path, span))

    def plain(self, path: str, span: Span) -> dict[str, Any]:
        """Return the protocol's form of a place, as JSON."""
        return {"uri": self.uri(path), "range": self._converter(path, span).plain_range(span)}

    def range(self, path: str, span: Span) -> types.Range:
        """Return where a span of the file at `path` is."""
        return self._converter(path, span).range(span)

    def _converter(self, path: str, span: Span) -> Places:
        # The top of a file is where it is in any text, and that of a file that cannot be read is all there is to show.
        return (None if span == Span(0, 0) else self._file(path)[1]) or _NOWHERE

    def edits(self, path: str) -> Places:
        """Return what converts the edits of a file."""
        return self._file(path)[1] or Places(LineIndex(""), self._session.client.encoding)

    def uri(self, path: str) -> str:
        """Return the address of a file, as the editor writes it if it has the file open."""
        file = self._session.open_at(path)
        return file.uri if file else uris.from_path(path)

    def version(self, path: str) -> int | None:
        """Return the editor's number for the text of a file, `None` for one that is not open."""
        file = self._session.open_at(path)
        return file.document.version if file else None

    def _file(self, path: str) -> tuple[str, Places | None]:
        if path not in self._known:
            self._known[path] = self.uri(path), self._places(path)
        return self._known[path]

    def _places(self, path: str) -> Places | None:
        file = self._session.open_at(path)
        if file is not None:
            return file.places
        try:
            text = files.read(Path(path)).text
        except files.FileProblem:
            return None
        return Places(LineIndex(text), self._session.client.encoding)
