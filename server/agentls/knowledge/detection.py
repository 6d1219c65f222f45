"""Which host reads a file as what, by its path, and to whose project it belongs."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from functools import cache, lru_cache

from agentls.knowledge.dialect import Dialect, all_dialects, root_markers
from agentls.text.globs import matches, may_match_in


def detect(path: str, marked: Collection[tuple[str, str]] = ()) -> Dialect | None:
    """Return the dialect of the file at `path`, or `None` for a file that no host reads.

    `path` has `/` between its parts. `marked` holds the folders known to hold a root marker, as pairs of folder and
    marker.
    """
    best: Dialect | None = None
    closeness = -1
    inside = _below_markers(path, marked) if marked else {}
    ending = posixpath.splitext(path)[1]
    folder = path.rpartition("/")[0]
    for one in _possible_in(folder):
        if ending not in one.endings:
            continue
        # The marker of a plugin says as much as a part of a path.
        marker = one.root_marker is not None
        # A file that a host would read elsewhere is that only as long as nobody reads it where it is.
        weight = 0 if one.facts.moves and one.overrides is None else 1
        for rest in (path,) if one.root_marker is None else inside.get(one.root_marker, ()):
            for glob in one.files:
                # Of kinds that fit equally well the first counts: those that go before others stand before them.
                if matches(glob, rest) and _closeness(glob) * weight + marker > closeness and not _is_left(one, path):
                    best, closeness = one, _closeness(glob) * weight + marker
    return None if best is not None and any((folder, one) in marked for one in best.not_beside) else best


@lru_cache(maxsize=256)
def _possible_in(folder: str) -> tuple[Dialect, ...]:
    """Return the dialects that a file in `folder` may have: a walk asks for one file after the other of each folder."""
    every = all_dialects()
    return tuple(one for one in every if one.root_marker or any(may_match_in(glob, folder) for glob in one.files))


def _is_left(dialect: Dialect, path: str) -> bool:
    """Tell whether the data says of a file that it is none of this dialect, although one of its globs means it."""
    return any(matches(glob, path) for glob in dialect.facts.not_files)


def _below_markers(path: str, marked: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    """Return for each marker that stands in folders above `path` what of the path is below them, nearest first."""
    found: dict[str, list[str]] = {}
    for folder, rest in _ancestors(path):
        for marker in root_markers():
            if (folder, marker) in marked:
                found.setdefault(marker, []).append(rest)
    return found


def _closeness(glob: str) -> int:
    """Return how much a glob says: `**/.claude/skills/**/SKILL.md` says more of a file than `**/SKILL.md`."""
    return len(glob.removeprefix("**/").replace("*", ""))


def readings(path: str, own: Dialect) -> tuple[Dialect, ...]:
    """Return every dialect as which a program reads the file at `path`, that of the file's own host first."""
    return (own, *(one for one in _also_reading(path) if one.id != own.id))


@lru_cache(maxsize=256)
def _also_reading(path: str) -> tuple[Dialect, ...]:
    """Return the dialects whose programs read a file though it may be another's; an open file is asked about often."""
    others = _also_reading_in(path.rpartition("/")[0])
    return tuple(one for one in others if any(matches(glob, path) for glob in one.facts.also_reads))


@lru_cache(maxsize=256)
def _also_reading_in(folder: str) -> tuple[Dialect, ...]:
    """Return the dialects whose programs may read a file in `folder` though it is another's."""
    every = all_dialects()
    return tuple(one for one in every if any(may_match_in(glob, folder) for glob in one.facts.also_reads))


@lru_cache(maxsize=1024)
def root_of(path: str, dialect: Dialect) -> str:
    """Return the folder whose project the file belongs to: the nearest one below which the dialect's paths fit.

    For `/a/b/.claude/agents/c.md` that is `/a/b`. A file of a collection belongs to that, any other to its own folder.
    """
    if dialect.project is not None:
        return dialect.project
    # The longest pattern says most: `skills/a/SKILL.md` belongs to the plugin around it, though `SKILL.md` fits, too.
    for pattern in _patterns(dialect):
        for folder, rest in _ancestors(path):
            if matches(f"/{pattern}", rest):
                return folder
    return _collection_of(path, dialect) or path.rpartition("/")[0]


@cache
def _patterns(dialect: Dialect) -> tuple[str, ...]:
    globs = (glob.removeprefix("**/") for glob in dialect.files)
    return tuple(sorted(globs, key=lambda one: -one.count("/")))


def is_collected(path: str, dialect: Dialect) -> bool:
    """Tell whether the host does not read the file at its place: it is one of a collection."""
    return bool(dialect.facts.collections) and not any(matches(glob, path) for glob in dialect.files)


def _collection_of(path: str, dialect: Dialect) -> str | None:
    """Return the folder of the collection: the nearest one above the file that has such a name."""
    collections = dialect.facts.collections if is_collected(path, dialect) else None
    globs = [glob for proof in collections.any_of for glob in proof.folders] if collections else []
    for folder, _ in _ancestors(path) if globs else ():
        name = folder.rpartition("/")[2].lower()
        if any(fnmatchcase(name, glob) for glob in globs):
            return folder
    return None


def _ancestors(path: str) -> Iterator[tuple[str, str]]:
    """Yield each folder above `path`, nearest first, with the rest of the path below it."""
    at = path.rfind("/")
    while at >= 0:
        yield path[:at], path[at + 1 :]
        at = path.rfind("/", 0, at)
    yield "", path
