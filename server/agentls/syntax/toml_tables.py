"""Maps of a TOML file while it is read: one statement after another adds to them, wherever they began."""

from __future__ import annotations

from typing import Any

from agentls.syntax.nodes import Entry, Mapping, Scalar, Sequence
from agentls.text.positions import Span


class Table:
    """A map that further statements add to."""

    __slots__ = ("end", "entries", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.entries: list[tuple[Scalar, Any, Span]] = []

    def add(self, key: Scalar, value: Any, span: Span) -> None:
        """Take in a key with its value and the place of both."""
        self.entries.append((key, value, span))
        self.end = max(self.end, span.end)

    def table(self, key: Scalar, span: Span) -> Table:
        """Return the map under a key, of a list of maps the last one; it is made if there is none."""
        for name, value, _ in reversed(self.entries):
            if name.text == key.text and isinstance(value, (Table, Tables)):
                return value.tables[-1] if isinstance(value, Tables) else value
        made = Table(span.start, span.end)
        self.add(key, made, span)
        return made

    def node(self) -> Mapping:
        """Return the map as it is by now."""
        entries = []
        for key, value, span in self.entries:
            node = value.node() if isinstance(value, (Table, Tables)) else value
            entries.append(Entry(key, node, Span(span.start, max(span.end, node.span.end))))
        return Mapping(Span(self.start, self.end), tuple(entries), flow=False)


class Tables:
    """A list of maps, one for each header in double brackets."""

    __slots__ = ("tables",)

    def __init__(self, tables: list[Table]) -> None:
        self.tables = tables

    def node(self) -> Sequence:
        """Return the list as it is by now; it has at least one map."""
        items = tuple(one.node() for one in self.tables)
        return Sequence(Span(items[0].span.start, items[-1].span.end), items, flow=False)
