"""Where in a file the schema states something about a value: what it defines, what it refers to, how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, TypeAlias, get_args

from agentls.knowledge.annotations import Stated, stated
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.facts import KeyFact
from agentls.knowledge.schema import Property
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax import nodes
from agentls.syntax.nodes import Mapping, Node, Scalar
from agentls.text.positions import Span

Fact: TypeAlias = Literal["defines", "refers", "grammar", "unset", "unit", "read_as"]
#: A node, what governs it, and the top-level key above.
Place: TypeAlias = tuple[Node, Property, str]


def telling_places(document: Document, fact: Fact) -> Sequence[Place]:
    """Return the nodes whose schema states a field of `KeyFacts`, what governs them, and the top-level key above."""
    # Where the schema states it of nothing, the file need not be read to know.
    return _places_by_fact(document).get(fact, ()) if telling_keys(document.dialect, fact) else ()


@once
def _places_by_fact(document: Document) -> dict[Fact, list[Place]]:
    """Return the places for each fact of which there are any: one walk answers for all of them."""
    found: dict[Fact, list[Place]] = {}
    stated_below = _stated_by_key(document.dialect)
    for known, entry in document.known_entries:
        facts = stated_below[known.name]
        if not facts or known.facts.ignored:
            continue
        for node, place in _places(entry.value, known):
            for fact in facts:
                if getattr(place.facts, fact):
                    found.setdefault(fact, []).append((node, place, known.name))
    return found


@cache
def _stated_by_key(dialect: Dialect) -> dict[str, tuple[Fact, ...]]:
    """Return for each top-level key which of the facts are stated at any depth: most keys need not be looked into."""
    every = {name: {fact for fact, _ in found} for name, found in _stated(dialect).items()}
    return {name: tuple(fact for fact in get_args(Fact) if fact in found) for name, found in every.items()}


def parts_called(document: Document, key: str, kind: str) -> Iterator[tuple[Span, str]]:
    """Yield the places of the maps below a top-level key that name themselves as something of `kind`, and the name."""
    entry = document.entry(key)
    for node, place in _places(entry.value, document.dialect.properties[key]) if entry is not None else ():
        if not isinstance(node, Mapping):
            continue
        for name, known in place.children().items():
            value = node.value(name) if known.facts.defines == kind else None
            if isinstance(value, Scalar) and isinstance(value.value, str):
                yield node.span, value.value


@cache
def telling_keys(dialect: Dialect, fact: KeyFact, word: str | None = None) -> tuple[str, ...]:
    """Return the top-level keys under which `fact` is stated at any depth: most keys need not be looked into.

    With a `word` only such keys count under which it is stated with that value.
    """
    return tuple(
        name
        for name, every in _stated(dialect).items()
        if any(one == fact and word in (None, said) for one, said in every)
    )


@cache
def _stated(dialect: Dialect) -> dict[str, frozenset[Stated]]:
    """Return for each top-level key all that is stated below it."""
    seen: dict[int, frozenset[Stated]] = {}
    return {name: stated(known.schemas, seen) for name, known in dialect.properties.items()}


def _places(node: Node, known: Property) -> Iterator[tuple[Node, Property]]:
    """Yield every node of the tree that a schema knows, with what governs it."""
    yield node, known
    if isinstance(node, Mapping):
        plain = nodes.to_plain(node)
        for entry in node.entries:
            child = known.child(entry.name, plain)
            if child is not None:
                yield from _places(entry.value, child)
    elif isinstance(node, nodes.Sequence):
        child = known.child(0)
        if child is not None:
            for item in node.items:
                yield from _places(item, child)
