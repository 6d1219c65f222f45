"""What the schemas know of a place: shared by completion and hover, so that both always say the same."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.catalog import Value, value
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.facts import ValueFacts
from agentls.knowledge.schema import Property
from agentls.syntax.nodes import Path
from agentls.syntax.policies import READERS

LIST_GRAMMARS = (Grammar.TOOL_LIST, Grammar.NAME_LIST, Grammar.PERMISSION_RULES)


class Key(NamedTuple):
    """One key that can stand in a map."""

    name: str
    property: Property
    is_required: bool


def is_strict(dialect: Dialect) -> bool:
    """Tell whether the file is data as a whole, where every key and text stands in double quotes."""
    return READERS[dialect.reader].whole_file


def property_at(dialect: Dialect, path: Path) -> Property | None:
    """Return what governs the place at `path`; all items of a list are governed alike."""
    return _property(dialect, tuple(0 if isinstance(step, int) else step for step in path))


@lru_cache(maxsize=2048)
def _property(dialect: Dialect, path: Path) -> Property | None:
    if not path:
        return dialect.root
    above = _property(dialect, path[:-1])
    return above.child(path[-1]) if above is not None else None


@lru_cache(maxsize=2048)
def children(known: Property) -> Mapping[str, Property]:
    """Return the keys of the map that stands at `known`."""
    return known.children()


def list_property(dialect: Dialect, path: Path) -> Property | None:
    """Return the list of names that the value at `path` is, or is an item of."""
    for candidate in (path, path[:-1] if path and isinstance(path[-1], int) else None):
        known = property_at(dialect, candidate) if candidate else None
        if known is not None and known.grammar in LIST_GRAMMARS:
            return known
    return None


def entry_facts(dialect: Dialect, path: Path) -> ValueFacts:
    """Return what a catalog says of the nearest key on `path` that it lists, such as the event of a hook."""
    for depth in range(len(path), 0, -1):
        above = property_at(dialect, path[: depth - 1])
        if above is not None and above.map_keys is not None:
            entry = above.map_keys.get(str(path[depth - 1]))
            return entry.facts if entry is not None else ValueFacts()
    return ValueFacts()


def keys(dialect: Dialect, path: Path, siblings: Mapping[str, str | None]) -> list[Key]:
    """Return the keys that may be added to a map with `siblings`: required ones first, then in the schema's order."""
    known = property_at(dialect, path)
    if known is None:
        return []
    every = children(known)
    facts = entry_facts(dialect, path)
    kinds = _kinds(every, siblings, facts.handlers)
    required = _required(known, siblings)
    found = [
        Key(name, one, one.is_required or name in required)
        for name, one in every.items()
        if name not in siblings
        and one.is_offered
        and not one.is_deprecated
        and one.facts.ignored is None
        and not facts.ignores(name)
        and (kinds is None or one.facts.applies_to is None or kinds.intersection(one.facts.applies_to))
    ]
    found.sort(key=lambda key: not key.is_required)
    return found


def _kinds(
    every: Mapping[str, Property], siblings: Mapping[str, str | None], possible: Iterable[str] | None
) -> set[str] | None:
    """Return the kinds that the map can still be of, when its keys apply to certain kinds only."""
    limits = {name: set(one.facts.applies_to) for name, one in every.items() if one.facts.applies_to is not None}
    if not limits:
        return None
    kinds = set().union(*limits.values())
    names = kinds
    kinds = kinds.intersection(possible) if possible else kinds
    chooser = next((name for name, one in every.items() if names <= {value.name for value in values(one)}), None)
    written = siblings.get(chooser) if chooser else None
    if written in names:
        return {written} if written else kinds
    for name in siblings:
        kinds &= limits.get(name, kinds)
    return kinds


def fitting(dialect: Dialect, path: Path, siblings: Mapping[str, str | None]) -> set[str] | None:
    """Return those values at `path` that fit the other keys of the map, or `None` when all do."""
    above = property_at(dialect, path[:-1])
    every = children(above) if above is not None else {}
    name = str(path[-1])
    if name not in every:
        return None
    kinds = _kinds(every, siblings, entry_facts(dialect, path).handlers)
    own = {value.name for value in values(every[name])}
    return kinds if kinds is not None and kinds <= own else None


def _required(known: Property, siblings: Mapping[str, str | None]) -> set[str]:
    """Return the keys that conditions of the schema demand, such as `command` where `type` is `command`."""
    found: set[str] = set()
    for schema in known.schemas:
        for rule in schema.get("allOf", ()):
            if "if" in rule and _holds(rule["if"], siblings):
                found.update(rule.get("then", {}).get("required", ()))
    return found


def _holds(condition: Mapping[str, Any], siblings: Mapping[str, str | None]) -> bool:
    if any(name not in siblings for name in condition.get("required", ())):
        return False
    for name, wanted in condition.get("properties", {}).items():
        if name not in siblings:
            continue
        allowed = wanted.get("enum", [wanted["const"]] if "const" in wanted else [siblings[name]])
        if siblings[name] not in allowed:
            return False
    return True


@lru_cache(maxsize=2048)
def values(known: Property) -> tuple[Value, ...]:
    """Return the values that are known for a place, from its catalog or spelled out in the schema."""
    if known.catalog is not None:
        # A stricter list beside the catalog says which of its values this place takes.
        wanted = next((one for one in known.schemas if "const" in one or "enum" in one), None)
        allowed = None if wanted is None else wanted.get("enum", [wanted.get("const")])
        return tuple(value for value in known.catalog.values if allowed is None or value.name in allowed)
    found: dict[str, Value] = {}
    for schema in known.schemas:
        for one in (schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())):
            described = [one] if "const" in one else []
            summaries = one.get("markdownEnumDescriptions", one.get("enumDescriptions", ()))
            for number, constant in enumerate(one.get("enum", ())):
                described.append({"const": constant, "description": summaries[number] if summaries else ""})
            if one.get("type") == "boolean" and not described:
                described = [{"const": True}, {"const": False}]
            for entry in described:
                found.setdefault(written(entry["const"]), _value(entry))
    return tuple(found.values())


@lru_cache(maxsize=2048)
def offered(known: Property) -> tuple[Value, ...]:
    """Return those that completion proposes."""
    return tuple(value for value in values(known) if value.is_offered)


def _value(entry: Mapping[str, Any]) -> Value:
    return value({**entry, "const": written(entry["const"])})


def examples(known: Property) -> tuple[Any, ...]:
    """Return the values that the schema gives as examples."""
    return tuple(one for schema in known.schemas for one in schema.get("examples", ()))


def written(constant: object) -> str:
    """Return a constant of a schema as it is written in YAML."""
    if isinstance(constant, bool):
        return "true" if constant else "false"
    return "null" if constant is None else str(constant)


def find(known: Property, name: str) -> Value | None:
    """Return the known value that `name` is for the host."""
    ignore_case = bool(known.facts.ignore_case)
    if known.catalog is not None:
        return known.catalog.get(name, ignore_case=ignore_case)
    return next((value for value in values(known) if value.name == name), None)
