"""Call hierarchy: which agents, skills and commands may start which agents.

    prepare(document, snapshot, offset) -> tuple[Node, ...]
    incoming(snapshot, node) -> tuple[Call, ...]            # who may start it
    outgoing(snapshot, node) -> tuple[Call, ...]            # whom it may start

An agent starts those that its list of tools names in parentheses; one that has the tool without a list may start any.
"""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.meaning.granted import granted
from agentls.meaning.lookup import lookup
from agentls.meaning.resolution import name_at, names_in, summary_of, uses_of_definition
from agentls.meaning.tool_lists import starts_agents, tool_uses
from agentls.project.document import Document
from agentls.project.file_facts import references_in
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span

STARTED = "agent"
_STARTS = frozenset({"agent", "skill", "command"})


class Node(NamedTuple):
    """An agent, or what starts one. `span` is where its name stands, empty at the start of a file named by its path."""

    kind: str
    name: str
    path: str
    span: Span
    detail: str


class Call(NamedTuple):
    """The other end, and the places in the starting file that say so."""

    node: Node
    spans: tuple[Span, ...]


def prepare(document: Document, snapshot: Snapshot, offset: int) -> tuple[Node, ...]:
    """Return what the name at `offset` stands for; anywhere else, what the file defines."""
    named = name_at(document, snapshot, offset)
    if named is None:
        named = next((one for one in names_in(document, snapshot) if one.is_definition), None)
    if named is None or not named.definitions or named.definitions[0].kind not in _STARTS:
        return ()
    return (_node(named.definitions[0]),)


def incoming(snapshot: Snapshot, node: Node) -> tuple[Call, ...]:
    """Return who may start the agent that `node` stands for, those that name it first."""
    definition = _definition(snapshot, node)
    if definition is None or definition.kind != STARTED:
        return ()
    spans: dict[str, list[Span]] = {}
    for use in uses_of_definition(definition, snapshot):
        spans.setdefault(use.path, []).append(use.span)
    found: dict[Definition, tuple[Span, ...]] = {}
    for path, places in spans.items():
        for one in _starters_in(path, snapshot):
            found[one] = tuple(places)
    for one in snapshot.index.visible(STARTED, definition.view):
        document = snapshot.document_at(one.path) if one not in found and one != definition else None
        free = _free_span(document) if document is not None else None
        if free is not None and definition in lookup(snapshot, STARTED, definition.qualified, one.view)[:1]:
            found[one] = (free,)
    return tuple(Call(_node(one), places) for one, places in found.items())


def outgoing(snapshot: Snapshot, node: Node) -> tuple[Call, ...]:
    """Return the agents that `node` may start."""
    definition = _definition(snapshot, node)
    document = snapshot.document_at(node.path)
    if definition is None or document is None:
        return ()
    found: dict[Definition, list[Span]] = {}
    for reference in references_in(document):
        for one in lookup(snapshot, STARTED, reference.name, reference.view)[:1]:
            if reference.kind == STARTED:
                found.setdefault(one, []).append(reference.span)
    free = _free_span(document) if definition.kind == STARTED else None
    if free is not None:
        for one in snapshot.index.visible(STARTED, definition.view):
            if one != definition:
                found.setdefault(one, []).append(free)
    return tuple(Call(_node(one), tuple(spans)) for one, spans in found.items())


def _free_span(document: Document) -> Span | None:
    """Return the place that lets an agent start any other, `None` if it may not: the tool alone, or no list at all."""
    tools = granted(document)
    if tools is None or not tools.starters:
        return None
    if tools.inherits:
        entries = [entry for entry in document.root.entries if entry.name in document.dialect.properties]
        return entries[0].key.span if entries else Span(0, 0)
    for use in tool_uses(document):
        if use.allows and starts_agents(use.catalog.get(use.canonical)) and not (use.item.argument or "").strip():
            return use.item.span
    return None


def _starters_in(path: str, snapshot: Snapshot) -> Iterator[Definition]:
    facts = snapshot.index.facts(path)
    for one in facts.definitions if facts is not None else ():
        if one.kind in _STARTS:
            yield one


def _definition(snapshot: Snapshot, node: Node) -> Definition | None:
    for one in _starters_in(node.path, snapshot):
        if one.kind == node.kind and node.name in (one.name, one.qualified):
            return one
    return None


def _node(definition: Definition) -> Node:
    return Node(definition.kind, definition.qualified, definition.path, definition.span, summary_of(definition))
