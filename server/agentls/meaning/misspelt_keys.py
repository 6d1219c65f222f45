"""The place that was meant, where a key above it is misspelt: what a finding says of the key counts below it as well.

place_meant(document, snapshot, offset) -> Place | None
"""

from __future__ import annotations

from dataclasses import replace

from agentls.meaning import governing
from agentls.meaning.frame import meant_by
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Path
from agentls.syntax.sketch.cursor import Place, place_at
from agentls.text.nearest import nearest


def place_meant(document: Document, snapshot: Snapshot, offset: int) -> Place | None:
    """Return what stands at `offset`, its path with every misspelt key put right; `None` where nothing can stand."""
    place = _place_written(document, offset)
    return None if place is None else replace(place, path=_meant(document, snapshot, place.path))


@once
def _place_written(document: Document, offset: int) -> Place | None:
    # The keys and values of the host and the names of the project are looked for one after the other at one place.
    return place_at(document.text, document.frontmatter, offset)


def _meant(document: Document, snapshot: Snapshot, path: Path) -> Path:
    found: Path = ()
    for step in path:
        name = step
        if isinstance(step, str) and governing.property_at(document.dialect, (*found, step)) is None:
            name = next(iter(_candidates(document, snapshot, found, step)), step)
        found = (*found, name)
    return found


def _candidates(document: Document, snapshot: Snapshot, above: Path, name: str) -> list[str]:
    if not above:
        return [] if name in snapshot.settings.keys else meant_by(document, name)
    known = governing.property_at(document.dialect, above)
    return nearest(name, governing.children(known)) if known is not None else []
