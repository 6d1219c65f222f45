"""What must change when files are renamed or moved in the editor's file explorer.

file_rename(snapshot, moves) -> tuple[FileEdits, ...]           # moves: pairs of old and new path, files or folders
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from agentls.features.rename import (
    RENAMED_KINDS,
    between_folders,
    folder_of_names,
    is_installed,
    rename_definition,
)
from agentls.features.rename.moved_paths import path_edits
from agentls.features.rename.renaming import FileEdits, Refused, note_of
from agentls.knowledge.dialect import Dialect, dialect
from agentls.project.defining import named_by
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit


def file_rename(snapshot: Snapshot, moves: Iterable[tuple[str, str]]) -> tuple[FileEdits, ...]:
    """Return the edits that keep names and their uses right; their paths are those before the move.

    A file that was called as its agent is keeps that up; a name that breaks a limit or is taken changes nothing else:
    the editor moves the file whatever we say, and the checks tell what is wrong then.
    """
    edits: dict[str, list[Edit]] = {}
    notes: dict[str, str] = {}
    pairs = list(moves)
    for path, found in path_edits(pairs, snapshot).items():
        edits[path] = found
        notes[path] = note_of(path, snapshot)
    for old, new in pairs:
        for path in [one for one in snapshot.index.paths() if one == old or one.startswith(f"{old}/")]:
            for definition, name in _renamed(path, new + path[len(old) :], snapshot):
                try:
                    changes = rename_definition(definition, name, snapshot, move=False)
                except Refused:
                    continue
                for file in changes.files:
                    edits.setdefault(file.path, []).extend(file.edits)
                    notes[file.path] = file.note
    return tuple(
        FileEdits(path, tuple(sorted(set(found), key=lambda one: one.span)), notes[path])
        for path, found in sorted(edits.items())
    )


def _renamed(path: str, moved: str, snapshot: Snapshot) -> list[tuple[Definition, str]]:
    facts = snapshot.index.facts(path)
    found = []
    for one in facts.definitions if facts is not None else ():
        known = dialect(one.dialect)
        if known is not None and one.kind in RENAMED_KINDS and not is_installed(one, snapshot):
            name = _name_after(one, moved, known)
            if name and name != one.name:
                found.append((one, name))
    return found


def _name_after(one: Definition, moved: str, known: Dialect) -> str | None:
    """Return the name that a definition has when its file has moved, `None` where the file has no say in it."""
    folder, file = posixpath.split(moved)
    between = between_folders(one, known)
    if known.facts.name_from == "folder":
        is_same_file = file == posixpath.basename(one.path)
        return posixpath.basename(folder) if is_same_file else None
    if between is not None:
        base = folder_of_names(one)
        inside = posixpath.splitext(moved[len(base) + 1 :])[0] if moved.startswith(f"{base}/") else None
        return inside and inside.replace("/", between)
    was_alike = named_by(one.path, known)[0] == one.name
    return named_by(moved, known)[0] if was_alike else None
