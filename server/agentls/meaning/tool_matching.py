"""Tools of all assistants by what they do: which name of one language of tools stands for which of another."""

from functools import cache
from typing import NamedTuple

from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.dialect import all_dialects


class Meaning(NamedTuple):
    """What a tool does; `server` and `tool` name one of an MCP server, or all of its tools. `now` is today's name."""

    means: frozenset[str] = frozenset()
    server: str | None = None
    tool: str | None = None
    now: str = ""


def tool_in(names: Catalog, name: str) -> Meaning | None:
    """Return what the tool of that name does in one language of tools; `None` for what is none there."""
    value = names.get(name)
    if value is None:
        server = names.server_tools.parts(name)
        return Meaning(frozenset(), *server, now=name) if server else None
    if value.status.is_other_name:
        every = [names.get(one) for one in value.replaced_by]
        means = frozenset(word for one in every if one is not None for word in one.facts.means)
        return Meaning(means, now=value.replaced_by[0])
    return Meaning(frozenset(value.facts.means), now=name) if value.works else None


def tool_anywhere(name: str) -> Meaning | None:
    """Return what a tool does that any assistant calls so; that of an MCP server only if nobody else does."""
    found = [one for one in (tool_in(catalog(language), name) for language in languages()) if one is not None]
    return next((one for one in found if one.means), next(iter(found), None))


@cache
def languages() -> tuple[str, ...]:
    """Return the catalogs of all languages of tools."""
    known = (one.facts.vocabulary for dialect in all_dialects() for one in dialect.properties.values())
    return tuple(dict.fromkeys(name for name in known if name is not None))


def counterparts(tool: Meaning, names: Catalog) -> list[str]:
    """Return the names of the tools that do the same: one that does just that, one that does more, or several."""
    if tool.server is not None:
        name = names.server_tools.named(tool.server, tool.tool)
        return [name] if name is not None else []
    if not tool.means:
        return []
    offered = [(value.name, frozenset(value.facts.means)) for value in names.offered if value.facts.means]
    covering = sorted((one for one in offered if one[1] >= tool.means), key=lambda one: len(one[1]))
    if covering:
        return [covering[0][0]]
    parts = [one for one in offered if one[1] <= tool.means]
    return [name for name, _ in parts] if frozenset().union(*(means for _, means in parts)) == tool.means else []
