"""From the tools of one host to those of another, by what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from agentls.features.convert.carried import DENIED, READ_ONLY, TOOLS, Agent, Left, Tool, places
from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.schema import Property
from agentls.meaning.tool_matching import counterparts
from agentls.syntax.nodes import Plain

_ABILITIES = "agentls-abilities"
_ALLOW, _DENY, _EVERYTHING = "allow", "deny", "*"


@dataclass
class _Names:
    """The names that a host has for some tools, each with those that it stands for, and the tools without one."""

    found: dict[str, list[Tool]] = field(default_factory=dict)
    missing: list[Tool] = field(default_factory=list)


def write(agent: Agent, target: Dialect) -> Iterator[tuple[str, Plain]]:
    """Yield the keys of `target` with which it gives the agent its tools; what is lost is listed in `agent`."""
    by_concept = places(target)
    allowing, denying = by_concept.get(TOOLS), by_concept.get(DENIED)
    if READ_ONLY in by_concept and _only_reads(agent):
        known = by_concept[READ_ONLY]
        yield known.name, known.facts.read_only
    if allowing is None:
        why = f"{target.host} has no list of tools"
        agent.left += [_left(tool, why) for tool in (*(agent.allowed or ()), *agent.denied)]
        if agent.limit is not None and not agent.allowed:
            agent.left.append(replace(agent.limit, reason=f"{why} and gives them all"))
    elif "object" in allowing.kinds and "array" not in allowing.kinds:
        yield from _as_permissions(agent, target, allowing)
    else:
        yield from _as_lists(agent, target, allowing, denying)


def _only_reads(agent: Agent) -> bool:
    reading = {one.name for one in catalog(_ABILITIES).values if one.facts.only_reads}
    return bool(agent.allowed) and all(tool.means and tool.means <= reading for tool in agent.allowed or ())


def _as_lists(
    agent: Agent, target: Dialect, allowing: Property, denying: Property | None
) -> Iterator[tuple[str, Plain]]:
    names = _vocabulary(allowing)
    denied = _names(agent.denied, names)
    _list_missing(agent, target, denied.missing)
    if agent.allowed is not None:
        allowed = _names(agent.allowed, names)
        _list_missing(agent, target, allowed.missing)
        kept = [name for name in allowed.found if denying is not None or name not in denied.found]
        if denying is None:
            _list_overruled(agent, allowed, denied, target)
        if kept or not allowing.facts.empty_is_all:
            _list_wider(agent, names, allowed, target)
            yield allowing.name, list(kept)
        elif agent.limit is not None:
            why = f"{target.host} gives all tools where none is named; name one"
            agent.left.append(replace(agent.limit, reason=why))
    if denying is not None and denied.found:
        _list_wider(agent, names, denied, target)
        yield denying.name, list(denied.found)
    elif denying is None:
        why = f"{target.host} cannot take single tools away"
        given = f"{why}; the list does not name it" if agent.allowed is not None else why
        agent.left += [_left(tool, given) for tool in agent.denied if tool not in denied.missing]


def _as_permissions(agent: Agent, target: Dialect, allowing: Property) -> Iterator[tuple[str, Plain]]:
    names = _vocabulary(allowing)
    denied = _names(agent.denied, names)
    rules: dict[str, Plain] = {}
    _list_missing(agent, target, denied.missing)
    if agent.allowed is not None:
        allowed = _names(agent.allowed, names)
        _list_missing(agent, target, allowed.missing)
        _list_overruled(agent, allowed, denied, target)
        _list_wider(agent, names, allowed, target)
        # The last rule that matches wins: the one for everything goes first.
        rules = {_EVERYTHING: _DENY, **dict.fromkeys(allowed.found, _ALLOW)}
    _list_wider(agent, names, denied, target)
    for name in denied.found:
        rules.pop(name, None)
        rules[name] = _DENY
    if rules:
        yield allowing.name, rules


def _vocabulary(known: Property) -> Catalog:
    assert known.facts.vocabulary is not None  # noqa: S101 - a key of tools has one; a test asks for it.
    return catalog(known.facts.vocabulary)


def _names(tools: Iterable[Tool], names: Catalog) -> _Names:
    result = _Names()
    for tool in tools:
        found = counterparts(tool.meaning, names)
        for name in found:
            result.found.setdefault(name, []).append(tool)
        if not found:
            result.missing.append(tool)
    return result


def _list_missing(agent: Agent, target: Dialect, tools: Iterable[Tool]) -> None:
    for tool in tools:
        why = f"{target.host} cannot name a server like that" if tool.server else f"{target.host} has no such tool"
        agent.left.append(_left(tool, why))


def _list_overruled(agent: Agent, allowed: _Names, denied: _Names, target: Dialect) -> None:
    """List the tools that are lost because the host has one name for them and for one that is taken away."""
    for name in [name for name in allowed.found if name in denied.found]:
        other = denied.found[name][0]
        why = f"{target.host} cannot give it without `{other.written}`, which is taken away"
        agent.left += [_left(tool, why) for tool in allowed.found.pop(name) if tool.means != other.means]


def _list_wider(agent: Agent, names: Catalog, given: _Names, target: Dialect) -> None:
    """List the names that mean more than the tools that they stand for."""
    asked = frozenset().union(*(tool.means for tools in given.found.values() for tool in tools))
    for name, tools in given.found.items():
        value = names.get(name)
        more = frozenset(value.facts.means) - asked if value is not None and tools[0].server is None else None
        if more:
            also = " and ".join(_described(one) for one in sorted(more))
            agent.left.append(_left(tools[0], f"becomes `{name}`, with which {target.host} means {also}, too"))


def _described(ability: str) -> str:
    value = catalog(_ABILITIES).get(ability)
    return value.summary.rstrip(".").lower() if value is not None else ability


def _left(tool: Tool, why: str) -> Left:
    return Left(tool.line, tool.key, why, tool.written)
