"""Semantic tokens: what the words of a frontmatter are, for editors to color them.

tokens(document, snapshot) -> tuple[Token, ...]
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from agentls.knowledge.annotation_parts import Grammar, Status
from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.meaning.governed_values import Governed, governed
from agentls.meaning.resolution import names_in
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.name_lists import items
from agentls.syntax.nodes import Scalar, Sequence
from agentls.text.expressions import expression
from agentls.text.positions import Span

Kind: TypeAlias = Literal["key", "tool", "value", "model", "reference", "pattern"]
KINDS: tuple[Kind, ...] = ("key", "tool", "value", "model", "reference", "pattern")
_TOOL_GRAMMARS = frozenset({Grammar.TOOL_LIST, Grammar.PERMISSION_RULES, Grammar.PERMISSION_RULE})
_LINE_PARTS = expression(r"[^\r\n]+")


class Token(NamedTuple):
    """One word on one line. `is_outdated` tells that the host has a newer name for it or none any more."""

    span: Span
    kind: Kind
    is_definition: bool = False
    is_outdated: bool = False


def tokens(document: Document, snapshot: Snapshot) -> tuple[Token, ...]:
    """Return the tokens of the frontmatter in the order of the text; none overlaps another."""
    named = [
        Token(one.span, "reference", one.is_definition)
        for one in names_in(document, snapshot)
        if document.frontmatter.block.start <= one.span.start and one.span.end <= document.frontmatter.block.end
    ]
    others = [token for one in governed(document) for token in _of(document, one)]
    taken: list[Token] = []
    # Names that lead somewhere come first, so that `mcp__server` is not covered by the whole item around it.
    for token in (*named, *others):
        taken += [piece for piece in _lines(document, token) if piece.span.start < piece.span.end]
    return tuple(_without_overlaps(document, taken))


def _of(document: Document, one: Governed) -> Iterator[Token]:
    known = one.known
    if one.entry is not None and known is not None:
        yield Token(one.entry.key.span, "key")
    if known is not None and known.grammar is Grammar.GLOB_LIST and isinstance(one.node, Sequence):
        yield from (Token(item.content_span, "pattern") for item in one.node.items if isinstance(item, Scalar))
    if known is None or not isinstance(one.node, Scalar):
        return
    if known.grammar in _TOOL_GRAMMARS:
        yield from _tools(document, one.node, known)
    elif known.catalog is not None:
        value = governing.find(known, one.node.text)
        if value is not None:
            is_model = value.facts.resolves_to is not None or value.facts.retired_on is not None
            is_outdated = not value.is_offered and value.status is not Status.CONDITIONAL
            yield Token(one.node.content_span, "model" if is_model else "value", is_outdated=is_outdated)
    elif known.grammar is Grammar.GLOB_LIST:
        yield Token(one.node.content_span, "pattern")
    elif one.node.is_string and one.node.text in known.constants:
        yield Token(one.node.content_span, "value")


def _tools(document: Document, scalar: Scalar, known: Property) -> Iterator[Token]:
    for item in items(scalar, document.text):
        value = governing.find(known, item.name)
        outdated = value is not None and not value.is_offered and value.status is not Status.CONDITIONAL
        yield Token(item.name_span, "tool", is_outdated=outdated)
        if item.argument_span is not None:
            yield Token(item.argument_span, "pattern")


def _lines(document: Document, token: Token) -> Iterator[Token]:
    """Cut a token at line breaks: few editors take one that goes over several lines."""
    for part in _LINE_PARTS.finditer(document.text, token.span.start, token.span.end):
        yield token._replace(span=Span(*part.span()))


def _without_overlaps(document: Document, found: list[Token]) -> Iterator[Token]:
    """Keep of overlapping tokens the first one whole, and of the others what it leaves on either side."""
    block = document.frontmatter.block
    owners = [-1] * (block.end - block.start)
    for number in range(len(found) - 1, -1, -1):
        span = found[number].span.shifted(-block.start)
        owners[span.start : span.end] = [number] * (span.end - span.start)
    for number, places in groupby(range(len(owners)), key=owners.__getitem__):
        if number >= 0:
            covered = list(places)
            span = Span(covered[0], covered[-1] + 1).shifted(block.start)
            yield found[number]._replace(span=span)
