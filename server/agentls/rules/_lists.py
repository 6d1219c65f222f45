"""What the rules about tool lists share: every name in every list, with what its catalog says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agentls.catalog import Catalog, Value
from agentls.document import Document
from agentls.nodes import Entry, Node
from agentls.schema import Property
from agentls.values import Item, items


@dataclass(frozen=True)
class ToolUse:
    """One name in one list of tools. `value` is what the catalog knows of it, if anything."""

    item: Item
    list: Node
    entry: Entry
    known: Property
    catalog: Catalog
    value: Value | None

    @property
    def is_exempt(self) -> bool:
        """Tell whether the name is of a kind that is never judged: MCP tools, wildcards, anything glued together."""
        return any(character in self.item.name for character in "_*;|\n\t") or not self.item.name

    @property
    def may_become_known(self) -> bool:
        """Tell whether the name is the beginning of a known one, as while somebody is typing it."""
        return any(value.name.startswith(self.item.name) for value in self.catalog.offered)


def tool_lists(document: Document) -> Iterator[tuple[Entry, Property]]:
    """Yield the entries that count for the host and hold a list of tools."""
    for name, known in document.dialect.properties.items():
        entry = document.entry(name)
        if known.grammar == "tool-list" and entry is not None and known.catalog is not None:
            yield entry, known


def tool_uses(document: Document) -> Iterator[ToolUse]:
    """Yield every name in every list of tools, in the order of the lists."""
    for entry, known in tool_lists(document):
        names = known.catalog
        assert names is not None  # noqa: S101 - `tool_lists` yields only properties with a catalog.
        for item in items(entry.value, document.text):
            yield ToolUse(item, entry.value, entry, known, names, names.get(item.name))
