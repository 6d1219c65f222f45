"""Edits that move a key to the map in which the host looks for it.

moved_under(document, entry, name) -> tuple[Edit, ...] | None
"""

from __future__ import annotations

from agentls.meaning.removal import remove_entry
from agentls.meaning.writing import key
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Mapping
from agentls.text.positions import Edit, Span


def moved_under(document: Document, entry: Entry, name: str) -> tuple[Edit, ...] | None:
    """Return the edits that move a key of the top into the map under `name`, which is made where it is absent.

    `None` where that is no map in brackets, or has a key of the same name already, or is too broken to be sure.
    """
    if not document.root.flow:
        return None
    text = entry.span.of(document.text)
    above = document.entry(name)
    if above is None:
        return (Edit(entry.span, f"{key(document, name)}: {{ {text} }}"),)
    inside = above.value
    if not isinstance(inside, Mapping) or not inside.flow or inside.get(entry.name) is not None:
        return None
    gone, start = remove_entry(document, entry), inside.span.start + 1
    if gone is None:
        return None
    if not inside.entries:
        return (gone, Edit(Span(start, inside.span.end - 1), f" {text} "))
    first = inside.entries[0].span.start
    between = document.text[start:first]
    return (gone, Edit(Span(first, first), f"{text},{between or ' '}"))
