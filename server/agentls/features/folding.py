"""What an editor can fold: the frontmatter, keys in it whose value takes several lines, and sections below it."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.symbols import Symbol, symbols
from agentls.project.document import Document
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Mapping, Node, Sequence
from agentls.text.positions import Span


def folds(document: Document) -> Iterator[Span]:
    """Yield what can be folded, each from its first line, which stays, to its last."""
    fences = document.frontmatter
    if fences.fencing is Fencing.CLOSED and fences.opening and fences.closing:
        yield Span(fences.opening.start, fences.closing.end)
    yield from _below(document, document.root)
    yield from _sections(document, symbols(document))


def _below(document: Document, node: Node) -> Iterator[Span]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            if _takes_lines(document, entry.span):
                yield entry.span
                yield from _below(document, entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _below(document, item)


def _sections(document: Document, found: tuple[Symbol, ...]) -> Iterator[Span]:
    """Yield headings with what stands below them; blank lines before the next heading stay outside."""
    for symbol in found:
        if symbol.kind == "heading":
            text = symbol.span.of(document.text)
            span = Span(symbol.span.start, symbol.span.start + len(text.rstrip()))
            if _takes_lines(document, span):
                yield span
            yield from _sections(document, symbol.children)


def _takes_lines(document: Document, span: Span) -> bool:
    return document.lines.line_of(span.start) < document.lines.line_of(span.end)
