"""Paths in files that lead to what is being moved: links, imports, scripts of hooks, paths of plugins.

path_edits(moves, snapshot) -> dict[str, list[Edit]]            # by the path of the file, as it is before the move
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote

from agentls.features.links import Link, links
from agentls.knowledge.detection import root_of
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

_PATHS = frozenset({"file", "folder", "import", "script"})
# What begins so does not start from the file's own folder, and only its last parts can be written anew.
_ANCHORED = ("$", "~", "/", '"', "'", "\\")


def path_edits(moves: Iterable[tuple[str, str]], snapshot: Snapshot) -> dict[str, list[Edit]]:
    """Return the edits that let every path in the project lead to where `moves` bring files and folders."""
    found: dict[str, list[Edit]] = {}
    pairs = [(old, new) for old, new in moves if old != new]
    names = [posixpath.basename(old) for old, _ in pairs]
    for path in list(snapshot.index.paths()) if pairs else ():
        document = snapshot.document_at(path)
        if document is None or not any(name in document.text for name in names):
            continue
        edits = [
            edit
            for link in links(document, snapshot, own=True)
            if link.what in _PATHS
            for old, new in pairs
            if link.path == old or link.path.startswith(f"{old}/")
            for edit in _edit(document, link, old, new)
        ]
        if edits:
            found[path] = edits
    return found


def _edit(document: Document, link: Link, old: str, new: str) -> list[Edit]:
    is_own = document.path == old and posixpath.dirname(old) == posixpath.dirname(new)
    if (document.path == old and not is_own) or document.path.startswith(f"{old}/"):
        # What lies in the folder that moves keeps its way to its neighbours.
        return []
    written = link.span.of(document.text)
    if posixpath.dirname(old) == posixpath.dirname(new):
        place = _part(written, posixpath.basename(old), link.path[len(old) :].count("/"))
        return [Edit(place.shifted(link.span.start), posixpath.basename(new))] if place is not None else []
    if written.startswith(_ANCHORED):
        return []
    folder = _folder_of(document, link, written)
    if folder is None:
        return []
    path = posixpath.relpath(new + link.path[len(old) :], folder)
    dot = "./" if written.startswith("./") and not path.startswith(".") else ""
    return [Edit(link.span, dot + path + ("/" if written.endswith("/") else ""))]


def _part(written: str, name: str, behind: int) -> Span | None:
    """Return where `name` stands in a path, with `behind` more parts after it."""
    at = written.rstrip("/").rfind(name)
    while at >= 0:
        if written.rstrip("/").count("/", at + len(name)) == behind:
            return Span(at, at + len(name))
        at = written.rfind(name, 0, at)
    return None


def _folder_of(document: Document, link: Link, written: str) -> str | None:
    """Return the folder from which a path starts: the file's own or that of its project."""
    for folder in (posixpath.dirname(document.path), root_of(document.path, document.dialect)):
        if posixpath.normpath(posixpath.join(folder, unquote(written))) == link.path:
            return folder
    return None
