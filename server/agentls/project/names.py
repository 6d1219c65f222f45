"""What one file tells the rest of the project: the names that it defines, and the names that it uses.

These few facts are all that the index keeps of a file; its text is not kept.
"""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

from agentls.knowledge.dialect import Dialect, host_of, readings, root_of
from agentls.knowledge.effects import Effect
from agentls.knowledge.schema import Property
from agentls.knowledge.server_tools import EVERYTHING, NONE
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.project.telling import parts_called, telling_places
from agentls.syntax.name_lists import Item
from agentls.syntax.nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from agentls.text.positions import Span

_PLUGIN = "plugin"
_START = Span(0, 0)
# No name of a server has it: hosts replace what is no letter, digit, `-` or `_`.
_BETWEEN = "/"
_CONDITIONS = ("model:",)
_KEPT = ("name", "description", "when_to_use", "model", "disable-model-invocation")


class View(NamedTuple):
    """From where names are seen: the folder whose project the file belongs to, and the host that reads it."""

    root: str
    host: str


def view_of(document: Document) -> View:
    """Return from where the file sees the names of others."""
    return View(root_of(document.path, document.dialect), document.dialect.host_id)


@dataclass(frozen=True, slots=True)
class Definition:
    """A name that means something in the project.

    `kind` is `agent`, `skill`, `command`, `mcp-server`, `plugin` and so on. `root` is the folder whose project the name
    belongs to. `span` is where the name stands; empty at the file's start for a name that comes from the file's path.
    `qualified` is how others call it when that differs, as `plugin:name` does. `details` has a few of its values.
    `also_seen_by` names the hosts that read the file besides its own: a name means something to those that read it.
    """

    kind: str
    name: str
    path: str
    root: str
    span: Span
    dialect: str
    qualified: str
    details: dict[str, Any] = field(default_factory=dict, compare=False)
    also_seen_by: tuple[str, ...] = ()

    @property
    def view(self) -> View:
        """From where its own file sees the names of others."""
        return View(self.root, host_of(self.dialect))

    def is_seen_by(self, host: str) -> bool:
        """Tell whether the host reads the file."""
        return host in self.also_seen_by or host == host_of(self.dialect)


class Reference(NamedTuple):
    """A use of a name. `span` is the name as written. `key` is the top-level key under which it stands.

    `host` is the program that looks for the name.
    """

    kind: str
    name: str
    path: str
    root: str
    span: Span
    key: str
    host: str

    @property
    def view(self) -> View:
        """From where the name is looked for."""
        return View(self.root, self.host)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All that one file tells the others."""

    path: str
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]


def server_tool(server: str, tool: str) -> str:
    """Return the name under which all hosts' uses of a server's tool are kept."""
    return f"{server}{_BETWEEN}{tool}"


def server_and_tool(name: str) -> tuple[str, str]:
    """Return what `server_tool` has put together."""
    server, _, tool = name.partition(_BETWEEN)
    return server, tool


def facts_of(document: Document, plugin: str | None = None) -> FileFacts:
    """Return what `document` tells the others; `plugin` is the name of the plugin that it belongs to, if any.

    The index asks for it first and the rules ask again, so that the document keeps the answer.
    """
    return _facts_of(document, plugin or "")


@once
def _facts_of(document: Document, plugin: str) -> FileFacts:
    # Ten thousand files have the same few folders above them.
    root = sys.intern(root_of(document.path, document.dialect))
    also = {one.host_id for one in readings(document.path, document.dialect)} - {document.dialect.host_id}
    definitions = tuple(
        replace(one, also_seen_by=tuple(sorted(also))) if also else one for one in _definitions(document, root, plugin)
    )
    references = tuple(
        Reference(kind, name, document.path, root, span, key, document.dialect.host_id)
        for kind, name, span, key in _references(document)
    )
    return FileFacts(document.path, definitions, references)


def _definitions(document: Document, root: str, plugin: str) -> Iterator[Definition]:
    dialect = document.dialect.id
    named = _own_name(document, root)
    if named is not None:
        kind, name, span = named
        inside = _folders(document, root) if plugin else ""
        qualified = f"{plugin}:{inside}{name}" if plugin and kind != _PLUGIN else name
        yield Definition(kind, name, document.path, root, span, dialect, qualified, _details(document))
        # A manifest names the plugin to which the servers in it belong.
        plugin = name if kind == _PLUGIN else plugin
    flat = document.dialect.properties.get(document.dialect.flat_key or "")
    if flat is not None and document.entry(flat.name) is None:
        for entry in document.root.entries:
            kind, name = flat.facts.defines or "", entry.name
            if entry.name not in document.dialect.properties:
                qualified = f"plugin_{plugin}_{name}" if plugin else name
                yield Definition(
                    kind, name, document.path, root, entry.key.span, dialect, qualified, {"key": flat.name}
                )
    parts: dict[str, list[tuple[Span, str]]] = {}
    for node, known, key in telling_places(document, "defines"):
        # An entry of a marketplace names the plugin of what stands in it.
        if key not in parts:
            parts[key] = list(parts_called(document, key, _PLUGIN))
        owner = next((called for span, called in parts[key] if span.start <= node.span.start < span.end), plugin)
        # The keys of a map are names; a text has been looked at above.
        for entry in node.entries if isinstance(node, Mapping) else ():
            kind, name = known.facts.defines or "", entry.name
            qualified = f"plugin_{owner}_{name}" if owner else name
            yield Definition(kind, name, document.path, root, entry.key.span, dialect, qualified, {"key": key})


def _own_name(document: Document, root: str) -> tuple[str, str, Span] | None:
    """Return kind, name and place of what the file as a whole defines."""
    dialect = document.dialect
    source = dialect.facts.name_from
    is_dropped = dialect.facts.on_unreadable is Effect.REJECTS_FILE
    if dialect.format == "markdown" and is_dropped and not document.is_loaded_as_map:
        return None
    if source == "folder":
        return dialect.kind, posixpath.basename(posixpath.dirname(document.path)), _START
    if source == "path":
        return dialect.kind, _folders(document, root) + document.name, _START
    for known in _naming(dialect):
        kind: str | None = dialect.kind if known.name == dialect.facts.name_key else known.facts.defines
        value = document.value(known.name)
        if kind and isinstance(value, Scalar) and known.any_child is None:
            name = _as_text(value, known)
            if name:
                return kind, name, value.content_span
    if source not in ("file", "nested"):
        return None
    folders = _folders(document, root).replace(":", "/") if source == "nested" else ""
    return dialect.kind, folders + named_by(document.path, dialect)[0], _START


def named_by(path: str, dialect: Dialect) -> tuple[str, str]:
    """Return the name of a file, and the ending that all of its kind have: `a` and `.agent.md`."""
    file = posixpath.basename(path)
    place = (dialect.facts.place or "").partition("{name}")[2]
    endings = (place, *(posixpath.basename(glob).rpartition("*")[2] for glob in dialect.files))
    ending = next((one for one in endings if one and file.endswith(one) and file != one), posixpath.splitext(file)[1])
    return file[: len(file) - len(ending)], ending


@cache
def _naming(dialect: Dialect) -> tuple[Property, ...]:
    """Return the keys under which a file may say what it defines, in their order."""
    key = dialect.facts.name_key
    return tuple(one for one in dialect.properties.values() if one.name == key or one.facts.defines)


def _as_text(value: Scalar, known: Property) -> str | None:
    """Return the name that the host reads: a number is one where the schema allows it."""
    if isinstance(value.value, str):
        return value.value
    allowed = {kind for one in known.schemas for kind in one.get("type", ()) if isinstance(one.get("type"), list)}
    return value.text if value.value is not None and "number" in allowed else None


def _folders(document: Document, root: str) -> str:
    """Return the folders between that of the kind and the file, as they stand in names: `front/end.md` is `front:`."""
    dialect = document.dialect
    if dialect.facts.name_from == "folder":
        return ""
    rest = document.path[len(root) :].lstrip("/")
    fixed = next((start for start in map(_fixed_part, dialect.files) if rest.startswith(start)), "")
    folders = posixpath.dirname(rest[len(fixed) :])
    return folders.replace("/", ":") + ":" if folders else ""


def _fixed_part(glob: str) -> str:
    return glob.removeprefix("**/").partition("*")[0]


def _details(document: Document) -> dict[str, Any]:
    found = {}
    for key in _KEPT:
        value = document.value(key)
        if isinstance(value, Scalar) and value.value is not None:
            found[key] = value.value
    return found


def _references(document: Document) -> Iterator[tuple[str, str, Span, str]]:
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
        for item in document.items(node):
            yield from _in_tool(item, place)
    else:
        yield from ((kind, name, span) for name, span in _names(document, node, place))


def _names(document: Document, node: Node, place: Property) -> Iterator[tuple[str, Span]]:
    if place.grammar is not None:
        yield from ((item.name, item.name_span) for item in document.items(node))
    elif isinstance(node, Scalar) and isinstance(node.value, str):
        yield node.value, node.content_span
    elif isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Scalar) and isinstance(item.value, str):
                yield item.value, item.content_span


def _in_tool(item: Item, place: Property) -> Iterator[tuple[str, str, Span]]:
    """Yield what one item of a list of tools refers to: servers and their tools, agents or skills in parentheses."""
    name, start = item.name, item.name_span.start
    form = place.catalog.server_tools if place.catalog else NONE
    if form.is_one(name) and item.name_span.end - start == len(name):
        server, tool = form.split(name)
        if server and EVERYTHING not in server:
            at = start + len(form.begin)
            yield "mcp-server", server, Span(at, at + len(server))
            if tool and EVERYTHING not in tool:
                yield "mcp-tool", server_tool(server, tool), item.name_span
        return
    value = place.catalog.get(name) if place.catalog else None
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
