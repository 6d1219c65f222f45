"""What an editor can fold: the frontmatter, and keys in it whose value takes several lines."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.document import Document
from agentls.frontmatter import Fencing
from agentls.nodes import Mapping, Node, Sequence
from agentls.text import Span


def folds(document: Document) -> Iterator[Span]:
    """Yield what can be folded, each from its first line, which stays, to its last."""
    fences = document.frontmatter
    if fences.fencing is Fencing.CLOSED and fences.opening and fences.closing:
        yield Span(fences.opening.start, fences.closing.end)
    yield from _below(document, document.root)


def _below(document: Document, node: Node) -> Iterator[Span]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            if document.lines.line_of(entry.span.start) < document.lines.line_of(entry.span.end):
                yield entry.span
                yield from _below(document, entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _below(document, item)
