"""What the rules about hooks share: the keys whose map has its names from a catalog."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotations import ValueFacts
from agentls.knowledge.catalog import Catalog
from agentls.project.document import Document
from agentls.syntax.nodes import Entry

# What a matcher filters, as the catalog of events says it, and the kind of names which that is.
_MATCHED_KINDS = {"tool name": "tool", "agent type": "agent"}


def matched_kind(event: ValueFacts) -> str | None:
    """Return the kind of names that the matcher of an event takes; `event` is what the catalog says of it."""
    return _MATCHED_KINDS.get(event.matcher or "")


def keyed_entries(document: Document) -> Iterator[tuple[Entry, Catalog]]:
    """Yield the top-level entries whose value is a map with names from a catalog, as `hooks` has events."""
    for name, known in document.dialect.properties.items():
        entry = document.entry(name)
        if entry is not None and known.key_catalog is not None:
            yield entry, known.key_catalog
