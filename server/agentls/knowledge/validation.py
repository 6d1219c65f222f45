"""Whether the values of a file fit its schema, and what the host does with each that does not."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import isnan
from typing import TYPE_CHECKING, Any, NamedTuple

from agentls.knowledge.annotations import key_facts
from agentls.knowledge.catalog import catalog
from agentls.knowledge.effects import Effect
from agentls.knowledge.fitting import Fitting
from agentls.knowledge.media_types import is_of
from agentls.syntax import nodes
from agentls.syntax.nodes import Path
from agentls.text.lazy import lazy

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

NAMES = "propertyNames"
_SAYS_WHAT_IT_IS = ("type", "const", "enum", "pattern")


class Violation(NamedTuple):
    """A value that does not fit its schema. `path` leads to it; `missing` names an absent required key.

    `effect` is what the host does with it: what is said nearest above the violated part of the schema.
    `says` is the schema's own word on it, read after the name of the key; `suggested` is what the schema would write
    under the absent key; `because` are the keys whose presence demands it.
    """

    path: Path
    keyword: str
    effect: Effect
    missing: str | None = None
    expected: Any = None
    says: str | None = None
    suggested: Any = None
    because: tuple[str, ...] = ()


class Checker:
    """Validates maps against one schema; the validator is compiled once, when something does not fit."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self._fitting = Fitting()

    @lazy
    def _validator(self) -> "Validator":
        # Importing jsonschema takes longer than starting Python: whoever checks nothing does not pay for it.
        from jsonschema import validators  # noqa: PLC0415

        extend: Callable[..., Callable[[object], Validator]] = validators.extend
        return extend(draft(), {"properties": self._properties})(self._schema)

    def _properties(
        self, validator: Any, properties: Mapping[str, Any], instance: Any, _: Mapping[str, Any]
    ) -> "Iterator[ValidationError]":
        """Yield the errors in the values of a map, as the keyword `properties` of JSON Schema demands it."""
        if not isinstance(instance, dict):
            return
        for name, schema in properties.items():
            if name in instance and not self._fitting.test(schema)(instance[name]):
                yield from validator.descend(instance[name], schema, path=name, schema_path=name)

    def violations(self, root: nodes.Node) -> list[Violation]:
        """Return what does not fit, one violation a place; nothing for values that cannot be read."""
        found = self.violations_of(nodes.to_plain(root))
        return [one for one in found if not _is_unreadable(root, one.path)]

    def takes(self, root: nodes.Mapping, name: str) -> bool:
        """Tell whether a map fits as far as what it has under `name` is concerned, whatever else it lacks."""
        plain = nodes.to_plain(root)
        if self._fitting.test(self._without_required)(plain):
            return True
        value, known = root.value(name), self._schema.get("properties", {}).get(name)
        if isinstance(value, nodes.Scalar) and self._fitting.test(known)(nodes.to_plain(value)) is False:
            return False
        return not any(one.path[:1] == (name,) for one in self.violations(root))

    @lazy
    def _without_required(self) -> Mapping[str, Any]:
        return {keyword: value for keyword, value in self._schema.items() if keyword != "required"}

    def violations_of(self, instance: Any) -> list[Violation]:
        """Return what of plain data does not fit, one violation a place."""
        if self._fitting.test(self._schema)(instance):
            return []
        found: dict[tuple[Path, str | None], Violation] = {}
        for error in self._validator.iter_errors(instance):
            violation = self._violation(_most_telling(error))
            place = (violation.path, violation.missing)
            # A wrong type breaks several keywords at once; the one that lists what may stand there says most.
            if place in found and found[place].keyword != "type":
                continue
            found[place] = violation
        return list(found.values())

    def _violation(self, error: "ValidationError") -> Violation:
        effect = Effect.IGNORED
        guarding: Effect | None = None
        guards: frozenset[str | int] = frozenset()
        at: Any = self._schema
        for step in error.absolute_schema_path:
            if isinstance(at, Mapping):
                facts = key_facts((at,))
                effect = facts.on_invalid or effect
                if facts.keys is not None and facts.on_invalid_guard is not None:
                    guarding, guards = facts.on_invalid_guard, _guards(facts.keys)
            # Whatever is wrong inside a guard, and however deep, the guard is lost and all that it guards with it.
            if guarding is not None and step in guards:
                effect = guarding
                break
            at = at[step]
        missing = _missing_key(error)
        schema: Mapping[str, Any] = error.schema if isinstance(error.schema, Mapping) else {}
        path, keyword = tuple(error.absolute_path), str(error.validator)
        if NAMES in error.absolute_schema_path:
            # jsonschema speaks of the map; what is wrong in it is the name.
            path, keyword = (*path, str(error.instance)), NAMES
        return Violation(
            path,
            keyword,
            effect,
            missing,
            error.validator_value,
            _words(schema, str(error.validator)),
            schema.get("properties", {}).get(missing, {}).get("default") if missing else None,
            _because(self._schema, error) if missing else (),
        )


def _media_type(_: Any, media_type: str, instance: Any, __: Mapping[str, Any]) -> "Iterator[ValidationError]":
    """Yield the error in a text that is not of the kind that `contentMediaType` names, which others only note."""
    from jsonschema import ValidationError  # noqa: PLC0415

    if isinstance(instance, str) and not is_of(media_type, instance):
        yield ValidationError(f"{instance!r} is not of the media type {media_type}")


@cache
def _guards(names: str) -> frozenset[str | int]:
    """Return the names of the catalog `names` that guard something."""
    return frozenset(value.name for value in catalog(names).values if value.facts.guard)


def _because(schema: Mapping[str, Any], error: "ValidationError") -> tuple[str, ...]:
    """Return the keys whose presence makes the absent one necessary: those that the condition above it names."""
    at: Any = schema
    names: tuple[str, ...] = ()
    for step in error.absolute_schema_path:
        if step == "if" and isinstance(at, Mapping):
            # jsonschema names the condition, not its consequence, in the path of what the consequence demands.
            names = tuple(at["if"].get("required", ()))
            at = at.get("then", {})
        else:
            if step == "then" and isinstance(at, Mapping) and "if" in at:
                names = tuple(at["if"].get("required", ())) or names
            at = at[step]
    return names


def _words(schema: Mapping[str, Any], keyword: str) -> str | None:
    """Return what the violated part of the schema itself says of a value that does not fit."""
    words = schema.get("patternErrorMessage") if keyword == "pattern" else None
    return words or schema.get("errorMessage")


def _missing_key(error: "ValidationError") -> str | None:
    """Return the name of the absent key that the error is about: the validator says it only in its message."""
    if error.validator != "required" or not isinstance(error.validator_value, list):
        return None
    return next((name for name in error.validator_value if error.message.startswith(repr(name))), None)


def _most_telling(error: "ValidationError") -> "ValidationError":
    """Descend into the alternative that was meant: one whose constants fit, or the only one of the value's type."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        return error
    branches: dict[int, list[ValidationError]] = {}
    for one in error.context:
        branches.setdefault(int(one.relative_schema_path[0]), []).append(one)
    here = len(error.absolute_path)
    candidates = [
        errors
        for errors in branches.values()
        if not any(one.validator in _SAYS_WHAT_IT_IS and len(one.absolute_path) == here for one in errors)
        and not any(one.validator == "const" for one in errors)
    ]
    if len(candidates) != 1:
        return error
    return _most_telling(candidates[0][0])


@cache
def draft() -> "type[Validator]":
    """Return JSON Schema as hosts have it: `.nan`, which is a number to Python, is none, and JSON in a text is read."""
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415

    types = Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number)
    extend: Callable[..., type[Validator]] = validators.extend
    return extend(Draft202012Validator, {"contentMediaType": _media_type}, type_checker=types)


def _is_number(_: object, value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and not isnan(value)


def _is_unreadable(root: nodes.Node, path: Path) -> bool:
    return any(isinstance(nodes.node_at(root, path[:depth]), nodes.Opaque) for depth in range(len(path) + 1))
