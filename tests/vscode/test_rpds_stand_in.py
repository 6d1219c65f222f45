"""The pure stand-in for rpds behaves like the real package, as far as its users can tell."""

from __future__ import annotations

import copy
import importlib.util
import os
import pickle
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import rpds as real
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "vscode-extension" / "scripts" / "stand_in"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rpds_stand_in", FOLDER / "rpds.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


pure = load()
keys = st.integers(0, 6) | st.sampled_from("abc")
maps = st.dictionaries(keys, st.integers())
map_steps = st.one_of(
    st.tuples(st.just("insert"), keys, st.integers()),
    st.tuples(st.sampled_from(["remove", "discard"]), keys),
    st.tuples(st.just("update"), maps),
    st.tuples(st.just("update"), maps.map(lambda each: list(each.items()))),
)
set_steps = st.one_of(
    st.tuples(st.sampled_from(["insert", "remove", "discard"]), keys),
    st.tuples(st.just("update"), st.lists(keys), st.lists(keys)),
)
list_steps = st.one_of(st.tuples(st.just("push_front"), keys), st.tuples(st.just("drop_first")))


def apply(value: Any, step: tuple[Any, ...]) -> tuple[Any, Any]:
    """Return what the step leads to, and the error it raises instead."""
    name, *arguments = step
    try:
        return getattr(value, name)(*arguments), None
    except (KeyError, IndexError) as error:
        return value, (type(error), error.args)


def as_plain(value: Any) -> Any:
    if hasattr(value, "items"):
        return dict(value.items())
    return list(value) if hasattr(value, "push_front") else set(value)


@pytest.mark.parametrize(
    ("name", "start", "steps"),
    [
        ("HashTrieMap", maps, map_steps),
        ("HashTrieSet", st.sets(keys), set_steps),
        ("List", st.lists(keys), list_steps),
    ],
)
def test_every_history_of_changes_ends_alike(name: str, start: Any, steps: Any) -> None:
    @given(start, st.lists(steps, max_size=8))
    def check(first: Any, history: list[tuple[Any, ...]]) -> None:
        ours, theirs = getattr(pure, name)(first), getattr(real, name)(first)
        for step in history:
            before, plain = ours, as_plain(ours)
            (ours, our_error), (theirs, their_error) = apply(ours, step), apply(theirs, step)
            assert our_error == their_error
            assert as_plain(before) == plain, "a change must leave the value it started from alone"
            assert as_plain(ours) == as_plain(theirs)
            assert len(ours) == len(theirs)
            assert bool(ours) == bool(theirs)

    check()


@given(maps, maps)
def test_maps_answer_alike(first: dict[Any, int], second: dict[Any, int]) -> None:
    a, b = pure.HashTrieMap(first), pure.HashTrieMap(second)
    x, y = real.HashTrieMap(first), real.HashTrieMap(second)
    assert (a == b) == (x == y)
    assert (a == first) == (x == first)
    assert (hash(a) == hash(pure.HashTrieMap(first))) is True
    assert sorted(map(str, a.keys())) == sorted(map(str, x.keys()))
    assert sorted(a.values()) == sorted(x.values())
    for key in [*second, "absent"]:
        assert (key in a) == (key in x)
        assert a.get(key) == x.get(key)
        assert a.get(key, 1) == x.get(key, 1)
    assert pure.HashTrieMap.convert(a) is a
    assert as_plain(pure.HashTrieMap.convert(second)) == second
    assert as_plain(pure.HashTrieMap.fromkeys(first, 3)) == as_plain(real.HashTrieMap.fromkeys(first, 3))


@given(st.lists(keys), st.lists(keys))
def test_sets_and_lists_answer_alike(first: list[Any], second: list[Any]) -> None:
    for ours, theirs in [(pure.List, real.List), (pure.HashTrieSet, real.HashTrieSet)]:
        assert (ours(first) == ours(second)) == (theirs(first) == theirs(second))
        assert hash(ours(first)) == hash(ours(first))
        assert all(key in ours(first) for key in first)
    assert list(reversed(pure.List(first))) == list(reversed(real.List(first)))
    assert repr(pure.List(first)) == repr(real.List(first))
    if len(first) > 1:
        assert list(pure.List(*first)) == list(real.List(*first))
    if first:
        assert pure.List(first).first == real.List(first).first
        assert list(pure.List(first).rest) == list(real.List(first).rest)


def test_values_are_shown_pickled_and_copied_alike() -> None:
    for name, value in [("HashTrieMap", {"a": 1}), ("HashTrieSet", {1}), ("List", [1, 2])]:
        ours = getattr(pure, name)(value)
        assert repr(ours) == repr(getattr(real, name)(value))
        assert pickle.loads(pickle.dumps(ours)) == ours
        assert copy.copy(ours) == ours
        assert copy.deepcopy(ours) == ours


@pytest.mark.parametrize("name", ["HashTrieMap", "HashTrieSet"])
def test_unhashable_keys_are_refused_alike(name: str) -> None:
    for module in (pure, real):
        with pytest.raises(TypeError):
            [] in getattr(module, name)()  # noqa: B015  the look-up itself has to raise


def with_stand_in(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(FOLDER)}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_jsonschema_validates_with_the_stand_in() -> None:
    code = (
        "import rpds, jsonschema\n"
        f"assert rpds.__file__.startswith({str(FOLDER)!r}), rpds.__file__\n"
        "schema = {'$defs': {'a': {'$anchor': 'a', 'properties': {'b': {'type': 'string'}}}}, '$ref': '#a',\n"
        "          'unevaluatedProperties': False, '$schema': 'https://json-schema.org/draft/2020-12/schema'}\n"
        "jsonschema.Draft202012Validator.check_schema(schema)\n"
        "validator = jsonschema.Draft202012Validator(schema)\n"
        "assert [validator.is_valid(each) for each in ({'b': 'x'}, {'b': 1}, {'c': 'x'})] == [True, False, False]\n"
    )
    run = with_stand_in("-c", code)
    assert run.returncode == 0, run.stderr


def test_the_schema_tests_of_the_project_pass_with_the_stand_in() -> None:
    files = sorted(str(path) for path in (ROOT / "tests").rglob("test_*schema*.py"))
    if not files:
        pytest.skip("the project has no schema tests yet")
    run = with_stand_in("-m", "pytest", "-q", "-p", "no:cacheprovider", *files)
    assert run.returncode == 0, run.stdout[-3000:]
