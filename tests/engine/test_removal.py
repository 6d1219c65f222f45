"""What is taken out of a file leaves no comma, no empty line and no broken comment behind."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.knowledge.dialect import dialect
from agentls.meaning.removal import remove_entry, remove_item
from agentls.project.document import Document
from agentls.syntax.json import read
from agentls.syntax.json_faults import Wrong
from agentls.syntax.name_lists import items
from agentls.syntax.nodes import Entry, Mapping, Node, Sequence, node_at, to_plain
from agentls.text.positions import Edit, apply


def _document(text: str, kind: str) -> Document:
    known = dialect(kind)
    assert known is not None
    return Document(".claude/settings.json" if kind.endswith("settings") else ".claude/agents/a.md", text, known)


def _without(document: Document, *path: str | int) -> str | None:
    """Return the text without the entry or the list item at `path`; of several of one name it is the first.

    `None` where nothing may be taken out.
    """
    *above, last = path
    parent: Node | None = node_at(document.root, tuple(above))
    if isinstance(parent, Mapping):
        entry = next(one for one in parent.entries if one.name == last)
        return _applied(document, remove_entry(document, entry))
    assert isinstance(parent, Sequence)
    assert isinstance(last, int)
    item = items(parent, document.text)[last]
    return _applied(document, remove_item(document, item, parent))


def _applied(document: Document, edit: Edit | None) -> str | None:
    return None if edit is None else apply(document.text, [edit])


JSON = [
    ('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n', ("a",), '{\n  "b": 2,\n  "c": 3\n}\n'),
    ('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n', ("b",), '{\n  "a": 1,\n  "c": 3\n}\n'),
    ('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n', ("c",), '{\n  "a": 1,\n  "b": 2\n}\n'),
    ('{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n', ("b",), '{\r\n  "a": 1\r\n}\r\n'),
    ('{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n', ("a",), '{\r\n  "b": 2\r\n}\r\n'),
    ('{\n  "a": 1\n}\n', ("a",), "{}\n"),
    ('{"a": 1}', ("a",), "{}"),
    ('{"a": 1, "b": 2}', ("a",), '{"b": 2}'),
    ('{"a": 1, "b": 2}', ("b",), '{"a": 1}'),
    ('{"a": 1, "b": 2, "c": 3}', ("b",), '{"a": 1, "c": 3}'),
    ('{ "a": 1, "b": 2 }', ("b",), '{ "a": 1 }'),
    ('{ "a": 1, "b": 2 }', ("a",), '{ "b": 2 }'),
    ('{"x": {\n  "a": {\n    "b": [1,\n 2]\n  },\n  "c": 1\n}}', ("x", "a"), '{"x": {\n  "c": 1\n}}'),
    ('{"x": {\n  "c": 1,\n  "a": {\n    "b": [1,\n 2]\n  }\n}}', ("x", "a"), '{"x": {\n  "c": 1\n}}'),
    ('{"x": [{"a": 1, "b": 2}]}', ("x", 0, "b"), '{"x": [{"a": 1}]}'),
    # A comma at the beginning of a line.
    ('{ "a": 1\n, "b": 2\n, "c": 3\n}', ("b",), '{ "a": 1\n, "c": 3\n}'),
    ('{ "a": 1\n, "b": 2\n, "c": 3\n}', ("c",), '{ "a": 1\n, "b": 2\n}'),
    # Comments are no JSON, but nobody's comment goes with another key.
    ('{\n  "a": 1, // one\n  // two\n  "b": 2\n}', ("a",), '{\n  // two\n  "b": 2\n}'),
    ('{\n  "a": 1, // one\n  // two\n  "b": 2 // end\n}', ("b",), '{\n  "a": 1 // one\n  // two\n}'),
    ('{\n  // only, really\n  "a": 1\n}', ("a",), "{\n  // only, really\n}"),
    ('{\n  "a": 1, /* , */ "b": 2\n}', ("b",), '{\n  "a": 1 /* , */\n}'),
    # What is broken already does not become worse.
    ('{\n  "a": 1,\n  "b": 2,\n}', ("b",), '{\n  "a": 1,\n}'),
    ('{\n  "a": 1\n  "b": 2\n}', ("b",), '{\n  "a": 1\n}'),
    ('{\n  "a": 1\n  "b": 2\n}', ("a",), '{\n  "b": 2\n}'),
    ('{\n  "a": nope,\n  "b": 2,\n  "c": 3\n}', ("c",), '{\n  "a": nope,\n  "b": 2\n}'),
    ('{\n  "a": "x,\n  "b": 2,\n  "c": 3\n}', ("c",), '{\n  "a": "x,\n  "b": 2\n}'),
    # Of lists.
    ('{"x": ["A", "B", "C"]}', ("x", 0), '{"x": ["B", "C"]}'),
    ('{"x": ["A", "B", "C"]}', ("x", 1), '{"x": ["A", "C"]}'),
    ('{"x": ["A", "B", "C"]}', ("x", 2), '{"x": ["A", "B"]}'),
    ('{"x": ["A"]}', ("x", 0), '{"x": []}'),
    ('{"x": [\n  "A",\n  "B"\n]}', ("x", 0), '{"x": [\n  "B"\n]}'),
    ('{"x": [\n  "A",\n  "B"\n]}', ("x", 1), '{"x": [\n  "A"\n]}'),
    ('{"x": [\n  "A"\n]}', ("x", 0), '{"x": []}'),
    ('{"x": ["A, B"]}', ("x", 0), '{"x": ["B"]}'),
    ('{"x": ["A, B"]}', ("x", 1), '{"x": ["A"]}'),
    # Only on a line of its own has a part its own comment.
    ('{"x": ["A", "B" /* why */]}', ("x", 1), '{"x": ["A" /* why */]}'),
    ('{"x": [\n  "A",\n  "B" /* why */\n]}', ("x", 1), '{"x": [\n  "A"\n]}'),
    ('{"x": [\n  "A", "B"\n]}', ("x", 0), '{"x": [\n  "B"\n]}'),
    ('{"x": [\n  "A"/* why */, "B"\n]}', ("x", 0), '{"x": [\n  "B"\n]}'),
    ('{"x": [\r  "A",\r  "B" /* why */\r]}', ("x", 1), '{"x": [\r  "A"\r]}'),
]
# Here nobody knows what belongs to the part, so that nothing is taken out.
BROKEN_JSON = [
    ('{\n  "a": 1,\n  "b": 2', ("b",)),
    ('{"a": {"x": 1, "b": 2}', ("a",)),
    ('{"a": {"x": 1, "b": 2}', ("a", "b")),
    ('{"a": 1}}', ("a",)),
    ('{"a": 1, "b": "x}', ("a",)),
    ('{"a": 1, "b": nope}', ("b",)),
    ('{"a": nope, "b": 1}', ("b",)),
    ('{"a "b": "c", "d": 1}', ("d",)),
    ('{"a" "b": 1, "c": 2}', ("b",)),
    ('{"a": \n"b": 1, "c": 2}', ("a",)),
    ('{"x": ["A, "B"]}', ("x", 0)),
    ('{"x": ["A", "B"}', ("x", 0)),
]
YAML = [
    # The sign of a key that may be anything goes with it.
    ("? model\n: opus\ncolor: red\n", ("model",), "color: red\n"),
    ("? [a, b]: x\ncolor: red\n", ("[a, b]: x",), "color: red\n"),
    ("a: 1\nb: 2\n", ("a",), "b: 2\n"),
    ("a: 1  # one\nb: 2\n", ("a",), "b: 2\n"),
    ("a: {x: 1, y: 2}\n", ("a", "y"), "a: {x: 1}\n"),
    ("a: {x: 1, y: 2}\n", ("a", "x"), "a: {y: 2}\n"),
    ("a: {x: 1}\n", ("a", "x"), "a: {}\n"),
    ("a:\n  x: 1\n  y: 2\n", ("a", "y"), "a:\n  x: 1\n"),
    ("a:\n  x: 1\nb: 2\n", ("a", "x"), "a: {}\nb: 2\n"),
    ("a:\n  - x: 1\n    y: 2\n", ("a", 0, "x"), "a:\n  - y: 2\n"),
    ("a:\n  - x: 1\n    y: 2\n", ("a", 0, "y"), "a:\n  - x: 1\n"),
    ("a:\n  - x: 1\n  - z\n", ("a", 0, "x"), "a:\n  - {}\n  - z\n"),
    ("a:\n  - x: 1\n    # why\n    y: 2\n", ("a", 0, "x"), "a:\n  - \n    # why\n    y: 2\n"),
    ("a: [A, B]\n", ("a", 0), "a: [B]\n"),
    ("a: [A, B]\n", ("a", 1), "a: [A]\n"),
    ("a: [A]\n", ("a", 0), "a: []\n"),
    ("a: [\n  A,  # one\n  B,\n]\n", ("a", 0), "a: [\n  B,\n]\n"),
    ("a:\n  - A\n  - B\n", ("a", 1), "a:\n  - A\n"),
    ("a:\n  - A\n", ("a", 0), "a: []\n"),
]


@pytest.mark.parametrize(("text", "path", "expected"), JSON)
def test_removal_from_json(text: str, path: tuple[str | int, ...], expected: str) -> None:
    assert _without(_document(text, "claude-code/settings"), *path) == expected


@pytest.mark.parametrize(("text", "path"), BROKEN_JSON)
def test_nothing_is_taken_out_of_json_that_may_mean_anything(text: str, path: tuple[str | int, ...]) -> None:
    assert _without(_document(text, "claude-code/settings"), *path) is None


def test_nothing_is_taken_out_of_a_text_whose_quote_is_open() -> None:
    document = _document('{"x": "A, B}', "claude-code/settings")
    value = document.value("x")
    assert value is not None
    names = document.items(value)
    assert [one.text for one in names] == ["A", "B}"]
    assert [remove_item(document, one, value) for one in names] == [None, None]


@pytest.mark.parametrize(("text", "path", "expected"), YAML)
def test_removal_from_yaml(text: str, path: tuple[str | int, ...], expected: str) -> None:
    top, end = "---\nname: a\n", "---\nBody\n"
    assert _without(_document(f"{top}{text}{end}", "claude-code/agent"), *path) == f"{top}{expected}{end}"


_LAYOUTS: list[dict[str, Any]] = [{}, {"indent": 2}, {"indent": "\t"}, {"separators": (",", ":")}, {"indent": 0}]
_NAMES = st.text("ab,:{}[]\"' /\\#", max_size=3)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 20) | _NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(_NAMES, _VALUES, min_size=1, max_size=4), st.sampled_from(_LAYOUTS), st.booleans())
def test_json_without_any_one_entry_is_the_same_json_without_it(
    data: dict[str, Any], layout: dict[str, Any], crlf: bool
) -> None:
    text = json.dumps(data, **layout)
    document = _document(text.replace("\n", "\r\n") if crlf else text, "claude-code/settings")
    for mapping in _mappings(document.root):
        for entry in mapping.entries:
            changed = _applied(document, remove_entry(document, entry))
            assert changed is not None
            kept = [one for one in mapping.entries if one is not entry]
            span = mapping.span
            end = span.end + len(changed) - len(document.text)
            assert json.loads(changed[span.start : end]) == {one.name: to_plain(one.value) for one in kept}
            json.loads(changed)


@given(
    st.dictionaries(_NAMES, _VALUES, min_size=1, max_size=4),
    st.sampled_from(_LAYOUTS),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3), st.text("\"'{}[],:/*#\\ \n1a", max_size=2)), max_size=3),
)
def test_broken_json_loses_one_entry_alone_and_becomes_no_worse(
    data: dict[str, Any], layout: dict[str, Any], changes: list[tuple[int, int, str]]
) -> None:
    text = json.dumps(data, **layout)
    for start, length, new in changes:
        text = text[:start] + new + text[start + length :]
    document = _document(text, "claude-code/settings")
    for mapping in _mappings(document.root):
        for entry in mapping.entries:
            changed = _applied(document, remove_entry(document, entry))
            if changed is not None:
                assert _faults(changed) <= _faults(text)
                after = _document(changed, "claude-code/settings").root
                assert _pairs(after, None) == _pairs(document.root, entry)


def _faults(text: str) -> Counter[Wrong]:
    return Counter(one.wrong for one in read(text).faults)


def _pairs(node: Node, gone: Entry | None) -> object:
    """Return the tree as nested lists, in which a name may stand twice, but for one entry."""
    if isinstance(node, Mapping):
        return [(one.name, _pairs(one.value, gone)) for one in node.entries if one is not gone]
    return [_pairs(one, gone) for one in node.items] if isinstance(node, Sequence) else to_plain(node)


def _mappings(node: Node) -> list[Mapping]:
    found = [node] if isinstance(node, Mapping) else []
    parts = [one.value for one in node.entries] if isinstance(node, Mapping) else []
    parts += node.items if isinstance(node, Sequence) else ()
    return found + [one for part in parts for one in _mappings(part)]
