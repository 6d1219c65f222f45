"""What one file tells the rest of the project: the names that it defines, and the names that it uses.

These few facts are all that the index keeps of a file; its text is not kept.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from agentls import nodes
from agentls.dialect import Dialect, root_of
from agentls.document import Document
from agentls.nodes import Mapping, Node, Scalar, Sequence
from agentls.schema import ANNOTATIONS, Property
from agentls.text import Span
from agentls.values import Item, items

MCP_PREFIX = "mcp__"
_KEPT = ("description", "model", "disable-model-invocation")


@dataclass(frozen=True, slots=True)
class Definition:
    """A name that means something in the project.

    `kind` is `agent`, `skill`, `command`, `mcp-server`, `plugin` and so on. `root` is the folder whose project the name
    belongs to. `span` is where the name stands; empty at the file's start for a name that comes from the file's path.
    `qualified` is how others call it when that differs, as `plugin:name` does. `details` has a few of its values.
    """

    kind: str
    name: str
    path: str
    root: str
    span: Span
    dialect: str
    qualified: str
    details: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A use of a name. `span` is the name as written. `key` is the top-level key under which it stands."""

    kind: str
    name: str
    path: str
    root: str
    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All that one file tells the others."""

    path: str
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]


def facts_of(document: Document, plugin: str | None = None) -> FileFacts:
    """Return what `document` tells the others; `plugin` is the name of the plugin that it belongs to, if any."""
    root = root_of(document.path, document.dialect)
    definitions = tuple(_definitions(document, root, plugin))
    references = tuple(
        Reference(kind, name, document.path, root, span, key) for kind, name, span, key in _references(document)
    )
    return FileFacts(document.path, definitions, references)


def _definitions(document: Document, root: str, plugin: str | None) -> Iterator[Definition]:
    named = _own_name(document)
    if named is not None:
        kind, name, span = named
        qualified = f"{plugin}:{name}" if plugin and kind != "plugin" else name
        yield Definition(kind, name, document.path, root, span, document.dialect.id, qualified, _details(document))
    for node, known, _ in _telling_places(document, "definesKeys"):
        for entry in node.entries if isinstance(node, Mapping) else ():
            kind, name = known.facts["definesKeys"], entry.name
            qualified = f"plugin_{plugin}_{name}" if plugin else name
            yield Definition(kind, name, document.path, root, entry.key.span, document.dialect.id, qualified)


def _own_name(document: Document) -> tuple[str, str, Span] | None:
    """Return kind, name and place of what the file as a whole defines."""
    dialect = document.dialect
    source: str = dialect.facts.get("nameFrom", "key")
    if dialect.loses_unreadable_file and not document.is_loaded_as_map:
        return None
    start = Span(0, 0)
    if source == "folder":
        return dialect.kind, posixpath.basename(posixpath.dirname(document.path)), start
    if source == "path":
        return dialect.kind, _path_name(document), start
    for known in dialect.properties.values():
        kind: str | None = known.facts.get("defines")
        value = document.root.value(known.name)
        if kind and isinstance(value, Scalar) and isinstance(value.value, str) and value.value:
            return kind, value.value, value.span
    if source in ("file", "key-or-file"):
        return dialect.kind, document.name, start
    return None


def _path_name(document: Document) -> str:
    """Return the name that a command gets from its folders: `front/end.md` is `front:end`."""
    root = root_of(document.path, document.dialect)
    rest = posixpath.splitext(document.path[len(root) :].lstrip("/"))[0]
    fixed = document.dialect.files[0].removeprefix("**/").partition("*")[0]
    return rest.removeprefix(fixed).replace("/", ":")


def _details(document: Document) -> dict[str, Any]:
    found = {}
    for key in _KEPT:
        value = document.root.value(key)
        if isinstance(value, Scalar) and value.value is not None:
            found[key] = value.value
    return found


def _telling_places(document: Document, fact: str) -> Iterator[tuple[Node, Property, str]]:
    """Yield the nodes whose schema states `fact`, with what governs them and the top-level key above them."""
    for name in _telling_keys(document.dialect, fact):
        entry = document.root.get(name)
        known = document.dialect.properties[name]
        if entry is not None and not known.facts.get("ignored"):
            for node, place in _places(entry.value, known):
                if place.facts.get(fact):
                    yield node, place, name


@cache
def _telling_keys(dialect: Dialect, fact: str) -> tuple[str, ...]:
    """Return the top-level keys under which `fact` is stated at any depth: most keys need not be looked into."""
    return tuple(name for name, known in dialect.properties.items() if _states(known.schemas, fact))


def _states(part: object, fact: str) -> bool:
    if isinstance(part, dict):
        return fact in part.get(ANNOTATIONS, {}) or any(_states(one, fact) for one in part.values())
    return isinstance(part, (list, tuple)) and any(_states(one, fact) for one in part)


def _places(node: Node, known: Property) -> Iterator[tuple[Node, Property]]:
    """Yield every node of the tree that a schema knows, with what governs it."""
    yield node, known
    if isinstance(node, Mapping):
        plain = nodes.to_plain(node)
        for entry in node.entries:
            child = known.child(entry.name, plain)
            if child is not None:
                yield from _places(entry.value, child)
    elif isinstance(node, Sequence):
        child = known.child(0)
        if child is not None:
            for item in node.items:
                yield from _places(item, child)


def _references(document: Document) -> Iterator[tuple[str, str, Span, str]]:
    for node, place, key in _telling_places(document, "refers"):
        kind = place.facts["refers"]
        if kind == "tool":
            for item in items(node, document.text):
                for found in _in_tool(item, place):
                    yield (*found, key)
        else:
            for name, span in _names(node, document.text, place):
                yield kind, name, span, key


def _names(node: Node, source: str, place: Property) -> Iterator[tuple[str, Span]]:
    if place.grammar is not None:
        yield from ((item.name, item.name_span) for item in items(node, source))
    elif isinstance(node, Scalar) and isinstance(node.value, str):
        yield node.value, _inner(node)
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar) and isinstance(item.value, str):
                yield item.value, _inner(item)


def _inner(scalar: Scalar) -> Span:
    """Return the place of the text without its quotes."""
    return Span(scalar.span.start + 1, scalar.span.end - 1) if scalar.is_quoted else scalar.span


def _in_tool(item: Item, place: Property) -> Iterator[tuple[str, str, Span]]:
    """Yield what one item of a list of tools refers to: servers and their tools, agents or skills in parentheses."""
    name, start = item.name, item.name_span.start
    if name.startswith(MCP_PREFIX) and item.name_span.end - start == len(name):
        server, separator, tool = name[len(MCP_PREFIX) :].partition("__")
        if server and "*" not in server:
            at = start + len(MCP_PREFIX)
            yield "mcp-server", server, Span(at, at + len(server))
            if separator and tool and "*" not in tool:
                yield "mcp-tool", f"{server}__{tool}", item.name_span
        return
    value = place.catalog.get(name) if place.catalog else None
    kind = value.facts.get("argumentRefers") if value else None
    if kind and item.argument and item.argument_span:
        at = item.argument_span.start
        for part in item.argument.split(","):
            word = part.strip()
            begin = at + part.find(word)
            if word and "*" not in word and ":" not in word.partition(":")[2]:
                yield kind, word, Span(begin, begin + len(word))
            at += len(part) + 1
