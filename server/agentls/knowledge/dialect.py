"""Dialects: which program reads a file, by its path, and what that program makes of it."""

from __future__ import annotations

import logging
import posixpath
import sys
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase
from functools import cache, cached_property, lru_cache
from typing import Any

from agentls.knowledge import resources, schema, server_tools
from agentls.knowledge.annotation_parts import UnknownKeys
from agentls.knowledge.annotations import without
from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.effects import Effect
from agentls.knowledge.schema import Property
from agentls.knowledge.server_tools import ServerTools
from agentls.knowledge.validation import Checker
from agentls.text.globs import matches, may_match_in

_log = logging.getLogger(__name__)
_NOT_DIALECTS = ("catalogs/", "editors/")


class Dialect:
    """A kind of file at a host; everything in it comes from one file of the `schemas` folder."""

    def __init__(self, name: str) -> None:
        self._file = name
        self.facts = schema.facts_of(name)
        self.id = self.facts.id
        #: The host's short name, as in settings and on the command line: `claude-code`.
        self.host_id = sys.intern(host_of(self.id))
        self.host = self.facts.host
        self.kind = self.facts.kind
        self.title = self.facts.title
        self.language = self.facts.language.id if self.facts.language else None
        self.files = self.facts.files
        self.root_marker = self.facts.root
        self.overrides = self.facts.overrides
        self.not_beside = self.facts.not_beside
        self.flat_key = self.facts.flat_key
        self.table = self.facts.table
        self.format = self.facts.format
        self.reader = self.facts.reader
        self.docs = self.facts.docs
        self.max_bytes = self.facts.max_bytes

    # Which dialects there are is known to each command; most files are of one or two of them.
    @cached_property
    def schema(self) -> dict[str, Any]:
        """The schema of the map in the file, without what it says of the file."""
        return without(schema.load(self._file))

    @cached_property
    def root(self) -> Property:
        """What governs the map in the file."""
        return Property("", (self.schema,))

    @cached_property
    def checker(self) -> Checker:
        """Tells what does not fit the schema."""
        return Checker(self.schema)

    @property
    def is_closed(self) -> bool:
        """Tell whether every key that the schema does not have is a mistake."""
        return self.facts.unknown_keys is UnknownKeys.CLOSED

    def says(self, effect: Effect) -> str:
        """Say in a clause what the host does: `Claude Code drops the file`."""
        return effect.clause(self.host, self.kind)

    @cached_property
    def properties(self) -> dict[str, Property]:
        """The known top-level keys in the order in which they are offered."""
        return self.root.children()

    def stating(self, fact: str) -> tuple[Property, ...]:
        """Return the top-level keys of which the schema states a field of `KeyFacts`, in their order.

        Rules ask this at every keystroke, and of thirty keys one or two answer to most of them.
        """
        known = self._stating.get(fact)
        if known is None:
            found = (one for one in self.properties.values() if getattr(one.facts, fact))
            known = self._stating[fact] = tuple(found)
        return known

    @cached_property
    def _stating(self) -> dict[str, tuple[Property, ...]]:
        return {}

    @cached_property
    def endings(self) -> frozenset[str]:
        """The endings of its files, each with its dot."""
        return frozenset(posixpath.splitext(glob)[1] for glob in self.files)

    @cached_property
    def foreign_keys(self) -> Catalog | None:
        """Keys that mean something to another program, or to this one under another name."""
        name = self.facts.foreign_keys
        return catalog(name) if name else None

    @cached_property
    def server_tools(self) -> ServerTools:
        """How the tools of MCP servers are called in the lists of this kind of file, or else in others of its host."""
        for one in (self, *(one for one in all_dialects() if one.host == self.host)):
            catalogs = (known.catalog for known in one.properties.values() if known.catalog is not None)
            found = next((names.facts.server_tools for names in catalogs if names.facts.server_tools), None)
            if found is not None:
                return found
        return server_tools.NONE

    def place_for(self, name: str) -> str:
        """Return the path of a new file of that name, below the folder of the project."""
        if self.facts.place is not None:
            return self.facts.place.format(name=name)
        path = self.files[0].removeprefix("**/")
        wildcard = next((one for one in ("**/*", "**", "*") if one in path), "")
        return path.replace(wildcard, name) if wildcard else path

    def property_at(self, path: tuple[str | int, ...], instance: Any = None) -> Property | None:
        """Return what governs the place that `path` leads to; `instance` is the whole frontmatter as plain data."""
        found: Property | None = self.root
        for step in path:
            if found is None:
                return None
            found = found.child(step, instance)
            instance = _step(instance, step)
        return found


def _step(instance: Any, step: str | int) -> Any:
    try:
        return instance[step]
    except (KeyError, IndexError, TypeError):
        return None


@cache
def all_dialects() -> tuple[Dialect, ...]:
    """Return every dialect: those found by path alone come before those that need a marker file above them."""
    names = [name for name in resources.names(".") if "/" in name and not name.startswith(_NOT_DIALECTS)]
    found = [one for one in map(_read, names) if one is not None]
    return tuple(sorted(found, key=_precedence))


def _precedence(one: Dialect) -> tuple[bool, bool, bool, str]:
    """Return a sort key: what goes before others, what the path alone tells, and last what is only out of place."""
    return one.overrides is None, bool(one.facts.moves), one.root_marker is not None, one.id


def _read(name: str) -> Dialect | None:
    try:
        return Dialect(name)
    except Exception:
        # A broken file of ours must not silence all the others.
        _log.exception("the dialect %s cannot be read", name)
        return None


def dialect(identifier: str) -> Dialect | None:
    """Return the dialect called `identifier`, such as `claude-code/agent`."""
    return next((one for one in all_dialects() if one.id == identifier), None)


@cache
def root_markers() -> frozenset[str]:
    """Return the relative paths of files that tell whose a folder is, such as `.claude-plugin/plugin.json`."""
    own = {one.root_marker for one in all_dialects() if one.root_marker}
    return frozenset(own.union(*(one.not_beside for one in all_dialects())))


@cache
def file_endings() -> tuple[str, ...]:
    """Return the endings of the files that any assistant may read, each with its dot."""
    return tuple({posixpath.splitext(glob)[1] for one in all_dialects() for glob in one.files})


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
    return (own, *(one for one in _also_reading(path) if one is not own))


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


def host_of(identifier: str) -> str:
    """Return the short name of the host of a dialect: `claude-code` of `claude-code/agent`."""
    return identifier.partition("/")[0]


def host_ids() -> tuple[str, ...]:
    """Return the short names of all hosts, sorted."""
    return tuple(sorted({one.host_id for one in all_dialects()}))


@lru_cache(maxsize=1024)
def root_of(path: str, dialect: Dialect) -> str:
    """Return the folder whose project the file belongs to: the nearest one below which the dialect's paths fit.

    For `/a/b/.claude/agents/c.md` that is `/a/b`. A file of a collection belongs to that, any other to its own folder.
    """
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
