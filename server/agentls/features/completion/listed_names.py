"""Completion of names of the project in lists of names, and as values of their own."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.completion.item import Item, Kind
from agentls.features.completion.values import _around, _written, names_present
from agentls.features.completion.words import word_in
from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.meaning.resolution import known_values
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.sketch.cursor import Place


def listed_names(document: Document, snapshot: Snapshot, offset: int, place: Place) -> Iterator[Item]:
    """Yield the names that can stand at `place`, without those that are there."""
    known_list = governing.list_property(document.dialect, place.path)
    if known_list is not None:
        yield from _in_list(document, snapshot, offset, place, known_list)
        return
    known = governing.property_at(document.dialect, place.path)
    if known is None:
        return
    # Below a key whose value is a list without a grammar, an item of it is what is meant.
    item = known.child(0) if place.before == "- " and known.facts.refers is not None else None
    taken = {one.strip("'\"") for one in place.others}
    for value in known_values(document, snapshot, item or known):
        if value.name not in taken:
            text = place.before + _written(document, known, value.name, place)
            yield Item(value.name, "name", place.span, text, detail=value.summary, filter_text=value.name)


def _in_list(document: Document, snapshot: Snapshot, offset: int, place: Place, known: Property) -> Iterator[Item]:
    word = word_in(document, place.span, offset)
    if word.in_argument:
        return
    taken = names_present(place, word, known)
    if known.facts.opposite:
        taken.update(item.name for item in document.items(document.value(known.facts.opposite)))
    before, after = _around(document, place, word, known)
    kind: Kind = "tool" if known.facts.refers == "tool" else "name"
    for value in known_values(document, snapshot, known):
        if value.name not in taken:
            text = f"{before}{value.name}{after}"
            yield Item(value.name, kind, word.span, text, detail=value.summary, filter_text=value.name)
