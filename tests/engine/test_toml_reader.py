"""TOML is read as the standard library reads it, with a place for each key and value, and around mistakes."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.syntax.nodes import Mapping, Node, Sequence, node_at, to_plain
from agentls.syntax.toml import read

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE = """\
# comment
title = "A \\"b\\" c" # more
'quoted key' = '''
two
lines'''
a.b.c = 1
a.b."d.e" = [1, 2.5, true, "x", [],
  # inside
  {y = 1, z.w = "v"},
]

[rules]
unknown-tool = "off"

[[overrides]]
files = ["a/**"]
rules = { x = "hint" }

[[overrides]]
files = []

[overrides.rules]
y = "off"
[tool.agentls]
n = 0x1F
f = 1e3
"""


def test_means_what_the_standard_library_says() -> None:
    found = read(FILE)
    assert to_plain(found.node) == tomllib.loads(FILE)
    assert found.fault is None
    assert [one.of(FILE) for one in found.comments] == ["# comment", "# more", "# inside"]
    windows = FILE.replace("\n", "\r\n")
    assert to_plain(read(windows).node) == tomllib.loads(windows)


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (("title",), "title", '"A \\"b\\" c"'),
        (("a", "b", "c"), "c", "1"),
        (("a", "b", "d.e"), '"d.e"', None),
        (("a", "b", "d.e", 5, "z", "w"), "w", '"v"'),
        (("rules", "unknown-tool"), "unknown-tool", '"off"'),
        (("overrides", 0, "rules", "x"), "x", '"hint"'),
        (("overrides", 1, "rules", "y"), "y", '"off"'),
        (("tool", "agentls", "n"), "n", "0x1F"),
    ],
)
def test_places(path: tuple[str | int, ...], key: str, value: str | None) -> None:
    root = read(FILE).node
    parent = node_at(root, path[:-1])
    assert isinstance(parent, Mapping)
    entry = parent.get(str(path[-1]))
    assert entry is not None
    assert entry.key.span.of(FILE) == key
    assert value is None or entry.value.span.of(FILE) == value


@pytest.mark.parametrize(
    ("text", "plain", "at"),
    [
        ('a = "x\nb = 1\n', {"a": "x", "b": 1}, '"x'),
        ("a = \nb = 1\n", {"a": None, "b": 1}, None),
        ("a\nb = 1\n", {"a": None, "b": 1}, None),
        ("= 1\nb = 1\n", {"b": 1}, "="),
        ("[rules\na = 1\n", {"rules": {"a": 1}}, None),
        ("[]\nb = 1\n", {"b": 1}, "]"),
        ("a = yes\nb = 1\n", {"a": None, "b": 1}, "yes"),
        ("a = [1, 2\n", {"a": [1, 2]}, None),
        ("a = {b = 1\n", {"a": {"b": 1}}, None),
        ("a = 1\na = 2\n", {"a": 2}, None),
        ("a = 1 2\nb = 1\n", {"a": None, "b": 1}, None),
        ("a = 99999999999999999999999999\n", {"a": 99999999999999999999999999}, ""),
        ("a = " + "9" * 5000 + "\n", {"a": None}, None),
        ("a = " + "[" * 300 + "\n", None, None),
    ],
)
def test_mistakes_cost_nothing_else(text: str, plain: object, at: str | None) -> None:
    found = read(text)
    if plain is not None:
        assert to_plain(found.node) == plain
    assert (found.fault is None) == (at == "")
    if at:
        assert found.fault is not None
        assert found.fault.span.of(text) == at


@given(st.text("ab.\"'=[]{},#\n\r\t \\1-:ü\ufeff", max_size=40))
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    for span in _spans(found.node):
        assert 0 <= span[0] <= span[1] <= len(text)
    if found.fault is not None:
        assert 0 <= found.fault.span.start <= found.fault.span.end <= len(text)
    elif "\r" not in text.replace("\r\n", ""):
        assert to_plain(found.node) == tomllib.loads(text.removeprefix("\ufeff"))


def _spans(node: Node) -> list[tuple[int, int]]:
    found = [tuple(node.span)]
    if isinstance(node, Mapping):
        for entry in node.entries:
            found += [tuple(entry.span), tuple(entry.key.span), *_spans(entry.value)]
    elif isinstance(node, Sequence):
        for item in node.items:
            found += _spans(item)
    return found


@pytest.mark.parametrize(
    "text",
    [
        ".".join(["a"] * 20_000) + " = 1",
        "[" + ".".join(["a"] * 20_000) + "]",
        "a = " + "[" * 5_000 + "]" * 5_000,
        "a = " + "{a.a.a = " * 3_000 + "1" + "}" * 3_000,
    ],
    ids=["key", "header", "lists", "tables"],
)
def test_what_is_nested_too_deeply_is_a_mistake(text: str) -> None:
    found = read(f"name = 'x'\n{text}\n")
    assert found.fault is not None
    assert found.fault.message == "nested too deeply"
    assert node_at(found.node, ("name",)) is not None
    # Whoever goes through the tree calls itself at each step down.
    to_plain(found.node)
