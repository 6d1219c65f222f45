"""What each host was seen to read: a text, and whether its frontmatter is found, read, mended or lost, with its values."""

from __future__ import annotations

from typing import Any

import pytest

from agentls.syntax import fences
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Moment, to_plain
from agentls.syntax.policies import READERS
from agentls.syntax.yaml.read import Outcome, read

UNSEEN, UNCLOSED, LOST, READ, MENDED = "unseen", "unclosed", "lost", "read", "mended"


def verdict(reader: str, text: str) -> tuple[str, Any]:
    record = READERS[reader]
    assert record.fences is not None
    parts = fences.split(text, record.fences)
    if parts.refused is not None or parts.fencing is Fencing.NONE:
        return UNSEEN, None
    if parts.fencing is Fencing.UNCLOSED:
        return UNCLOSED, None
    reading = read(text, parts.block, record)
    if reading.outcome is Outcome.LOST or not reading.is_map:
        return LOST, None
    return READ if reading.outcome is Outcome.READ else MENDED, to_plain(reading.root)


def value_of(reader: str, written: str) -> tuple[str, Any]:
    found, root = verdict(reader, f"---\nk: {written}\n---\nText.\n")
    return found, None if root is None else root.get("k")


@pytest.mark.parametrize(
    ("reader", "written", "found", "value"),
    [
        ("libyaml-strict", "yes", READ, "yes"),
        ("libyaml-strict", "True", READ, True),
        ("libyaml-strict", "010", READ, "010"),
        ("libyaml-strict", "0x1F", READ, 31),
        ("libyaml-strict", "0o10", READ, 8),
        ("libyaml-strict", "12:30", READ, "12:30"),
        ("libyaml-strict", "1_000", READ, "1_000"),
        ("libyaml-strict", "2024-01-01", READ, "2024-01-01"),
        ("libyaml-strict", "!tag text", READ, "text"),
        ("libyaml-strict", "Use when: x", LOST, None),
        ("libyaml-strict", "@x", LOST, None),
        ("libyaml-strict", ", x", LOST, None),
        ("libyaml-strict", '"a"# b', READ, "a"),
        ("libyaml-strict", "\tx", READ, "x"),
        ("libyaml-quoting", "Use when: x", MENDED, "Use when: x"),
        ("libyaml-quoting", "it's: x", MENDED, "it's: x"),
        ("libyaml-quoting", "@x", MENDED, "@x"),
        ("libyaml-quoting", "`x", MENDED, "`x"),
        ("libyaml-quoting", "[a: b", MENDED, "[a: b"),
        ("libyaml-quoting", "[a]", READ, ["a"]),
        ("libyaml-quoting", "%x", LOST, None),
        ("libyaml-quoting", "*x", LOST, None),
        ("libyaml-quoting", "- x", LOST, None),
        ("libyaml-quoting", "> x", LOST, None),
        ("libyaml-quoting", "a b:", LOST, None),
        ("libyaml-quoting", '"x', LOST, None),
        ("js-yaml-3", "yes", READ, "yes"),
        ("js-yaml-3", "TRUE", READ, True),
        ("js-yaml-3", "1:30", READ, 90),
        ("js-yaml-3", "010", READ, 8),
        ("js-yaml-3", "1e3", READ, 1000.0),
        ("js-yaml-3", "0x1F", READ, 31),
        ("js-yaml-3", "0b11", READ, 3),
        ("js-yaml-3", "0o10", READ, "0o10"),
        ("js-yaml-3", "2024-01-01", READ, Moment("2024-01-01")),
        ("js-yaml-3", "2024-01-01T10:00:00Z", READ, Moment("2024-01-01T10:00:00Z")),
        ("js-yaml-3", "#ff0000", READ, None),
        ("js-yaml-3", "Use when: x", MENDED, "Use when: x"),
        ("js-yaml-3", "@x", LOST, None),
        ("js-yaml-3", "`x", LOST, None),
        ("js-yaml-3", "%x", LOST, None),
        ("js-yaml-3", "*x", LOST, None),
        ("js-yaml-3", "!", READ, None),
        ("js-yaml-3", "! x", READ, "x"),
        ("js-yaml-3", "? x y", READ, None),
        ("libyaml-strict", "!", READ, None),
        ("libyaml-strict", "a\u2028b", LOST, None),
        ("libyaml-strict", "a\u0085b", LOST, None),
        ("libyaml-strict", '"a\u2028b"', READ, "a\u2028b"),
        ("libyaml-quoting", "a\u2029b", LOST, None),
        ("libyaml-quoting", "!", READ, None),
        ("js-yaml-4", "a\u2028b", READ, "a\u2028b"),
        ("js-yaml-3", "!mine x", LOST, None),
        ("js-yaml-3", "- x", LOST, None),
        ("js-yaml-3", '"C:\\dir"', LOST, None),
        ("js-yaml-3", '"a" b', LOST, None),
        ("js-yaml-3", "a\x07b", LOST, None),
        ("js-yaml-3", "\tx", READ, "x"),
        ("js-yaml-4", "yes", READ, "yes"),
        ("js-yaml-4", "1:30", READ, "1:30"),
        ("js-yaml-4", "010", READ, 10),
        ("js-yaml-4", "1e-1", READ, 0.1),
        ("js-yaml-4", "0o10", READ, 8),
        ("js-yaml-4", "2024-01-01", READ, Moment("2024-01-01")),
        ("js-yaml-4", "Use when: x", LOST, None),
        ("js-yaml-4", "@x", LOST, None),
        ("js-yaml-4", "!mine x", LOST, None),
        ("gemini-skill", "Use when: x", MENDED, None),
        ("yaml-core-lenient", "Use when: x", MENDED, "Use when: x"),
        ("yaml-core-lenient", "@x", MENDED, "@x"),
        ("yaml-core-lenient", "2024-01-01", READ, "2024-01-01"),
        ("yaml-core-lenient", '"x: y', MENDED, '"x: y'),
        ("cursor-rule", '["a", "b"]', READ, '["a", "b"]'),
        ("cursor-rule", "*.ts", READ, "*.ts"),
        ("cursor-rule", "Use when: x", READ, "Use when: x"),
        ("cursor-agent", "[a, b]", READ, "[a, b]"),
        ("cursor-agent", "x # y", READ, "x # y"),
        ("strictyaml", "[a]", LOST, None),
        ("strictyaml", "{a: b}", LOST, None),
        ("strictyaml", "&x y", LOST, None),
        ("strictyaml", "a: b: c", LOST, None),
        ("strictyaml", "yes", READ, "yes"),
    ],
)
def test_value(reader: str, written: str, found: str, value: Any) -> None:
    assert value_of(reader, written) == (found, value)


@pytest.mark.parametrize(
    ("reader", "text", "found"),
    [
        ("libyaml-strict", "---\na: 1\na: 2\n---\n", LOST),
        ("libyaml-strict", "--- \na: 1\n--- \nx", READ),
        ("libyaml-strict", "---\na: 1\n----\nx", UNCLOSED),
        ("libyaml-strict", "\n---\na: 1\n---\nx", UNSEEN),
        ("libyaml-strict", "---\n- a\n---\nx", LOST),
        ("libyaml-strict-skill", "---\n- a\n---\nx", READ),
        ("libyaml-strict-skill", "---\nword\n---\nx", READ),
        ("libyaml-strict-skill", "\ufeff---\na: 1\n---\nx", READ),
        ("libyaml-quoting", "\ufeff---\na: 1\n---\nx", UNSEEN),
        ("libyaml-quoting", "--- \na: 1\n--- \nx", READ),
        ("libyaml-quoting", "---\na: 1\n...\nx", UNCLOSED),
        ("libyaml-quoting", "---\nu: 1\nu: 2\n---\nx", READ),
        ("libyaml-quoting", "---\na: x\n\tb: 1\n---\nx", LOST),
        ("js-yaml-3", "---\na: 1\na: 2\n---\nx", LOST),
        ("js-yaml-3", "\ufeff---\na: 1\n---\nx", READ),
        ("js-yaml-3", "\ufeff---\na: b: c\n---\nx", LOST),
        ("js-yaml-3", "---\r\na: 1\r\n---\r\nx", READ),
        ("js-yaml-3", "---\ra: 1\r---\rx", UNSEEN),
        ("js-yaml-3", "---  \na: 1\n--- end\nx", READ),
        ("js-yaml-3", "----\na: 1\n---\nx", UNSEEN),
        ("js-yaml-3", "\n---\na: 1\n---\nx", UNSEEN),
        ("js-yaml-3", "# Title\n---\na: 1\n---\nx", UNSEEN),
        ("js-yaml-3", "a: 1\nb: 2\n---\nx", UNSEEN),
        ("js-yaml-3", "---\na: 1\n...\nx", UNCLOSED),
        ("js-yaml-3", '---\na: "x\nb: c: d\n---\nx', LOST),
        ("js-yaml-3", "---\nword\n---\nx", READ),
        ("js-yaml-3", "---json\n{\"a\": 1}\n---\nx", READ),
        ("js-yaml-4", "\ufeff---\na: 1\n---\nx", UNSEEN),
        ("js-yaml-4", "--- \na: 1\n---\nx", UNSEEN),
        ("js-yaml-4", "---\r\na: 1\r\n---\r\nx", READ),
        ("js-yaml-4", "---\na: 1\na: 2\n---\nx", LOST),
        ("js-yaml-4", "---\na: 1\n\tb: 2\n---\nx", LOST),
        ("js-yaml-4", "---\nb: &x {a: 1}\nc:\n  <<: *x\n---\nx", READ),
        ("js-yaml-4", "---\n---\nx", UNCLOSED),
        ("yaml-core-lenient", "---\na: b: c\nexecutor: x\n---\nlong enough", LOST),
        ("yaml-core-lenient", "---\na: 1\n---", UNCLOSED),
        ("yaml-core-lenient", "--- \na: 1\n---\nx", UNSEEN),
        ("yaml-core-lenient", "\ufeff---\r\na: 1\r\n---\r\nx", READ),
        ("yaml-core-lenient", "---\ra: 1\r---\rx", READ),
        ("yaml-core-lenient-skill", "---\na: 1\n---", READ),
        ("cursor-rule", "\ufeff\n\n---\na: 1\n---\nx", READ),
        ("js-yaml-3", "---coffee\na: 1\n---\nx", UNSEEN),
        ("cursor-rule", "text\n---\na: 1\n---\nx", UNSEEN),
        ("cursor-agent", "\ufeff---\na: 1\n---\nx", UNSEEN),
        ("cursor-agent", "text\n---\na: 1\n----\nx", READ),
    ],
)  # fmt: skip
def test_block(reader: str, text: str, found: str) -> None:
    assert verdict(reader, text)[0] == found


def test_lines_of_qwen() -> None:
    text = "---\nd: Use when: x\nn: 5\nt: true\nl:\n  - a\n  - b: c\nm:\n  k: v\nq: 'x'\n---\nThe prompt.\n"
    assert verdict("yaml-core-lenient", text) == (
        MENDED,
        {"d": "Use when: x", "n": 5, "t": True, "l": ["a", "b: c"], "m": {"k": "v"}, "q": "x"},
    )


def test_lines_of_gemini() -> None:
    text = "---\nname: x\ndescription: Use when: a\n  and b\nother: c: d\n---\n"
    assert verdict("gemini-skill", text) == (MENDED, {"name": "x", "description": "Use when: a and b"})


def test_lines_of_cursor() -> None:
    assert verdict("cursor-agent", "---\nName: a\nREADONLY: true\n---\nx")[1] == {"name": "a", "readonly": "true"}
    assert verdict("cursor-rule", "---\nglobs:\n  - a\n  - b\n---\nx")[1] == {"globs": ["a", "b"]}
    assert verdict("cursor-rule", "---\nglobs:\n- a\n---\nx")[1] == {"globs": ""}
    assert verdict("cursor-rule", "---\ndescription: >\n  a\n---\nx")[1] == {"description": ">"}


def test_what_costs_gemini_the_text() -> None:
    record = READERS["js-yaml-4"]
    assert record.fences is not None
    for tail, lost in (("", False), (" ", True), ("-", True), (" # end", True), ("text", True)):
        parts = fences.split(f"---\na: 1\n---{tail}\nText.\n", record.fences)
        assert parts.fencing is Fencing.CLOSED
        assert (parts.lost is not None) == lost


@pytest.mark.parametrize(("word", "runs"), [("js", True), ("javascript", True), ("coffee", False), ("json", False)])
def test_what_opencode_runs(word: str, runs: bool) -> None:
    record = READERS["js-yaml-3"]
    assert record.fences is not None
    assert (fences.split(f"---{word}\n{{}}\n---\n", record.fences).language in record.executes) == runs


@pytest.mark.parametrize("reader", ["js-yaml-3", "libyaml-quoting"])
def test_mended_values_keep_their_places(reader: str) -> None:
    text = "---\na: x\nk: Use when: it's so\nb: y\n---\n"
    record = READERS[reader]
    assert record.fences is not None
    reading = read(text, fences.split(text, record.fences).block, record)
    assert [entry.value.span.of(text) for entry in reading.root.entries] == ["x", "Use when: it's so", "y"]
    assert [entry.key.span.of(text) for entry in reading.root.entries] == ["a", "k", "b"]
