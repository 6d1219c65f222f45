"""Selection ranges: what a growing selection takes in next, from the word to the whole file.

selections(document, offset) -> tuple[Span, ...]        # from the inside out, each within the next
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.symbols import Symbol, symbols
from agentls.project.document import Document
from agentls.syntax.name_lists import items
from agentls.syntax.nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from agentls.text.expressions import expression
from agentls.text.positions import Span

_WORD = expression(r"\w+")
_NAME = expression(r"[\w.:/$@*-]+")
_BLANK_LINE = expression(r"\n[ \t]*\r?\n")


def selections(document: Document, offset: int) -> tuple[Span, ...]:
    """Return the ranges around `offset`; the last one is the whole text."""
    offset = max(0, min(offset, len(document.text)))
    whole = Span(0, len(document.text))
    candidates = [*_words(document, offset), *_in_frontmatter(document, offset), *_in_body(document, offset), whole]
    candidates.sort(key=lambda one: one.end - one.start)
    found: list[Span] = []
    for span in candidates:
        # Of ranges that cross each other only the smaller one stays: each must hold the one before.
        holds = not found or (span.start <= found[-1].start and found[-1].end <= span.end and span != found[-1])
        if span.touches(offset) and span.start < span.end and holds:
            found.append(span)
    return tuple(found) or (whole,)


def _words(document: Document, offset: int) -> Iterator[Span]:
    line = document.lines.line_span(document.lines.line_of(offset))
    for pattern in (_WORD, _NAME):
        for word in pattern.finditer(document.text, line.start, line.end):
            if word.start() <= offset <= word.end():
                yield Span(*word.span())
                break


def _in_frontmatter(document: Document, offset: int) -> Iterator[Span]:
    fences = document.frontmatter
    if not document.has_block or offset > (fences.closing or fences.block).end:
        return
    yield from _below(document, document.root, offset)
    yield fences.block
    if fences.opening and fences.closing:
        yield Span(fences.opening.start, fences.closing.end)


def _below(document: Document, node: Node, offset: int) -> Iterator[Span]:
    yield node.span
    if isinstance(node, Mapping):
        for entry in node.entries:
            if entry.span.touches(offset):
                yield entry.span
                yield from (entry.key.content_span, entry.key.span)
                yield from _below(document, entry.value, offset)
    elif isinstance(node, Sequence):
        for item in node.items:
            if item.span.touches(offset):
                yield from _below(document, item, offset)
    elif isinstance(node, Scalar):
        yield from _in_scalar(document, node, offset)


def _in_scalar(document: Document, scalar: Scalar, offset: int) -> Iterator[Span]:
    yield scalar.content_span
    for name in items(scalar, document.text):
        if name.span.touches(offset):
            yield from (name.name_span, name.span)
            if name.argument_span is not None:
                yield name.argument_span


def _in_body(document: Document, offset: int) -> Iterator[Span]:
    body = document.frontmatter.body
    if offset < body.start:
        return
    text = document.text
    start = max((found.end() for found in _BLANK_LINE.finditer(text, body.start, offset)), default=body.start)
    blank = _BLANK_LINE.search(text, offset, body.end)
    yield document.lines.line_span(document.lines.line_of(offset))
    yield Span(start, blank.start() if blank else body.end)
    yield from _sections(symbols(document), offset)
    yield body


def _sections(found: tuple[Symbol, ...], offset: int) -> Iterator[Span]:
    for symbol in found:
        if symbol.kind == "heading" and symbol.span.contains(offset):
            yield symbol.span
            yield from _sections(symbol.children, offset)
