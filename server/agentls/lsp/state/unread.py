"""Open files that no assistant reads: the settings, which often come later than they, may say otherwise of them."""

from collections.abc import Iterable
from typing import NamedTuple

from lsprotocol import types

from agentls.lsp.convert.values import Places
from agentls.text.positions import Encoding, LineIndex


class Unread(NamedTuple):
    """One such file as the editor has it; `language` is what the editor takes it for."""

    uri: str
    version: int
    text: str
    language: str

    def changed(
        self, version: int, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: Encoding
    ) -> "Unread":
        """Return the file after an edit; its places are counted in `encoding`."""
        text = self.text
        for change in changes:
            text = with_change(text, change, Places(LineIndex(text), encoding))
        return self._replace(version=version, text=text)


def with_change(text: str, change: types.TextDocumentContentChangeEvent, places: Places) -> str:
    """Return a text after one change, which has all of the new text or a part of it with its place."""
    if not isinstance(change, types.TextDocumentContentChangePartial):
        return change.text
    span = places.span(change.range)
    return text[: span.start] + change.text + text[span.end :]
