"""References: every use of the name under the cursor, in all files that mean the same by it.

references(document, snapshot, offset, with_declaration=...) -> tuple[Location, ...]
"""

from __future__ import annotations

from agentls.meaning.place import Location
from agentls.meaning.resolution import name_at, uses_of
from agentls.project.document import Document
from agentls.project.names import view_of
from agentls.project.snapshot import Snapshot


def references(document: Document, snapshot: Snapshot, offset: int, *, with_declaration: bool) -> tuple[Location, ...]:
    """Return the uses of the name at `offset`, its definition first if wanted."""
    named = name_at(document, snapshot, offset)
    if named is None:
        return ()
    found = [Location(one.path, one.span) for one in named.definitions[:1] if with_declaration]
    found += [Location(one.path, one.span) for one in uses_of(named, snapshot, view_of(document))]
    return tuple(dict.fromkeys(found))
