"""What the rules about MCP servers share: which servers the project lists, and whether a name is one of them."""

from __future__ import annotations

from functools import cache

from agentls.knowledge.dialect import all_dialects
from agentls.knowledge.schema import Property
from agentls.meaning.governed_values import governed
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.project.names import Reference, View
from agentls.project.snapshot import Snapshot
from agentls.project.telling import telling_keys
from agentls.syntax.nodes import Entry, Mapping, Scalar
from agentls.text.expressions import expression
from agentls.text.nearest import nearest

_NOT_IN_NAMES = expression(r"[^a-zA-Z0-9_-]")
# Servers that no file of a project lists: those of an account, of an editor, of a browser, and those of plugins.
_FROM_ELSEWHERE = ("claude_ai_", "claude-in-chrome", "computer-use", "ide", "plugin_", "plugin:")


@once
def settings_of_servers(document: Document) -> tuple[Mapping, ...]:
    """Return the configuration of each server that the file itself describes."""
    holding = telling_keys(document.dialect, "holds")
    if not document.dialect.flat_key and not any(document.entry(name) for name in holding):
        return ()
    maps = ((one.node, one.known) for one in governed(document) if isinstance(one.node, Mapping))
    return tuple(node for node, known in maps if known is not None and known.facts.holds == "mcp-server")


def loose_servers(document: Document) -> tuple[Entry, ...]:
    """Return the servers that stand at the top of a file that has a key for them, which is absent."""
    holding = [one for one in document.dialect.stating("defines") if _holds_servers(one)]
    if document.dialect.flat_key or not holding or any(document.entry(one.name) for one in holding):
        return ()
    entries = [one for one in document.root.entries if one.name not in document.dialect.properties]
    return tuple(one for one in entries if isinstance(one.value, Mapping) and _is_server(one.value))


def _holds_servers(known: Property) -> bool:
    inside = known.any_child if known.facts.defines == "mcp-server" else None
    return inside is not None and inside.facts.holds == "mcp-server"


def _is_server(value: Mapping) -> bool:
    return any(isinstance(value.value(key), Scalar) for key in ("command", "url"))


def listed_servers(reference: Reference, snapshot: Snapshot) -> set[str]:
    """Return the servers that the project of a name lists for everybody; empty if it lists none."""
    return servers_seen_from(reference.view, snapshot)


def servers_seen_from(view: View, snapshot: Snapshot) -> set[str]:
    """Return the servers that a project lists for everybody, as tools' names have them; empty if it lists none.

    Those that the settings know count as listed in a project that lists any.
    """
    visible = snapshot.index.visible("mcp-server", view)
    own = [one for one in visible if one.qualified == one.name]
    # What a user has set up says nothing of what the project should list.
    if not any(one.dialect in _in_json() and one.root != snapshot.index.home for one in own):
        return set()
    named = {*(one.name for one in own), *(one.qualified for one in visible), *snapshot.settings.servers}
    return {tool_part(name) for name in named}


@cache
def _in_json() -> frozenset[str]:
    return frozenset(one.id for one in all_dialects() if one.format == "json")


def tool_part(server: str) -> str:
    """Return the name of a server as it stands in the names of its tools."""
    return _NOT_IN_NAMES.sub("_", server)


def is_listed(server: str, servers: set[str]) -> bool:
    """Tell whether the server is one of those, or may come from where no project lists it."""
    return server.startswith(_FROM_ELSEWHERE) or tool_part(server) in servers


def resembling(server: str, servers: set[str]) -> list[str]:
    """Return the servers that were probably meant, best first."""
    return nearest(server, sorted(servers))
