"""Which tools an agent really has: those of its list or all there are, less those taken away, with what is added.

    granted(document) -> Granted | None

`None` for files that do not have a list of tools, such as rules.
"""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.catalog import Catalog
from agentls.knowledge.schema import Property
from agentls.knowledge.server_tools import EVERYTHING, NONE, ServerTools
from agentls.meaning.tool_lists import (
    ToolUse,
    may_work,
    starts_agents,
    tool_lists,
    tool_uses,
)
from agentls.project.document import Document
from agentls.syntax.nodes import Scalar

# In the catalog: where a tool exists only in sub-agents of a certain kind, or in none at all.
_NOT_INHERITED = frozenset({"never", "plan-mode"})


class Granted(NamedTuple):
    """The answer. `names` are tools as the host calls them today, servers' tools as `mcp__server` among them.

    `inherits` tells that no list limits the agent: it has the tools of all servers as well. `added` are those of
    `names` that another key brings, `taken` those that are taken away, `starters` those that start other agents.
    `form` is how the host calls tools of servers.
    """

    names: tuple[str, ...]
    inherits: bool
    added: tuple[str, ...]
    taken: tuple[str, ...]
    starters: tuple[str, ...]
    form: ServerTools = NONE

    @property
    def builtin(self) -> tuple[str, ...]:
        """The tools that the host itself has."""
        return tuple(name for name in self.names if not self.form.is_one(name))

    def reaches(self, server: str) -> bool:
        """Tell whether the agent has tools of an MCP server."""
        if self.form.written(server) in self.taken or self.takes_all_servers:
            return False
        return self.inherits or server in self.servers

    @property
    def servers(self) -> tuple[str, ...]:
        """The MCP servers of which the list names tools."""
        return tuple(self.form.split(name)[0] for name in self.names if self.form.is_one(name))

    @property
    def takes_all_servers(self) -> bool:
        """Tell whether the tools of all servers are taken away."""
        return self.form.every in self.taken


def granted(document: Document) -> Granted | None:
    """Return the tools that the agent of `document` gets."""
    known = next(_allowing(document), None)
    catalog = known.catalog if known is not None else None
    if catalog is None:
        return None
    uses = tool_uses(document)
    listed = any(one.facts.allow_list for _, one in tool_lists(document))
    allowed = [use for use in uses if use.allows]
    inherits = not listed or any(use.name == EVERYTHING for use in allowed)
    names = inherited(catalog) if inherits else [name for use in allowed for name in _gives(use)]
    # What a key adds to a list, it adds to a list only: who has everything needs nothing.
    added = [] if inherits else [name for name in _added(document) if name not in names]
    forbidden = [use for use in uses if not use.allows]
    if any(use.name == EVERYTHING for use in forbidden):
        # A `*` there is no tool, and it keeps the host from reading the list at all.
        forbidden = []
    taken = _with_company(catalog, [name for use in forbidden for name in _takes(use)])
    left = [name for name in dict.fromkeys((*names, *added)) if not _is_taken(name, taken, catalog.server_tools)]
    return Granted(
        tuple(left),
        inherits,
        tuple(name for name in added if name in left),
        tuple(name for name in taken if name in names or name in added or catalog.server_tools.is_one(name)),
        tuple(name for name in left if starts_agents(catalog.get(name))),
        catalog.server_tools,
    )


def _with_company(catalog: Catalog, names: list[str]) -> tuple[str, ...]:
    """Return the names that are taken away, with the tools that go when one of them goes."""
    company = [one.name for one in catalog.values if any(name in one.facts.taken_with for name in names)]
    return tuple(dict.fromkeys((*names, *company)))


def _allowing(document: Document) -> Iterator[Property]:
    for known in document.dialect.properties.values():
        if known.grammar is Grammar.TOOL_LIST and known.facts.allow_list:
            yield known


def inherited(catalog: Catalog) -> list[str]:
    """Return the built-in tools of an agent that no list limits."""
    return [value.name for value in catalog.offered if value.facts.subagents not in _NOT_INHERITED]


def _gives(use: ToolUse) -> Iterator[str]:
    """Yield the tool that a name in the list of allowed ones gives; a wildcard gives a whole server's or nothing."""
    server = use.server_tools.whole_server(use.name)
    if server is not None:
        yield server
    elif (
        EVERYTHING not in use.name
        and may_work(use.name, use.catalog)
        and not use.has_wrong_separator
        and not use.item.is_unclosed
        and not use.item.is_followed
    ):
        yield use.canonical


def _takes(use: ToolUse) -> Iterator[str]:
    if use.name == use.server_tools.every:
        yield use.name
    else:
        yield from _gives(use)


def _is_taken(name: str, taken: tuple[str, ...], form: ServerTools) -> bool:
    if name in taken:
        return True
    return form.is_one(name) and (form.every in taken or form.written(form.split(name)[0]) in taken)


def _added(document: Document) -> Iterator[str]:
    """Yield the tools that other keys bring when they have a value that the host knows."""
    for known in document.dialect.properties.values():
        value = document.value(known.name)
        if known.facts.adds_tools and isinstance(value, Scalar) and known.catalog and known.catalog.get(value.text):
            yield from known.facts.adds_tools
