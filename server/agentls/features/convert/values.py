"""Names, models, colors, servers and whatever else two hosts have in common, as the other one wants it."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.convert.carried import COLOR, MODEL, NAME, SERVERS, Carried, Content, Left, Server, places
from agentls.knowledge.catalog import Catalog
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.schema import Property
from agentls.meaning.frame import kebab
from agentls.syntax.nodes import Plain
from agentls.syntax.policies import READERS

_ANY_PROVIDER = "*"


def write(content: Content, source: Dialect, target: Dialect) -> Iterator[tuple[str, Plain]]:
    """Yield the keys of `target` with their values; what it does not take is listed in `agent`."""
    known_by = places(target)
    for concept, carried in content.values.items():
        known = known_by.get(concept)
        if known is None and concept == NAME:
            # Such a file is called by its place.
            continue
        if known is None:
            content.left.append(Left(carried.line, carried.key, f"{target.host} has nothing like it"))
            continue
        value, why = _value(concept, carried, source, target, known)
        if value is not None:
            yield known.name, value
        if why is not None:
            content.left.append(Left(carried.line, carried.key, why, short(carried.value)))


def write_servers(content: Content, target: Dialect) -> Iterator[tuple[str, Plain]]:
    """Yield the key under which `target` has MCP servers, if it has one and takes any of them."""
    known = places(target).get(SERVERS)
    if known is None:
        why = f"{target.host} has no servers here"
        content.left += [Left(one.line, one.key, why, one.name) for one in content.servers]
        return
    is_list = known.accepts("array")
    found: dict[str, Plain] = {}
    names: list[Plain] = []
    for server in content.servers:
        if server.definition is None:
            if is_list:
                names.append(server.name)
            else:
                why = f"it is defined elsewhere, and {target.host} wants the definition here"
                content.left.append(Left(server.line, server.key, why, server.name))
            continue
        definition = _definition(content, server, known, target, is_list=is_list)
        if definition is not None:
            found[server.name] = definition
    if is_list and (found or names):
        yield known.name, [*names, *({name: one} for name, one in found.items())]
    elif found:
        yield known.name, found


def _value(
    concept: str, carried: Carried, source: Dialect, target: Dialect, known: Property
) -> tuple[Plain, str | None]:
    """Return the value that `target` takes, `None` if none, and what has become of it otherwise."""
    value = carried.value
    if concept == MODEL:
        return _model(str(value), source.properties[carried.key], known, target)
    if concept == COLOR:
        value = _color(value, source.properties[carried.key], known, target)
    if isinstance(value, str) and "integer" in known.kinds and value.strip().isdigit():
        value = int(value)
    if value in ("true", "false") and "boolean" in known.kinds and "string" not in known.kinds:
        value = value == "true"
    if isinstance(value, list) and not _takes(target, known.name, value) and all(isinstance(one, str) for one in value):
        value = ", ".join(map(str, value))
    if concept == NAME and not _takes(target, known.name, value):
        name = kebab(str(value))
        return (name, f"becomes `{name}`") if name and _takes(target, known.name, name) else (None, _refused(target))
    if isinstance(value, str) and READERS[target.reader].lines is not None and "\n" in value.strip():
        return " ".join(value.split()), f"{target.host} reads one line: line breaks become blanks"
    return (value, None) if _takes(target, known.name, value) else (None, _refused(target))


def _refused(target: Dialect) -> str:
    return f"{target.host} does not take this value"


def _takes(target: Dialect, key: str, value: Plain) -> bool:
    return not any(one.path[:1] == (key,) for one in target.checker.violations_of({key: value}))


def _model(name: str, known: Property, wanted: Property, target: Dialect) -> tuple[Plain, str | None]:
    """Return the name of the same model; none is guessed."""
    name = name.strip()
    mine, theirs = known.facts, wanted.facts
    if mine.inherit is not None and name == mine.inherit:
        return theirs.inherit, None if theirs.inherit else "is what happens without it"
    if mine.model_provider == _ANY_PROVIDER:
        provider, slash, rest = name.partition("/")
        if theirs.model_provider == _ANY_PROVIDER:
            return name, None
        if slash and provider == theirs.model_provider:
            return rest, None
    elif mine.model_provider is not None and theirs.model_provider == mine.model_provider:
        return name, None
    elif mine.model_provider is not None and theirs.model_provider == _ANY_PROVIDER and _is_id(name, known.catalog):
        return f"{mine.model_provider}/{name}", None
    return None, f"{target.host} has other models; choose one"


def _is_id(name: str, names: Catalog | None) -> bool:
    """Tell whether the name is that of one model, and not a short name for whichever is the newest."""
    value = names.get(name) if names is not None else None
    return value is not None and value.name == name and value.facts.resolves_to == name


def _color(value: Plain, known: Property, wanted: Property, target: Dialect) -> Plain:
    if _takes(target, wanted.name, value):
        return value
    mine = known.catalog.get(str(value)) if known.catalog else None
    if mine is not None and mine.facts.hex is not None:
        return mine.facts.hex
    theirs = wanted.catalog.values if wanted.catalog else ()
    return next((one.name for one in theirs if one.facts.hex and one.facts.hex == str(value)), value)


def _definition(
    content: Content, server: Server, known: Property, target: Dialect, *, is_list: bool
) -> dict[str, Plain] | None:
    """Return how the server is defined at `target`, `None` if it is refused there."""
    place = known.child(0, None) if is_list else known
    one = place.any_child if place is not None else None
    fields = one.children() if one is not None else {}
    definition = dict(server.definition or {})
    for name in [name for name in definition if fields and name not in fields]:
        del definition[name]
        content.left.append(
            Left(server.line, server.key, f"{target.host} has nothing like it", f"{server.name}.{name}")
        )
    path: tuple[str | int, ...] = (known.name, 0, server.name) if is_list else (known.name, server.name)

    def refused() -> list[str | int | None]:
        plain: Plain = [{server.name: definition}] if is_list else {server.name: definition}
        found = target.checker.violations_of({known.name: plain})
        here = [violation for violation in found if violation.path[: len(path)] == path]
        return [violation.path[len(path)] if len(violation.path) > len(path) else None for violation in here]

    for field in refused():
        if isinstance(field, str) and definition.pop(field, None) is not None:
            why = f"{target.host} does not take it"
            content.left.append(Left(server.line, server.key, why, f"{server.name}.{field}"))
    if refused():
        for name, filled in known.facts.fills.items():
            if not (name == "args" and "command" not in definition):
                definition.setdefault(name, filled)
    if refused():
        content.left.append(Left(server.line, server.key, _refused(target), server.name))
        return None
    return definition


def short(value: Plain) -> str | None:
    """Return a value as it is shown, `None` for one that is too long for that."""
    return (
        str(value) if isinstance(value, (str, int, float)) and len(str(value)) < 40 and "\n" not in str(value) else None
    )
