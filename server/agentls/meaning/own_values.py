"""Values that no catalog has: a file's own name, tools of servers that it declares, and what a user's settings add."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from agentls.knowledge.catalog import Value
from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.meaning.mcp_servers import is_listed, servers_seen_from, tool_part
from agentls.meaning.models import lists_models
from agentls.meaning.pinning import is_later, pin
from agentls.meaning.tool_lists import Server, declared_servers
from agentls.project.document import Document
from agentls.project.names import view_of
from agentls.project.snapshot import Snapshot
from agentls.text.expressions import expression
from agentls.text.visible import code

# Where the files of a kind may be called anything, their name says something.
_ANY_FILE = expression(r"\*(?:\.\w+)+\Z")


def offered_at(document: Document, snapshot: Snapshot, known: Property) -> Iterator[Value]:
    """Yield what is proposed at `known`: what the people's version of the host knows, then what file and user add."""
    pinned, every = pin(document, snapshot), governing.offered(known)
    yield from every if pinned is None else (one for one in every if not is_later(one.facts.since, pinned))
    yield from _own_values(document, snapshot, known)


def value_at(document: Document, snapshot: Snapshot, known: Property, name: str) -> Value | None:
    """Return what `name` is at `known`: to the host, or else to this file or this user."""
    found = governing.find(known, name)
    if found is not None:
        return found
    return next((one for one in _own_values(document, snapshot, known) if one.name == name), None)


def own_name(document: Document, known: Property) -> Value | None:
    """Return the name that the file has by its path, where that may stand at `known`."""
    if known.facts.defines == document.dialect.kind and document.name:
        if any(_ANY_FILE.search(glob) for glob in document.dialect.files):
            return _value(document.name, "The name of this file.")
    elif known.facts.standard is not None and known.facts.standard.is_folder_name:
        folder = posixpath.basename(posixpath.dirname(document.path))
        if folder:
            return _value(folder, "The name of this file's folder.")
    return None


def _own_values(document: Document, snapshot: Snapshot, known: Property) -> Iterator[Value]:
    """Yield what else may stand at `known`, in a fixed order."""
    names: frozenset[str] = frozenset()
    name = own_name(document, known)
    if name is not None:
        yield name
    if known.facts.refers == "tool":
        written = document.dialect.server_tools.written
        for server in _servers(document, snapshot):
            listed = written(tool_part(server.name))
            yield _value(listed, f"All tools of the MCP server {code(server.name)}.")
        names = snapshot.settings.tools | {written(tool_part(one)) for one in snapshot.settings.servers}
    elif known.catalog is not None and lists_models(known.catalog):
        names = snapshot.settings.models
    for one in sorted(names):
        if governing.find(known, one) is None:
            yield _value(one, "From your settings.")


def _servers(document: Document, snapshot: Snapshot) -> Iterator[Server]:
    """Yield the servers that the file declares, but for such as its project does not list."""
    servers = servers_seen_from(view_of(document), snapshot)
    for server in declared_servers(document):
        if not servers or server.is_defined_here or is_listed(server.name, servers):
            yield server


def _value(name: str, summary: str) -> Value:
    return Value(name, summary, "")
