"""Whether a value fits a schema, told at once where that is plain to see.

    Fitting().test(schema)(value) -> True, False, or None for "ask somebody who knows JSON Schema"

Nearly every value that people write is right, and to load a validator takes several times as long as to look at a file.
It is asked where something does not fit, because it knows what to say, and where a schema says something that is not
understood here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isnan
from typing import Any, TypeAlias

from agentls.knowledge.media_types import is_of

Verdict: TypeAlias = "bool | None"
Test: TypeAlias = Callable[[Any], Verdict]

# What says something of values and is not understood here. All else that stands in a schema explains it to people.
_NOT_UNDERSTOOD = frozenset(
    {
        "$ref",
        "$dynamicRef",
        "contains",
        "dependentRequired",
        "dependentSchemas",
        "exclusiveMaximum",
        "maxItems",
        "maxProperties",
        "minProperties",
        "multipleOf",
        "oneOf",
        "patternProperties",
        "prefixItems",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "null": lambda value: value is None,
    # `.nan`, which is a number to Python, is none to a host.
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and not isnan(value),
    "integer": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1,
}


class Fitting:
    """Makes tests of the schemas, each once; they may not change as long as this lives."""

    def __init__(self) -> None:
        self._tests: dict[int, Test] = {}

    def test(self, schema: Any) -> Test:
        """Return the test that a schema is."""
        known = self._tests.get(id(schema))
        if known is None:
            known = self._tests[id(schema)] = self._made(schema)
        return known

    def _made(self, schema: Any) -> Test:
        if not isinstance(schema, Mapping):
            return lambda _: schema if isinstance(schema, bool) else None
        if not _NOT_UNDERSTOOD.isdisjoint(schema):
            return lambda _: None
        tests = [make(self, schema[name], schema) for name, make in _KEYWORDS.items() if name in schema]
        return tests[0] if len(tests) == 1 else _combined(tests, ends_with=False)


def _combined(tests: Sequence[Test], *, ends_with: bool) -> Test:
    """Return the test that asks all others, until one gives the verdict that ends it: False of all, True of any."""

    def test(value: Any) -> Verdict:
        found: Verdict = not ends_with
        for one in tests:
            verdict = one(value)
            if verdict is ends_with:
                return verdict
            if verdict is None:
                found = None
        return found

    return test


def _each(test: Test, values: Iterable[Any]) -> Verdict:
    """Return whether every one of the values passes the test."""
    found: Verdict = True
    for one in values:
        verdict = test(one)
        if verdict is False:
            return False
        if verdict is None:
            found = None
    return found


def _not(verdict: Verdict) -> Verdict:
    return None if verdict is None else not verdict


def _type(_: Fitting, names: Any, __: Any) -> Test:
    tests = [_TYPES[name] for name in ([names] if isinstance(names, str) else names)]
    return tests[0] if len(tests) == 1 else _combined(tests, ends_with=True)


def _enum(_: Fitting, allowed: Any, __: Any) -> Test:
    texts = frozenset(one for one in allowed if isinstance(one, str))

    def test(value: Any) -> Verdict:
        if isinstance(value, str):
            return value in texts
        # Python takes `1` and `true` for the same.
        return any(value is one for one in allowed) if value is None or isinstance(value, bool) else None

    return test


def _pattern(_: Fitting, pattern: str, __: Any) -> Test:
    compiled = re.compile(pattern)
    return lambda value: not isinstance(value, str) or compiled.search(value) is not None


def _media_type(_: Fitting, media_type: str, __: Any) -> Test:
    return lambda value: not isinstance(value, str) or is_of(media_type, value)


def _length(holds: Callable[[int, int], bool], kind: type[str | list[Any]]) -> Callable[[Fitting, Any, Any], Test]:
    return lambda _, limit, __: lambda value: not isinstance(value, kind) or holds(len(value), limit)


def _amount(breaks: Callable[[float, float], bool]) -> Callable[[Fitting, Any, Any], Test]:
    # What is no number at all, `.nan`, is neither too small nor too large.
    return lambda _, limit, __: lambda value: not (_TYPES["number"](value) and breaks(value, limit))


def _unique(_: Fitting, is_wanted: Any, __: Any) -> Test:
    def test(value: Any) -> Verdict:
        if not is_wanted or not isinstance(value, list):
            return True
        return len(set(value)) == len(value) if all(isinstance(one, str) for one in value) else None

    return test


def _items(fitting: Fitting, schema: Any, _: Any) -> Test:
    item = fitting.test(schema)
    return lambda value: not isinstance(value, list) or _each(item, value)


def _properties(fitting: Fitting, properties: Any, _: Any) -> Test:
    # Of thirty keys a file has four: the tests of the others need not be made.
    made: dict[str, Test] = {}

    def test(value: Any) -> Verdict:
        if not isinstance(value, dict):
            return True
        found: Verdict = True
        for name, one in value.items():
            if name in properties:
                known = made.get(name)
                if known is None:
                    known = made[name] = fitting.test(properties[name])
                verdict = known(one)
                if verdict is False:
                    return False
                if verdict is None:
                    found = None
        return found

    return test


def _additional(fitting: Fitting, schema: Any, beside: Mapping[str, Any]) -> Test:
    other, named = fitting.test(schema), beside.get("properties", {})

    def test(value: Any) -> Verdict:
        if not isinstance(value, dict):
            return True
        return _each(other, [one for name, one in value.items() if name not in named])

    return test


def _names(fitting: Fitting, schema: Any, _: Any) -> Test:
    name = fitting.test(schema)
    return lambda value: not isinstance(value, dict) or _each(name, value)


def _required(_: Fitting, names: Any, __: Any) -> Test:
    wanted = frozenset(names)
    return lambda value: not isinstance(value, dict) or wanted <= value.keys()


def _condition(fitting: Fitting, condition: Any, beside: Mapping[str, Any]) -> Test:
    is_met, then, otherwise = (
        fitting.test(one) for one in (condition, beside.get("then", True), beside.get("else", True))
    )

    def test(value: Any) -> Verdict:
        met = is_met(value)
        return None if met is None else then(value) if met else otherwise(value)

    return test


def _several(*, ends_with: bool) -> Callable[[Fitting, Any, Any], Test]:
    return lambda fitting, schemas, _: _combined([fitting.test(one) for one in schemas], ends_with=ends_with)


def _negation(fitting: Fitting, schema: Any, _: Any) -> Test:
    test = fitting.test(schema)
    return lambda value: _not(test(value))


_KEYWORDS: Mapping[str, Callable[[Fitting, Any, Any], Test]] = {
    "type": _type,
    "const": lambda fitting, value, beside: _enum(fitting, [value], beside),
    "enum": _enum,
    "pattern": _pattern,
    "contentMediaType": _media_type,
    "minLength": _length(lambda length, limit: length >= limit, str),
    "maxLength": _length(lambda length, limit: length <= limit, str),
    "minItems": _length(lambda length, limit: length >= limit, list),
    "minimum": _amount(lambda value, limit: value < limit),
    "maximum": _amount(lambda value, limit: value > limit),
    "exclusiveMinimum": _amount(lambda value, limit: value <= limit),
    "uniqueItems": _unique,
    "required": _required,
    "items": _items,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "anyOf": _several(ends_with=True),
    "allOf": _several(ends_with=False),
    "not": _negation,
    "if": _condition,
}
