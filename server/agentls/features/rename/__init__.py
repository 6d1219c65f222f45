"""Rename an agent, a skill or a command everywhere: its name, its file or folder, and every use.

    prepare(document, snapshot, offset) -> Prepared | Refusal | None
    rename(document, snapshot, offset, new_name) -> Rename

Edits come before moves: their paths are the old ones. `refused` says why nothing can be done.
"""

import posixpath
import re
from typing import NamedTuple

from agentls.features.rename.moved_paths import path_edits
from agentls.features.rename.read_back import check_read_back
from agentls.features.rename.renaming import (
    FileMove,
    Refused,
    Rename,
    grouped,
    note_of,
    own_edits,
    reference_edits,
)
from agentls.knowledge.dialect import Dialect, dialect
from agentls.knowledge.schema import Property
from agentls.meaning.lookup import builtin_of
from agentls.meaning.resolution import Named, name_at
from agentls.project.defining import named_by
from agentls.project.document import Document
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

RENAMED_KINDS = frozenset({"agent", "skill", "command"})
_NOT_IN_FILE_NAMES = expression(r'[<>:"/\\|?*\x00-\x1f]|^[.\s]|[.\s]$|^$')
# What Windows takes for a device, with any ending, in any folder.
_DEVICES = expression(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]|con(in|out)\$)(\.|\Z)", re.IGNORECASE)


class Prepared(NamedTuple):
    """The name that would be renamed: where it stands, and what to begin with."""

    span: Span
    placeholder: str


class Refusal(NamedTuple):
    """Why the name at the cursor cannot be renamed."""

    reason: str


def prepare(document: Document, snapshot: Snapshot, offset: int) -> Prepared | Refusal | None:
    """Return what would be renamed at `offset`, `None` where there is no name."""
    named = name_at(document, snapshot, offset)
    if named is None:
        return None
    try:
        definition = _definition(named, snapshot)
    except Refused as reason:
        return Refusal(str(reason))
    return Prepared(_span(named, definition), definition.name)


def _span(named: Named, definition: Definition) -> Span:
    """Return the part of a name that changes: the name of a plugin before it stays."""
    width = len(definition.qualified.removesuffix(definition.name))
    is_qualified = not named.is_definition and named.name == definition.qualified
    return Span(named.span.start + width, named.span.end) if is_qualified else named.span


def rename(document: Document, snapshot: Snapshot, offset: int, new_name: str) -> Rename:
    """Return everything to be changed so that the name at `offset` becomes `new_name`."""
    named = name_at(document, snapshot, offset)
    if named is None:
        return Rename(refused="There is no name to rename here.")
    try:
        definition = _definition(named, snapshot)
        new = new_name.strip().removeprefix(definition.qualified.removesuffix(definition.name))
        return rename_definition(definition, new, snapshot)
    except Refused as reason:
        return Rename(refused=str(reason))


def _definition(named: Named, snapshot: Snapshot) -> Definition:
    """Return the definition to rename; raises `Refused` with the reason where there is none that may be."""
    if not named.definitions:
        if named.builtin is not None:
            raise Refused(f"`{named.name}` is built in; only your own {named.kind}s can be renamed.")
        raise Refused(f"Nothing in this project defines `{named.name}`; there is nothing to rename.")
    definition = named.definitions[0]
    if definition.kind not in RENAMED_KINDS:
        raise Refused(f"Only agents, skills and commands can be renamed; `{named.name}` is none of them.")
    if is_installed(definition, snapshot):
        plugin = definition.qualified.partition(":")[0]
        raise Refused(f"`{definition.name}` belongs to the plugin `{plugin}`; rename it where that is developed.")
    return definition


def is_installed(definition: Definition, snapshot: Snapshot) -> bool:
    """Tell whether a definition comes from a plugin that lies among the files of a program in the user's folder."""
    if definition.qualified == definition.name or snapshot.home is None:
        return False
    inside = definition.path.removeprefix(f"{snapshot.home}/")
    return inside != definition.path and inside.startswith(".")


def rename_definition(definition: Definition, new: str, snapshot: Snapshot, *, move: bool = True) -> Rename:
    """Return the changes that give a definition another name; without `move` its file is moved by somebody else."""
    known = dialect(definition.dialect)
    document = snapshot.document_at(definition.path)
    if known is None or document is None:
        raise Refused(f"{posixpath.basename(definition.path)} cannot be read; save it and try again.")
    if new == definition.name:
        return Rename()
    _check_limits(known, definition, new)
    _check_free(definition, new, known, snapshot)
    edits = reference_edits(definition, new, snapshot)
    own: list[Edit] = own_edits(definition, new, document)
    edits.setdefault(definition.path, []).extend(own)
    check_read_back(definition, new, edits, snapshot)
    moves = [one for one in [_move(definition, new, known, snapshot)] if one is not None] if move else []
    for path, more in path_edits([(one.old, one.new) for one in moves], snapshot).items():
        edits.setdefault(path, []).extend(more)
    return Rename(tuple(one for one in grouped(edits, snapshot) if one.edits), tuple(moves))


def _check_limits(known: Dialect, definition: Definition, new: str) -> None:
    """Raise `Refused` for a name that the host or the standard of such files does not take."""
    between = between_folders(definition, known)
    if known.facts.name_from == "folder" or between is not None:
        for part in new.split(between):
            if _NOT_IN_FILE_NAMES.search(part):
                raise Refused(f"`{new}` cannot be the name of a file or folder.")
            _check_kept(part)
    for one in known.properties.values():
        if one.facts.defines == definition.kind:
            problem = _breach(one, new)
            if problem:
                raise Refused(f"The name {problem}.")


def _check_kept(name: str) -> None:
    """Raise `Refused` for a file name that some of those who share a project could not store."""
    if _DEVICES.match(name):
        raise Refused(f"`{name}` cannot be the name of a file on Windows, where it means a device; choose another.")


def _breach(known: Property, name: str) -> str:
    """Return what the schema of a name has against `name`, as the end of a sentence that begins with "The name"."""
    for schema in (*known.schemas, *(part for one in known.schemas for part in one.get("allOf", ()))):
        if len(name) < schema.get("minLength", 0):
            return "must not be empty"
        if len(name) > schema.get("maxLength", len(name)):
            return f"must not be longer than {schema['maxLength']} characters"
        if "pattern" in schema and re.search(schema["pattern"], name) is None:
            return str(schema.get("patternErrorMessage", "is not allowed"))
    return "" if name.strip() else "must not be empty"


def _check_free(definition: Definition, new: str, known: Dialect, snapshot: Snapshot) -> None:
    """Raise `Refused` for a name that means something already where this one is used."""
    qualified = definition.qualified.removesuffix(definition.name) + new
    for name in (qualified, new):
        for other in snapshot.index.definitions(definition.kind, name, definition.view):
            # What lies in a folder above or below belongs to a project of its own, where the nearest name counts.
            if other.path != definition.path and other.root in (definition.root, snapshot.home):
                there = posixpath.relpath(other.path, definition.root)
                raise Refused(f"`{name}` is the name of another {other.kind} already: {there}.")
    if qualified == new and builtin_of(known, definition.kind, new) is not None:
        raise Refused(f"`{new}` is the name of a built-in {definition.kind}, which yours would hide.")


def _move(definition: Definition, new: str, known: Dialect, snapshot: Snapshot) -> FileMove | None:
    """Return how the file or the folder follows its name: always where it gives the name, else when they were alike."""
    folder, file = posixpath.split(definition.path)
    stem, ending = named_by(file, known)
    between = between_folders(definition, known)
    if known.facts.name_from == "folder":
        old, moved = folder, posixpath.join(posixpath.dirname(folder), new)
    elif between is not None:
        old, moved = definition.path, path_for(definition, new, between)
    elif definition.name == stem and not _NOT_IN_FILE_NAMES.search(new):
        _check_kept(new)
        old, moved = definition.path, posixpath.join(folder, new + ending)
    else:
        return None
    if _is_there(moved, snapshot):
        raise Refused(f"There is {posixpath.relpath(moved, definition.root)} already; choose another name.")
    return FileMove(old, moved, note_of(definition.path, snapshot))


def between_folders(definition: Definition, known: Dialect) -> str | None:
    """Return what stands in the name between the folders that are part of it, `None` where none are.

    At some hosts a key gives the name, and only a file without it is called by its folders.
    """
    if known.facts.name_from == "path":
        return ":"
    called = posixpath.join(posixpath.dirname(definition.path), named_by(definition.path, known)[0])
    return "/" if known.facts.name_from == "nested" and called.endswith(f"/{definition.name}") else None


def path_for(definition: Definition, new: str, between: str) -> str:
    """Return the path of a file whose folders and name are its name, as `front/end.md` is `front:end`."""
    rest, ending = posixpath.splitext(definition.path)
    before, _, last = definition.name.rpartition(between)
    if new.rpartition(between)[0] == before:
        return rest[: len(rest) - len(last)] + new.rpartition(between)[2] + ending
    return f"{folder_of_names(definition)}/{new.replace(between, '/')}{ending}"


def folder_of_names(definition: Definition) -> str:
    """Return the folder from which on the parts of a path make a name."""
    rest = posixpath.splitext(definition.path)[0]
    return rest[: len(rest) - len(definition.name)].rstrip("/")


def _is_there(path: str, snapshot: Snapshot) -> bool:
    """Tell whether a path is taken; by the listing of its folder, which tells upper case from lower everywhere."""
    name = posixpath.basename(path)
    return any(one.rstrip("/") == name for one in snapshot.files.listing(posixpath.dirname(path)))
