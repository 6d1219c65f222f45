"""Code lenses: how often a name is used and where else it is defined, how full a list is, and what runs unasked.

lenses(document, snapshot) -> tuple[Lens, ...]
"""

import posixpath
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from agentls.meaning.budgets import spent
from agentls.meaning.place import Location
from agentls.meaning.resolution import names_in, uses_of_definition
from agentls.meaning.unasked import acts
from agentls.project.document import Document
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span

# With half of a budget left nobody needs to think of it.
_WORTH_SAYING = 0.5


class Lens(NamedTuple):
    """One line above `span`; following it shows `locations`."""

    span: Span
    title: str
    locations: tuple[Location, ...]


def lenses(document: Document, snapshot: Snapshot) -> tuple[Lens, ...]:
    """Return what is worth saying above each name that the document defines."""
    found: list[Lens] = []
    seen: set[tuple[str, str]] = set()
    for named in names_in(document, snapshot):
        if named.is_definition and (named.kind, named.name) not in seen:
            seen.add((named.kind, named.name))
            found += _of(named.span, named.definitions[0], snapshot)
    return (*found, *_budget(document, snapshot), *_unasked(document))


def _unasked(document: Document) -> Iterator[Lens]:
    """Yield what the file makes the host do without asking, above the first of it, with the way to each."""
    found = tuple(acts(document))
    if found:
        counted = Counter(one.kind for one in found)
        kinds = ", ".join(f"{number} {kind}" for kind, number in counted.items())
        yield Lens(found[0].span, f"without asking: {kinds}", tuple(Location(document.path, one.span) for one in found))


def _budget(document: Document, snapshot: Snapshot) -> Iterator[Lens]:
    """Yield how much of what the host lists is taken up, above the description, with the way to the longest one."""
    entry = document.entry("description")
    known = spent(document, snapshot) if entry is not None else None
    if entry is not None and known is not None and known.total > known.budget.limit * _WORTH_SAYING:
        budget = known.budget
        title = f"{known.own:,} of {known.total:,} {budget.unit} in {known.files} descriptions (limit {budget.limit:,})"
        yield Lens(entry.key.span, title, (Location(known.longest, Span(0, 0)),))


def _of(span: Span, definition: Definition, snapshot: Snapshot) -> list[Lens]:
    uses = uses_of_definition(definition, snapshot)
    found = []
    if uses:
        title = "1 reference" if len(uses) == 1 else f"{len(uses)} references"
        found.append(Lens(span, title, tuple(Location(one.path, one.span) for one in uses)))
    others = [
        one
        for one in snapshot.index.definitions(definition.kind, definition.qualified, definition.view)
        if one.path != definition.path and one.qualified == definition.qualified
    ]
    if others:
        title = f"also defined in {_shown(others[0].path, definition, snapshot)}"
        if len(others) > 1:
            title += f" and {len(others) - 1} more"
        found.append(Lens(span, title, tuple(Location(one.path, one.span) for one in others)))
    return found


def _shown(path: str, definition: Definition, snapshot: Snapshot) -> str:
    """Return a path as it is best understood from the file of `definition`."""
    if path.startswith(f"{definition.root}/"):
        return posixpath.relpath(path, definition.root)
    if snapshot.home and path.startswith(f"{snapshot.home}/"):
        return "~" + path[len(snapshot.home) :]
    return posixpath.relpath(path, definition.root)
