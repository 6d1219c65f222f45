"""Everything that can be written at one place, from the schemas and from the project, in one order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from agentls.features.completion import complete
from agentls.features.completion.item import Item
from agentls.features.completion.names import name_items
from agentls.meaning import governing
from agentls.meaning.misspelt_keys import place_meant
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.sketch.cursor import Slot, word_at


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What can be written, best first, no label twice.

    `is_incomplete` asks the editor to ask again with the next letter instead of narrowing the list down by itself.
    """

    items: tuple[Item, ...]
    is_incomplete: bool = False


def suggestions(
    document: Document, snapshot: Snapshot, offset: int, *, snippets: bool, goes_on: bool = False
) -> Suggestions:
    """Return what can stand at `offset`; `snippets` is as for `complete`.

    Of tools those of the host come first, which most lists hold, then those of servers; elsewhere nothing is nearer
    than a name of the project. Ready-made values come last. `goes_on` tells that a letter has been added to a word for
    which a list is open.
    """
    begun, longer = _names_begun(document, snapshot, offset)
    if goes_on and begun in longer:
        # An old name that is written in full is what somebody means: Enter may not make a longer one of it.
        return Suggestions(())
    names = name_items(document, snapshot, offset)
    others = complete(document, snapshot, offset, snippets=snippets)
    lists_tools = any(item.kind == "tool" for item in others)
    every = (*others, *names) if lists_tools else (*names, *others)
    found: dict[str, Item] = {}
    for item in sorted(every, key=lambda item: item.kind == "snippet"):
        found.setdefault(item.label, item)
    items = tuple(replace(item, order=number) for number, item in enumerate(found.values()))
    return Suggestions(items, any(name.startswith(begun) for name in longer))


def _names_begun(document: Document, snapshot: Snapshot, offset: int) -> tuple[str, frozenset[str]]:
    """Return the word before the cursor, and the names of its catalog that are not offered but begin one that is."""
    place = place_meant(document, snapshot, offset)
    if place is None or place.slot is Slot.KEY:
        return "", frozenset()
    known = governing.list_property(document.dialect, place.path)
    span = word_at(document.text, place.span, offset).span if known is not None else place.span
    known = known or governing.property_at(document.dialect, place.path)
    if known is None or known.catalog is None:
        return "", frozenset()
    return document.text[span.start : offset], known.catalog.beginnings
