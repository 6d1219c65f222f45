"""What a name leads to: the definitions that somebody sees, and what the host itself has. Whoever asks, asks here."""

from __future__ import annotations

from functools import cache

from agentls.knowledge.catalog import Catalog, Value
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.meaning.mcp_servers import tool_part
from agentls.project.index import FOUND_AS_WELL
from agentls.project.names import Definition, Reference, View, server_and_tool
from agentls.project.snapshot import Snapshot

SERVER_TOOL = "mcp-tool"
SERVER = "mcp-server"


def definitions_of(reference: Reference, snapshot: Snapshot) -> list[Definition]:
    """Return what a use of a name leads to, the definition that counts first."""
    return lookup(snapshot, reference.kind, reference.name, reference.view)


def lookup(snapshot: Snapshot, kind: str, name: str, view: View) -> list[Definition]:
    """Return the definitions of a name that are seen from `view`; the tool of a server leads to its server."""
    if kind == SERVER_TOOL:
        kind, name = SERVER, server_and_tool(name)[0]
    found = snapshot.index.definitions(kind, name, view)
    if not found and kind == SERVER:
        found = [one for one in snapshot.index.visible(SERVER, view) if tool_part(one.qualified) == name]
    for other in FOUND_AS_WELL.get(kind, ()):
        found = found or snapshot.index.definitions(other, name, view)
    return found


def builtin_of(dialect: Dialect, kind: str, name: str) -> Value | None:
    """Return what the host itself has under a name of `kind`."""
    found = builtin_catalog(dialect.host, kind)
    return found.get(name) if found is not None else None


@cache
def builtin_catalog(host: str, kind: str) -> Catalog | None:
    """Return the list of what `host` itself has of a kind: any value that refers to the kind may name it."""
    for dialect in all_dialects():
        if dialect.host == host:
            for known in dialect.properties.values():
                if known.facts.refers == kind and known.catalog is not None:
                    return known.catalog
    return None
