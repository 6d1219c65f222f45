"""Everything that can be written at one place, from the schemas and from the project, in one order."""

from __future__ import annotations

from agentls.features.completion import complete
from agentls.features.completion.item import Item
from agentls.features.completion.names import name_items
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot


def suggestions(document: Document, snapshot: Snapshot, offset: int, *, snippets: bool) -> tuple[Item, ...]:
    """Return what can stand at `offset`, best first, no label twice; `snippets` is as for `complete`.

    Of tools those of the host come first, which most lists hold, then those of servers; elsewhere nothing is nearer
    than a name of the project. Ready-made values come last, and behind them retired names that begin another: whoever
    writes one in full means it, and Enter may not make the longer one of it. So the list is whole from the first
    letter on; an editor that had to ask again could take Enter for a choice of what it still shows.
    """
    names = name_items(document, snapshot, offset)
    others = complete(document, snapshot, offset, snippets=snippets)
    lists_tools = any(item.kind == "tool" for item in others)
    every = (*others, *names) if lists_tools else (*names, *others)
    found: dict[str, Item] = {}
    for item in sorted(every, key=lambda item: (item.is_retired, item.kind == "snippet")):
        found.setdefault(item.label, item)
    return tuple(found.values())
