"""Views on the JSON Schemas: what governs a place in a file, and whether a file's values fit.

References are resolved once, at loading: an object with `$ref` becomes the target with the siblings laid over it, so
that nothing that asks later has to know about references.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from agentls.knowledge import resources
from agentls.knowledge.annotation_parts import Grammar, Status
from agentls.knowledge.annotations import ANNOTATIONS, applies_to, dialect_facts, key_facts, overlaid, without
from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.facts import DialectFacts, KeyFacts
from agentls.syntax.nodes import Plain
from agentls.text.lazy import lazy

_BRANCHES = ("anyOf", "oneOf", "allOf")
# No schema lists a key of this name: what governs it governs all keys that are free.
_ANY = "\0"
_PARTS = (dict, list)


@cache
def load(name: str) -> dict[str, Any]:
    """Return the schema file `name` with every reference replaced by what it points to."""
    loaded = _resolved(resources.load(name), name)
    assert isinstance(loaded, dict)  # noqa: S101 - a schema file holds an object.
    return loaded


def facts_of(name: str) -> DialectFacts:
    """Return what the root of the schema file `name` says of a dialect; the rest of the file is not taken apart.

    A reference stands there for the whole of what is said, and for no part of it.
    """
    said = resources.member(name, ANNOTATIONS)
    referring = {key: value for key, value in said.items() if isinstance(value, dict) and "$ref" in value}
    return dialect_facts(said | {key: _resolved(value, name) for key, value in referring.items()})


def _resolved(part: Any, file: str) -> Any:
    if isinstance(part, list):
        return [_resolved(item, file) if isinstance(item, _PARTS) else item for item in part]
    if not isinstance(part, dict):
        return part
    own: dict[str, Any] = {}
    for key, value in part.items():
        # Most values are plain, and to call a function for each would take half the time.
        if not isinstance(value, _PARTS):
            own[key] = value
        elif key != "$defs":
            own[key] = _resolved(value, file)
    if own.pop("$ref", None) is None:
        return own
    target_file, _, pointer = part["$ref"].partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(file), target_file)) if target_file else file
    found = _target(name, pointer)
    if not isinstance(found, dict):
        return found
    target = {key: value for key, value in found.items() if key not in ("$schema", "title")}
    # What a whole file says of itself is nothing that it says of the place where it is used.
    return overlaid(target if pointer else without(target), own)


# The definition of a hook is referred to from every event of every kind of file: resolving it once is far faster.
@cache
def _target(file: str, pointer: str) -> Any:
    """Return the part of a schema file that a reference points to, itself without references; shared, as it is."""
    target: Any = resources.load(file)
    for step in filter(None, pointer.split("/")):
        target = target[int(step)] if isinstance(target, list) else target[step]
    return _resolved(target, file)


class Property:
    """What is known of one place in a file: a key, a list item or a nested field.

    `schemas` are the subschemas that govern it, more than one where alternatives fit.
    """

    def __init__(self, name: str, schemas: tuple[Mapping[str, Any], ...], *, is_required: bool = False) -> None:
        self.name = name
        self.schemas = schemas
        self.is_required = is_required

    def _first(self, keyword: str) -> Any:
        return next((one[keyword] for one in self.schemas if keyword in one), None)

    @lazy
    def facts(self) -> KeyFacts:
        """All that is said of it beyond JSON Schema."""
        return key_facts(self.schemas)

    @property
    def summary(self) -> str:
        """One plain line, or nothing."""
        return self._first("description") or ""

    @property
    def documentation(self) -> str:
        """Markdown, all that a user needs to know."""
        return self._first("markdownDescription") or self.summary

    @property
    def default(self) -> Plain:
        """The value that the host assumes when the key is absent."""
        default: Plain = self._first("default")
        return default

    @lazy
    def is_deprecated(self) -> bool:
        """Tell whether the schema calls it deprecated."""
        return bool(self._first("deprecated"))

    @property
    def is_offered(self) -> bool:
        """Tell whether completion proposes it; some keys are read but not meant to be written."""
        return self.facts.status is Status.CURRENT

    @property
    def snippets(self) -> tuple[Mapping[str, Any], ...]:
        """The `defaultSnippets` for its value."""
        return tuple(self._first("defaultSnippets") or ())

    @property
    def grammar(self) -> Grammar | None:
        """How its text is split, if at all."""
        return self.facts.grammar

    @lazy
    def catalog(self) -> Catalog | None:
        """The known values, of the whole value or of each item of a list."""
        name = self.facts.values
        return catalog(name) if name else None

    @property
    def key_catalog(self) -> Catalog | None:
        """The names that may stand as keys in this map, when they are listed in a catalog."""
        name = self.facts.keys
        return catalog(name) if name else None

    @lazy
    def map_keys(self) -> Catalog | None:
        """The names that may stand as keys when the value is a map, be that only one of several things it may be."""
        names = (key_facts((one,)).keys for one in _alternatives(self.schemas) if "const" not in one)
        return next((catalog(name) for name in names if name), None)

    @property
    def foreign_keys(self) -> Catalog | None:
        """Keys of this map that mean something to another program, or to this one under another name."""
        name = self.facts.foreign_keys
        return catalog(name) if name else None

    @property
    def constants(self) -> tuple[Plain, ...]:
        """The values that the schema itself spells out, through `const`, `enum` and `type: boolean`."""
        found: list[Plain] = []
        for one in _alternatives(self.schemas):
            if "const" in one:
                found.append(one["const"])
            found.extend(one.get("enum", ()))
            if one.get("type") == "boolean" and "enum" not in one:
                found.extend((True, False))
        return tuple(dict.fromkeys(found))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The JSON Schema types that are named for its value; none where any will do."""
        named = (one["type"] for one in _alternatives(self.schemas) if "type" in one)
        return tuple(dict.fromkeys(kind for one in named for kind in (one if isinstance(one, list) else [one])))

    def accepts(self, kind: str) -> bool:
        """Tell whether a value of the JSON Schema type `kind` can stand here."""
        for one in _alternatives(self.schemas):
            types = one.get("type")
            if types is None or kind == types or (isinstance(types, list) and kind in types):
                return True
        return False

    def children(self, instance: Plain = None) -> dict[str, Property]:
        """Return the known keys of the map that stands here, in their order.

        `instance` is the map as written so far: alternatives that contradict it, by another `type` say, are left out.
        """
        found: dict[str, list[Mapping[str, Any]]] = {}
        required: set[str] = set()
        for one in _fitting(self.schemas, instance):
            required.update(one.get("required", ()))
            for name, child in one.get("properties", {}).items():
                if _applies(child, instance):
                    found.setdefault(name, []).append(child)
        return {name: Property(name, tuple(parts), is_required=name in required) for name, parts in found.items()}

    @lazy
    def any_child(self) -> Property | None:
        """What governs the value under a key that the schema does not name, in a map whose keys are free."""
        return self.child(_ANY)

    def child(self, step: str | int, instance: Plain = None) -> Property | None:
        """Return what governs the value under a key, or a list item."""
        if isinstance(step, int):
            return self._item
        fitting = _fitting(self.schemas, instance)
        found = (one.get("properties", {}).get(step, one.get("additionalProperties")) for one in fitting)
        parts = tuple(one for one in found if isinstance(one, Mapping))
        return Property(step, parts) if parts else None

    @lazy
    def _item(self) -> Property | None:
        """What governs each item of a list: the same for all of them, so that it is found once."""
        found = (one.get("items") for one in _alternatives(self.schemas))
        parts = tuple(one for one in found if isinstance(one, Mapping))
        return Property("0", parts) if parts else None


def _alternatives(schemas: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for one in schemas:
        yield one
        for keyword in _BRANCHES:
            yield from _alternatives(one.get(keyword, ()))


def _fitting(schemas: Iterable[Mapping[str, Any]], instance: Plain) -> list[Mapping[str, Any]]:
    every = list(_alternatives(schemas))
    if not isinstance(instance, dict):
        return every
    fitting = [one for one in every if not _contradicts(one, instance)]
    return fitting or every


def _applies(child: Mapping[str, Any], instance: Plain) -> bool:
    """Tell whether a field belongs to a map of the `type` that `instance` names; without one, every field does."""
    types = applies_to(child)
    named = instance.get("type") if isinstance(instance, dict) else None
    return types is None or not isinstance(named, str) or named in types


def _contradicts(schema: Mapping[str, Any], instance: dict[str, Plain]) -> bool:
    for name, part in schema.get("properties", {}).items():
        if "const" in part and instance.get(name) is not None and instance[name] != part["const"]:
            return True
    return False
