"""Completion of paths, folder by folder: what is written before the last slash says which folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from agentls.features.completion.item import Item
from agentls.features.links import import_target
from agentls.meaning.scripts import resolve
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.expressions import expression
from agentls.text.positions import Span
from agentls.text.shell_words import words

Place: TypeAlias = Literal["command", "path", "import"]

_REST = expression(r"[^\s/\"'`;|&)]*/?")
_SKIPPED = frozenset({".git/", ".DS_Store", "__pycache__/", "node_modules/"})


def path_items(document: Document, snapshot: Snapshot, before: Span, end: int, place: Place) -> Iterator[Item]:
    """Yield the files and folders that can follow the text in `before`; nothing behind `end` is replaced."""
    written = _path_begun(before.of(document.text), place)
    if written is None:
        return
    folder, _, begun = written.rpartition("/")
    base = _folder(document, snapshot, folder + "/" if "/" in written else "", place)
    if base is None:
        return
    rest = _REST.match(document.text, before.end, max(end, before.end))
    span = Span(before.end - len(begun), rest.end() if rest else before.end)
    own = document.path.removeprefix(f"{base.rstrip('/')}/") if place == "import" else None
    # Folders come first: what lies below them cannot be reached otherwise.
    for name in sorted(snapshot.files.listing(base), key=lambda name: not name.endswith("/")):
        has_blank = any(character.isspace() for character in name)
        if (
            name in _SKIPPED
            or name == own
            or (has_blank and place != "import")
            or (name.startswith(".") and not begun.startswith("."))
        ):
            continue
        text = name.replace(" ", "\\ ")
        yield Item(name, "file", span, text, filter_text=text, continues=name.endswith("/"))


def _path_begun(before: str, place: Place) -> str | None:
    """Return the path that is being written: in a command the last word, if that looks like a path already."""
    if place != "command":
        return before
    last = None
    # In JSON the quotes of a command are escaped; what counts here is only where its words begin.
    line = before.replace('\\"', '"')
    for word in words(line):
        last = word if word.span.end == len(line) else None
    return last.text if last is not None and ("/" in last.text or last.text.startswith(".")) else None


def _folder(document: Document, snapshot: Snapshot, folder: str, place: Place) -> str | None:
    if place == "import":
        return import_target(document, snapshot.home, folder.replace("\\ ", " ") or ".")
    return resolve(document, snapshot.home, folder or ".")
