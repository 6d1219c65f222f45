"""From the tools of one host to those of another, by what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agentls.features.convert.carried import APPROVED, DENIED, READ_ONLY, TOOLS, Content, Left, Tool, places
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


def write(content: Content, target: Dialect) -> Iterator[tuple[str, Plain]]:
    """Yield the keys of `target` with which it gives the agent its tools; what is lost is listed in `agent`."""
    by_concept = places(target)
    allowing, denying = by_concept.get(TOOLS), by_concept.get(DENIED)
    if READ_ONLY in by_concept and _only_reads(content):
        known = by_concept[READ_ONLY]
        yield known.name, known.facts.read_only
    if allowing is None:
        why = f"{target.host} has no list of tools"
        content.left += [_left(tool, why) for tool in (*(content.allowed or ()), *content.denied)]
        if content.limit is not None and not content.allowed:
            content.left.append(content.limit._replace(reason=f"{why} and gives them all"))
    elif "object" in allowing.kinds and "array" not in allowing.kinds:
        yield from _as_permissions(content, target, allowing)
    else:
        yield from _as_lists(content, target, allowing, denying)


def write_approved(content: Content, source: Dialect, target: Dialect) -> Iterator[tuple[str, Plain]]:
    """Yield the key of `target` with the tools that are used without asking; never more of them than were named."""
    mine, theirs = places(source).get(APPROVED), places(target).get(APPROVED)
    if mine is None or theirs is None:
        content.left += [_left(tool, f"{target.host} approves no tools here") for tool in content.approved]
        return
    names = _vocabulary(theirs)
    found: dict[str, None] = {}
    asked = frozenset().union(*(tool.means for tool in content.approved))
    for tool in content.approved:
        same = [tool.written] if mine.facts.vocabulary == theirs.facts.vocabulary else None
        others = same or counterparts(tool.meaning, names)
        values = [names.get(name) for name in others] if same is None and tool.server is None else []
        if same is None and tool.argument is not None:
            content.left.append(_left(tool, f"{target.host} cannot approve a part of what a tool does"))
        elif not others:
            _list_missing(content, target, [tool])
        elif any(frozenset(one.facts.means) - asked for one in values if one is not None):
            content.left.append(_left(tool, f"{target.host} would approve more with `{others[0]}`"))
        else:
            found.update(dict.fromkeys(others))
    if found:
        joint = theirs.facts.joined_by
        yield theirs.name, list(found) if joint is None else joint.join(found)


def _only_reads(content: Content) -> bool:
    reading = {one.name for one in catalog(_ABILITIES).values if one.facts.only_reads}
    return bool(content.allowed) and all(tool.means and tool.means <= reading for tool in content.allowed or ())


def _as_lists(
    content: Content, target: Dialect, allowing: Property, denying: Property | None
) -> Iterator[tuple[str, Plain]]:
    names = _vocabulary(allowing)
    denied = _names(content.denied, names)
    _list_missing(content, target, denied.missing)
    if content.allowed is not None:
        allowed = _names(content.allowed, names)
        _list_missing(content, target, allowed.missing)
        kept = [name for name in allowed.found if denying is not None or name not in denied.found]
        if denying is None:
            _list_overruled(content, allowed, denied, target)
        if kept or not allowing.facts.empty_is_all:
            _list_wider(content, names, allowed, target)
            yield allowing.name, list(kept)
        elif content.limit is not None:
            why = f"{target.host} gives all tools where none is named; name one"
            content.left.append(content.limit._replace(reason=why))
    if denying is not None and denied.found:
        _list_wider(content, names, denied, target)
        yield denying.name, list(denied.found)
    elif denying is None:
        why = f"{target.host} cannot take single tools away"
        given = f"{why}; the list does not name it" if content.allowed is not None else why
        content.left += [_left(tool, given) for tool in content.denied if tool not in denied.missing]


def _as_permissions(content: Content, target: Dialect, allowing: Property) -> Iterator[tuple[str, Plain]]:
    names = _vocabulary(allowing)
    denied = _names(content.denied, names)
    rules: dict[str, Plain] = {}
    _list_missing(content, target, denied.missing)
    if content.allowed is not None:
        allowed = _names(content.allowed, names)
        _list_missing(content, target, allowed.missing)
        _list_overruled(content, allowed, denied, target)
        _list_wider(content, names, allowed, target)
        # The last rule that matches wins: the one for everything goes first.
        rules = {_EVERYTHING: _DENY, **dict.fromkeys(allowed.found, _ALLOW)}
    _list_wider(content, names, denied, target)
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


def _list_missing(content: Content, target: Dialect, tools: Iterable[Tool]) -> None:
    for tool in tools:
        why = f"{target.host} cannot name a server like that" if tool.server else f"{target.host} has no such tool"
        content.left.append(_left(tool, why))


def _list_overruled(content: Content, allowed: _Names, denied: _Names, target: Dialect) -> None:
    """List the tools that are lost because the host has one name for them and for one that is taken away."""
    for name in [name for name in allowed.found if name in denied.found]:
        other = denied.found[name][0]
        why = f"{target.host} cannot give it without `{other.written}`, which is taken away"
        content.left += [_left(tool, why) for tool in allowed.found.pop(name) if tool.means != other.means]


def _list_wider(content: Content, names: Catalog, given: _Names, target: Dialect) -> None:
    """List the names that mean more than the tools that they stand for."""
    asked = frozenset().union(*(tool.means for tools in given.found.values() for tool in tools))
    for name, tools in given.found.items():
        value = names.get(name)
        more = frozenset(value.facts.means) - asked if value is not None and tools[0].server is None else None
        if more:
            also = " and ".join(_described(one) for one in sorted(more))
            content.left.append(_left(tools[0], f"becomes `{name}`, with which {target.host} means {also}, too"))


def _described(ability: str) -> str:
    value = catalog(_ABILITIES).get(ability)
    return value.summary.rstrip(".").lower() if value is not None else ability


def _left(tool: Tool, why: str) -> Left:
    return Left(tool.line, tool.key, why, tool.written)
