"""What is told at once of a value is what a validator says of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.knowledge.fitting import Fitting
from agentls.knowledge.validation import draft
from agentls.syntax.nodes import Entry, Mapping, Scalar, Style
from agentls.text.positions import Span

ODD: list[Any] = [
    *("", " ", "a", "A b", "a-b", "x" * 2000, "sonnet", "true", "1", "/a", "**/*.md", "Read, Grep", "${X}", "red"),
    *(True, False, None, 0, 1, -1, 1.0, 1.5, 10**30, float("inf"), float("nan")),
    *([], [""], ["a", "a"], ["a", 1], [1, True], [[]], [{}], [None]),
    *({}, {"": 1}, {"a": "b"}, {"type": "command"}, {"type": "command", "command": "x"}, {"a": [{"hooks": []}]}),
]
VALUES = st.recursive(
    st.sampled_from([one for one in ODD if not isinstance(one, (list, dict))]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "command", "hooks", "url", "matcher", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize("dialect", all_dialects(), ids=lambda one: one.id)
def test_each_key_takes_what_the_validator_takes(dialect: Dialect) -> None:
    fitting = Fitting()
    for name, schema in dialect.schema.get("properties", {}).items():
        validator, test = draft()(schema), fitting.test(schema)
        known = [one.get("const") for one in schema.get("anyOf", ())] + list(schema.get("enum", ()))
        for value in [*ODD, *known, *map(list, zip(known))]:
            verdict = test(value)
            assert verdict is None or verdict == validator.is_valid(value), (name, value)


@settings(max_examples=60)
@given(st.data())
def test_whole_files_are_taken_as_the_validator_takes_them(data: st.DataObject) -> None:
    dialect = data.draw(st.sampled_from(all_dialects()))
    names = st.sampled_from([*dialect.properties, "other"])
    file = data.draw(st.dictionaries(names, VALUES, max_size=6))
    verdict = Fitting().test(dialect.schema)(file)
    assert verdict is None or verdict == draft()(dialect.schema).is_valid(file)


def test_what_is_not_understood_is_left_to_the_validator() -> None:
    for schema in ({"oneOf": [{"type": "string"}]}, {"items": {"multipleOf": 2}}, {"enum": [1]}, {"uniqueItems": True}):
        assert Fitting().test(schema)([1, True] if "uniqueItems" in schema else [4] if "items" in schema else 1) is None


def test_a_file_without_mistakes_needs_no_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    agent = next(one for one in all_dialects() if one.id == "claude-code/agent")
    monkeypatch.setattr(type(agent.checker), "_validator", property(lambda _: pytest.fail("it was asked")))
    right = {"name": "a", "description": "b", "tools": ["Read", "Grep"], "model": "opus", "maxTurns": 3}
    assert agent.checker.violations_of(right) == []


@settings(max_examples=60)
@given(st.data())
def test_a_value_is_taken_where_no_violation_lies_below_its_key(data: st.DataObject) -> None:
    dialect = data.draw(st.sampled_from([one for one in all_dialects() if one.properties]))
    name = data.draw(st.sampled_from(list(dialect.properties)))
    text = data.draw(st.sampled_from([one for one in ODD if isinstance(one, str)]))
    key, value = (Scalar(Span(0, 0), one, Style.DOUBLE, one) for one in (name, text))
    root = Mapping(Span(0, 0), (Entry(key, value, Span(0, 0)),), flow=False)
    errors = draft()(dialect.schema).iter_errors({name: text})
    assert dialect.checker.takes(root, name) == all(list(one.absolute_path)[:1] != [name] for one in errors)
