"""Reads the annotations of the schemas: the only module that knows how `x-agentls` and its fields are called."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache, partial
from types import UnionType
from typing import Any, TypeAlias, TypeVar, Union, get_args, get_origin

from agentls.knowledge.facts import CatalogFacts, DialectFacts, KeyFacts, ValueFacts

ANNOTATIONS = "x-agentls"
_Facts = TypeVar("_Facts")


def dialect_facts(annotations: Mapping[str, Any]) -> DialectFacts:
    """Return what the annotations of a dialect's root say."""
    return _read(DialectFacts, annotations)


def catalog_facts(schema: Mapping[str, Any]) -> CatalogFacts:
    """Return the annotations of a catalog's root."""
    return _read(CatalogFacts, schema[ANNOTATIONS])


def key_facts(schemas: Iterable[Mapping[str, Any]]) -> KeyFacts:
    """Return the annotations of the subschemas that govern one place; what the first of them says counts."""
    merged: dict[str, Any] = {}
    for one in reversed(tuple(schemas)):
        merged.update(one.get(ANNOTATIONS, {}))
    return _read(KeyFacts, merged) if merged else _NOTHING


def value_facts(entry: Mapping[str, Any]) -> ValueFacts:
    """Return the annotations of a named value."""
    return _read(ValueFacts, entry.get(ANNOTATIONS, {}))


def applies_to(schema: Mapping[str, Any]) -> Iterable[str] | None:
    """Return the types of a map in which a key means something; asked for too often to read all the rest."""
    found: Iterable[str] | None = schema.get(ANNOTATIONS, {}).get("appliesTo")
    return found


def overlaid(under: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema with the keywords of both, of which `above` counts, and with the annotations of both."""
    merged = {**under, **above}
    facts = {**under.get(ANNOTATIONS, {}), **above.get(ANNOTATIONS, {})}
    if facts:
        merged[ANNOTATIONS] = facts
    return merged


def without(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a dialect's root as one of a mere value: what it says of the file is left out."""
    return {key: value for key, value in schema.items() if key != ANNOTATIONS}


#: A field of `KeyFacts` and the word that a schema gives it, which is empty for a value that is no word.
Stated: TypeAlias = tuple[str, str]


def stated(part: Mapping[str, Any] | Sequence[Any], seen: dict[int, frozenset[Stated]]) -> frozenset[Stated]:
    """Return the fields of `KeyFacts` that a subschema of `part` states, at any depth.

    Definitions that many keys refer to are one object in a resolved schema; `seen` keeps them from being walked again.
    """
    found = seen.get(id(part))
    if found is None:
        here: set[Stated] = set()
        own = part.get(ANNOTATIONS) if isinstance(part, Mapping) else None
        if own is not None:
            names = _fields(KeyFacts)
            words = ((name, value if isinstance(value, str) else "") for name, value in own.items())
            here.update((names[name][0], word) for name, word in words if name in names)
        for one in part.values() if isinstance(part, Mapping) else part:
            if isinstance(one, (dict, list)) and one is not own:
                here |= stated(one, seen)
        found = seen[id(part)] = frozenset(here)
    return found


def _read(kind: Callable[..., _Facts], raw: Mapping[str, Any]) -> _Facts:
    """Return an instance of a class of facts; raises `KeyError` for an annotation that it does not have."""
    known = _fields(kind)
    values = {}
    for name, value in raw.items():
        field, convert = known[name]
        if value is not None:
            values[field] = convert(value)
    return kind(**values)


@cache
def _fields(kind: Hashable) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """Return for each annotation of a class of facts its field, and what makes a value of the field from JSON."""
    return {annotation(name): (name, _converter(hint)) for name, hint in kind.__annotations__.items()}


def annotation(field: str) -> str:
    """Return how a field is called in the schemas: `onInvalid` for `on_invalid`."""
    first, *rest = field.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def _converter(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) in (Union, UnionType):
        return _converter(next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) is tuple:
        item = _converter(get_args(hint)[0])
        return lambda values: tuple(item(one) for one in values)
    if isinstance(hint, type) and issubclass(hint, tuple):
        return partial(_read, hint)
    return hint if isinstance(hint, type) and issubclass(hint, Enum) else lambda value: value


_NOTHING = KeyFacts()
