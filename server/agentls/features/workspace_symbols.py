"""Workspace symbols: every name of the project that fits what somebody types to find it.

workspace_symbols(snapshot, query) -> tuple[Found, ...]
"""

from typing import NamedTuple

from agentls.meaning.place import Location
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot

MOST = 500


class Found(NamedTuple):
    """One name. `container` says whose it is: the plugin's name or the folder of its project."""

    name: str
    kind: str
    container: str
    location: Location


def workspace_symbols(snapshot: Snapshot, query: str) -> tuple[Found, ...]:
    """Return the names that have the letters of `query` in their order, those that begin with it first."""
    wanted = query.casefold()
    found = [
        (_rank(one.qualified, wanted), one.qualified, one.path, one)
        for path in snapshot.index.paths()
        for one in _definitions(snapshot, path)
        if _has_in_order(one.qualified.casefold(), wanted)
    ]
    found.sort(key=lambda entry: entry[:3])
    return tuple(_found(one) for *_, one in found[:MOST])


def _definitions(snapshot: Snapshot, path: str) -> tuple[Definition, ...]:
    facts = snapshot.index.facts(path)
    return facts.definitions if facts is not None else ()


def _found(one: Definition) -> Found:
    container = one.qualified.removesuffix(one.name).strip(":_") or one.root.rpartition("/")[2]
    return Found(one.name, one.kind, container, Location(one.path, one.span))


def _has_in_order(name: str, wanted: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in wanted)


def _rank(name: str, wanted: str) -> int:
    folded = name.casefold()
    if folded.startswith(wanted):
        return 0
    return 1 if wanted in folded else 2
