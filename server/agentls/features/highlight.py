"""Highlight: the places in one file that mean the same as the name under the cursor.

highlights(document, snapshot, offset) -> tuple[Highlight, ...]
"""

from typing import NamedTuple

from agentls.meaning.resolution import Named, name_at, names_in
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span


class Highlight(NamedTuple):
    """One place; `is_definition` tells where the name is given from where it is used."""

    span: Span
    is_definition: bool


def highlights(document: Document, snapshot: Snapshot, offset: int) -> tuple[Highlight, ...]:
    """Return every place of the document that names what the name at `offset` names."""
    here = name_at(document, snapshot, offset)
    if here is None:
        return ()
    found = {
        Highlight(one.span, one.is_definition) for one in names_in(document, snapshot) if _means_the_same(one, here)
    }
    return tuple(sorted(found, key=lambda one: one.span))


def _means_the_same(one: Named, other: Named) -> bool:
    if one.kind == other.kind and one.name == other.name:
        return True
    return bool(one.definitions) and one.kind == other.kind and one.definitions[:1] == other.definitions[:1]
