"""Completion: what can be written at the cursor, with exactly the right characters to replace.

    complete(document, snapshot, offset, *, snippets) -> tuple[Item, ...]
    documentation_of(key) -> str                    # for an item's `documentation_key`, asked for later

Everything offered comes from the schemas, leaves out what is already there and is accepted by the linter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    return tuple(
        replace(
            item,
            order=number,
            replace=_on_line(document, item.replace, offset),
            snippet=item.snippet if snippets else None,
        )
        for number, item in enumerate(one for one in found if snippets or one.kind != "snippet" or one.text)
    )


def _on_line(document: Document, span: Span, offset: int) -> Span:
    """Return the part of `span` on the cursor's line: a word that runs over lines is one with a quote left open."""
    line = document.lines.line_span(document.lines.line_of(offset))
    return Span(max(span.start, min(line.start, offset)), min(span.end, max(line.end, offset)))


def _items(document: Document, snapshot: Snapshot, offset: int, place: Place) -> Iterator[Item]:
    is_strict = governing.is_strict(document.dialect)
    if is_strict and not place.in_flow:
        return
    if place.slot is Slot.KEY:
        yield from keys(document, place, place.path, place.siblings)
        return
    yield from values(document, snapshot, offset, place)
    if place.is_fresh and not place.quote and "\n" not in place.span.of(document.text):
        yield from keys(document, place, place.path, {})
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
