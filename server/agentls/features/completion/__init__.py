"""Completion: what can be written at the cursor, with exactly the right characters to replace.

    complete(document, snapshot, offset, *, snippets) -> tuple[Item, ...]
    documentation_of(key) -> str                    # for an item's `documentation_key`, asked for later

Everything offered comes from the schemas, leaves out what is already there and is accepted by the linter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agentls.features.completion.item import DocumentationKey, Item
from agentls.features.completion.keys import keys
from agentls.features.completion.scaffold import scaffold
from agentls.features.completion.toml import toml_items
from agentls.features.completion.values import skeletons, values
from agentls.knowledge import dialect as dialects
from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.meaning.misspelt_keys import place_meant
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.sketch.cursor import Place, Slot
from agentls.text.positions import Span

__all__ = ["DocumentationKey", "Item", "complete", "documentation_of"]


def complete(document: Document, snapshot: Snapshot, offset: int, *, snippets: bool) -> tuple[Item, ...]:
    """Return what can stand at `offset`, best first; `snippets` tells whether the client can fill in placeholders."""
    found: Iterator[Item]
    if document.dialect.format == "toml":
        found = toml_items(document, offset)
    else:
        place = place_meant(document, snapshot, offset)
        found = _items(document, snapshot, offset, place) if place else scaffold(document, offset, snippets=snippets)
    line = document.lines.line_span(document.lines.line_of(offset))
    # A word that runs over lines is one with a quote left open: only its part on the cursor's line is replaced.
    around = Span(min(line.start, offset), max(line.end, offset))
    usable = (one for one in found if snippets or one.kind != "snippet" or one.text)
    return tuple(_fitted(item, around, snippets=snippets) for item in usable)


def _fitted(item: Item, around: Span, *, snippets: bool) -> Item:
    """Return the item without a snippet where there may be none, and with no more to be replaced than is `around`."""
    span = item.replace
    if span.start < around.start or span.end > around.end:
        item = item._replace(replace=Span(max(span.start, around.start), min(span.end, around.end)))
    return item if snippets or item.snippet is None else item._replace(snippet=None)


def _items(document: Document, snapshot: Snapshot, offset: int, place: Place) -> Iterator[Item]:
    is_strict = governing.is_strict(document.dialect)
    if is_strict and not place.in_flow:
        return
    if place.slot is Slot.KEY:
        yield from keys(document, snapshot, place, place.siblings)
        return
    yield from values(document, snapshot, offset, place)
    if place.is_fresh and not place.quote and "\n" not in place.span.of(document.text):
        yield from keys(document, snapshot, place, {})
    if not is_strict:
        yield from skeletons(document, place)


def documentation_of(key: Sequence[str | int]) -> str:
    """Return the Markdown that documents an item; nothing for a key that is not known here."""
    match key:
        case ["key", str(identifier), *path]:
            known = _find(identifier, path)
            return known.documentation if known else ""
        case ["value", str(identifier), str(name), *path]:
            known = _find(identifier, path)
            value = governing.find(known, name) if known else None
            return value.documentation if value else ""
    return ""


def _find(identifier: str, path: Sequence[str | int]) -> Property | None:
    dialect = dialects.dialect(identifier)
    return governing.property_at(dialect, tuple(path)) if dialect else None
