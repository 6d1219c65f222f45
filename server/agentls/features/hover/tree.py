"""The word at a place, found in the tree of a file: for formats in which a tree is there however little is typed."""

from typing import NamedTuple

from agentls.syntax.nodes import Mapping, Node, Path, Scalar, Sequence
from agentls.text.positions import Span


class Word(NamedTuple):
    """A key or a value; `path` leads to the value, also from its key."""

    path: Path
    span: Span
    is_key: bool


def word_in(node: Node, offset: int, path: Path = ()) -> Word | None:
    """Return the key or the single value that a cursor at `offset` touches."""
    if isinstance(node, Scalar):
        return Word(path, node.span, is_key=False) if node.span.touches(offset) else None
    if isinstance(node, Mapping):
        for entry in node.entries:
            inner = (*path, entry.name)
            if entry.key.span.touches(offset):
                return Word(inner, entry.key.span, is_key=True)
            if found := word_in(entry.value, offset, inner):
                return found
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            if found := word_in(item, offset, (*path, number)):
                return found
    return None
