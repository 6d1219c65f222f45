"""Every value of a frontmatter with what governs it, for features that look at the whole file."""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Path,
    Sequence,
)


class Governed(NamedTuple):
    """One value. `known` is `None` where no schema says anything, `entry` the key before it unless it is an item."""

    path: Path
    node: Node
    known: Property | None
    entry: Entry | None


@once
def governed(document: Document) -> tuple[Governed, ...]:
    """Return all values from the outside in, in the order of the file."""
    return tuple(_below(document, (), document.root))


def _below(document: Document, path: Path, node: Node) -> Iterator[Governed]:
    children: list[tuple[str | int, Node, Entry | None]] = []
    if isinstance(node, Mapping):
        children = [(entry.name, entry.value, entry) for entry in node.entries]
    elif isinstance(node, Sequence):
        children = [(number, item, None) for number, item in enumerate(node.items)]
    for step, child, entry in children:
        here = (*path, step)
        yield Governed(here, child, governing.property_at(document.dialect, here), entry)
        yield from _below(document, here, child)
