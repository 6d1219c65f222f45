"""The names that one file uses: values that refer to something, and parts of items in lists of tools."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import Catalog
from agentls.knowledge.schema import Property
from agentls.knowledge.server_tools import EVERYTHING, NONE
from agentls.project.document import Document
from agentls.project.names import server_tool
from agentls.project.telling import telling_places
from agentls.syntax.name_lists import Item
from agentls.syntax.nodes import Node, Scalar, Sequence
from agentls.text.positions import Span

_CONDITIONS = ("model:",)


def references(document: Document) -> Iterator[tuple[str, str, Span, str]]:
    """Yield kind, name and place of each use of a name in `document`, with the top-level key under which it stands."""
    # A list and its items may both say what they refer to.
    seen: set[tuple[str, Span]] = set()
    for node, place, key in telling_places(document, "refers"):
        for kind, name, span in _named(document, node, place):
            if (kind, span) not in seen:
                seen.add((kind, span))
                yield kind, name, span, key


def _named(document: Document, node: Node, place: Property) -> Iterator[tuple[str, str, Span]]:
    """Yield kind, name and place of what a value refers to."""
    kind = place.facts.refers or ""
    if kind == "tool":
        form = place.catalog.server_tools if place.catalog else NONE
        for item in document.items(node):
            # The bare name of a tool of the host's own leads nowhere.
            if item.argument is not None or form.is_one(item.name):
                yield from _in_tool(item, place.catalog)
    elif place.grammar is not None:
        for item in document.items(node):
            yield kind, item.name, item.name_span
    # A text where only a list is read names nothing.
    elif isinstance(node, Sequence) or (isinstance(node, Scalar) and place.accepts("string")):
        for one in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(one, Scalar) and isinstance(one.value, str) and one.value:
                yield kind, one.value, one.content_span


def _in_tool(item: Item, names: Catalog | None) -> Iterator[tuple[str, str, Span]]:
    """Yield what one item of a list of tools refers to: servers and their tools, agents or skills in parentheses."""
    name, start = item.name, item.name_span.start
    form = names.server_tools if names else NONE
    if form.is_one(name) and item.name_span.end - start == len(name):
        server, tool = form.split(name)
        if server and EVERYTHING not in server:
            at = start + len(form.begin)
            yield "mcp-server", server, Span(at, at + len(server))
            if tool and EVERYTHING not in tool:
                yield "mcp-tool", server_tool(server, tool), item.name_span
        return
    value = names.get(name) if names else None
    kind = value.facts.argument_refers if value else None
    if kind and item.argument and item.argument_span and not item.is_followed:
        at = item.argument_span.start
        for part in item.argument.split(","):
            word = part.strip()
            begin = at + part.find(word)
            # `model:opus` says something about the agent; `plugin:name` is one.
            if word and "*" not in word and not word.startswith(_CONDITIONS):
                yield kind, word, Span(begin, begin + len(word))
            at += len(part) + 1
