"""Definition: where the name, the script or the imported file under the cursor is to be found.

definitions(document, snapshot, offset) -> tuple[Target, ...]
"""

from typing import NamedTuple

from agentls.features.links import links
from agentls.meaning.place import Location
from agentls.meaning.resolution import name_at
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span


class Target(NamedTuple):
    """A place that the characters in `origin` lead to."""

    origin: Span
    location: Location


def definitions(document: Document, snapshot: Snapshot, offset: int) -> tuple[Target, ...]:
    """Return where what stands at `offset` is defined, the definition that counts first; often one, maybe none."""
    named = name_at(document, snapshot, offset)
    if named is not None:
        return tuple(Target(named.span, Location(one.path, one.span)) for one in named.definitions)
    return tuple(
        Target(link.span, Location(link.path, Span(0, 0)))
        for link in links(document, snapshot)
        if link.span.touches(offset)
    )
