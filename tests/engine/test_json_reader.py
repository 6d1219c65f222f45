"""Reading JSON: exact for JSON, alive for everything else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.syntax.json import read
from agentls.syntax.nodes import Node, Scalar, to_plain


def plain(text: str) -> object:
    node = read(text).node
    return None if node is None else to_plain(node)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(VALUES, st.sampled_from([None, 2, "\t"]), st.booleans())
def test_json_is_read_exactly(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    reading = read(text)
    assert not reading.faults
    assert plain(text) == value


@given(st.text(alphabet="{}[]\",:' \n\\/#ab1-.", max_size=40))
def test_anything_is_read_and_strict_json_alone_has_no_faults(text: str) -> None:
    reading = read(text)
    try:
        json.loads(text)
        valid = True
    except ValueError:
        valid = False
    assert valid == (not reading.faults)
    for fault in reading.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [
        ('{"a": 1«,»}', "comma too many"),
        ('{"a": «1» "b": 2}', "comma missing"),
        ('{"a": "x«"»\n "b": 2}', "comma missing"),
        ('{«"a"»}', "colon missing"),
        ('{«"a"»: }', "value missing"),
        ("{«a»: 1}", "no quotes"),
        ("{«'a'»: 1}", "single quotes"),
        ('{"a": «True»}', "no quotes"),
        ('{"a": «"x»\n}', "open string"),
        ('«{»"a": 1', "open bracket"),
        ('{"a": «[»1, 2}', "open bracket"),
        ('{"a": 1} «}»', "after the end"),
        ('{«// why»\n"a": 1}', "comment"),
        ('{"a": «"\\q"»}', "odd character"),
        ("«»", "empty"),
    ],
)
def test_faults_stand_at_the_culprit(marked: str, wrong: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    found = [(fault.wrong.value, fault.span.start, fault.span.end) for fault in read(text).faults]
    assert found == [(wrong, marked.index("«"), marked.index("»") - 1)]


def test_what_is_healthy_survives() -> None:
    assert plain('{"a": {"b": 1, "c": , "d": "x"}, "e": [1, 2') == {"a": {"b": 1, "c": None, "d": "x"}, "e": [1, 2]}
    assert plain('{"mcpServers": {"gh": ') == {"mcpServers": {"gh": None}}
    assert plain('{"a": 1 "b": 2}') == {"a": 1, "b": 2}
    assert plain("[" * 100_000) is not None


def test_spans_are_those_of_the_text() -> None:
    text = ' {"key": ["value", 12, null]}'

    def check(node: Node) -> None:
        if isinstance(node, Scalar):
            assert json.loads(node.span.of(text)) == node.value

    root = read(text).node
    assert root is not None
    assert root.span.of(text) == text.strip()
    for entry in root.entries:  # type: ignore[union-attr]
        check(entry.key)
        for item in entry.value.items:  # type: ignore[union-attr]
            check(item)
