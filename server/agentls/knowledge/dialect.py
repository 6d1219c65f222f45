"""Dialects: a kind of file at a host, and what the host makes of such files."""

from __future__ import annotations

import posixpath
import sys
from functools import cache
from typing import Any

from agentls.knowledge import resources, schema, server_tools
from agentls.knowledge.annotation_parts import Grammar, UnknownKeys
from agentls.knowledge.annotations import without
from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.effects import Effect
from agentls.knowledge.facts import KeyFact
from agentls.knowledge.schema import Property
from agentls.knowledge.server_tools import ServerTools
from agentls.knowledge.validation import Checker
from agentls.text import log
from agentls.text.lazy import lazy

_NOT_DIALECTS = ("catalogs/", "editors/")
_FEWEST_KEYS = 2


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
        #: The folder of the project, where somebody has said which it is, and whether its places are the user's own.
        self.project: str | None = None
        self.is_placed = False

    # Which dialects there are is known to each command; most files are of one or two of them.
    @lazy
    def schema(self) -> dict[str, Any]:
        """The schema of the map in the file, without what it says of the file."""
        return without(schema.load(self._file))

    @lazy
    def root(self) -> Property:
        """What governs the map in the file."""
        return Property("", (self.schema,))

    @lazy
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

    @lazy
    def properties(self) -> dict[str, Property]:
        """The known top-level keys in the order in which they are offered."""
        return self.root.children()

    def stating(self, fact: KeyFact) -> tuple[Property, ...]:
        """Return the top-level keys of which the schema states a field of `KeyFacts`, in their order.

        Rules ask this at every keystroke, and of thirty keys one or two answer to most of them.
        """
        known = self._stating.get(fact)
        if known is None:
            found = (one for one in self.properties.values() if getattr(one.facts, fact))
            known = self._stating[fact] = tuple(found)
        return known

    @lazy
    def _stating(self) -> dict[str, tuple[Property, ...]]:
        return {}

    @lazy
    def tool_lists(self) -> tuple[Property, ...]:
        """The top-level keys that hold lists of tools."""
        return tuple(one for one in self.stating("grammar") if one.grammar is Grammar.TOOL_LIST and one.catalog)

    @lazy
    def endings(self) -> frozenset[str]:
        """The endings of its files, each with its dot."""
        return frozenset(posixpath.splitext(glob)[1] for glob in self.files)

    @lazy
    def foreign_keys(self) -> Catalog | None:
        """Keys that mean something to another program, or to this one under another name."""
        name = self.facts.foreign_keys
        return catalog(name) if name else None

    @lazy
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

    @lazy
    def first_keys(self) -> tuple[Property, ...]:
        """The keys with which a new file is begun, in their order: those that it needs, and never fewer than two."""
        every = tuple(self.properties.values())
        needed = [one.name for one in every if one.is_required or one.facts.on_missing]
        others = [one.name for one in every if one.name not in needed]
        wanted = {*needed, *others[: max(_FEWEST_KEYS - len(needed), 0)]}
        return tuple(one for one in every if one.name in wanted)

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
        log.named(__name__).exception("the dialect %s cannot be read", name)
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


def host_of(identifier: str) -> str:
    """Return the short name of the host of a dialect: `claude-code` of `claude-code/agent`."""
    return identifier.partition("/")[0]


def host_ids() -> tuple[str, ...]:
    """Return the short names of all hosts, sorted."""
    return tuple(sorted({one.host_id for one in all_dialects()}))
