"""The reader agrees with what the real program did, keeps exact places, and never gives up on healthy entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agentls.syntax import frontmatter
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import (
    Mapping,
    Node,
    Opaque,
    Scalar,
    Sequence,
)
from agentls.syntax.policies import READERS
from agentls.syntax.yaml import parsed as yaml_parsed
from agentls.syntax.yaml import read as yaml_reader
from agentls.syntax.yaml.read import Outcome, Reading
from agentls.text.positions import Span


def read(block: str) -> Reading:
    return yaml_reader.read(block, Span(0, len(block)), READERS["claude-code"])


def value(reading: Reading, key: str) -> object:
    found = reading.root.value(key)
    return found.value if isinstance(found, Scalar) else found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("On", "On"),
        ("True", True),
        ("~", None),
        ("", None),
        ("12", 12),
        ("+5", 5),
        ("012", 12),
        ("0x1F", 31),
        ("0o14", 12),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        ("2024-01-01", "2024-01-01"),
        ("12:30:45", "12:30:45"),
        ("=", "="),
        ("<<", "<<"),
        ("!foo bar", "bar"),
        ("a #b", "a"),
        ("\tx", "x"),
        ("one\ttwo", "one\ttwo"),
        (", and more", ", and more"),
        ("one\u2028two", "one\u2028two"),
        ("'012'", "012"),
        ("!!str 12", "12"),
    ],
)
def test_scalars_mean_what_the_host_reads(written: str, meant: object) -> None:
    reading = read(f"description: {written}\nname: x\n")
    assert reading.outcome is Outcome.READ
    assert value(reading, "description") == meant
    assert type(value(reading, "description")) is type(meant)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("description: Use when: a diff", "Use when: a diff"),
        ("description: @mention", "@mention"),
        ("description: [x] y", "[x] y"),
        ("description: *x", "*x"),
        ('description: say "hi": now', 'say "hi": now'),
        (r"description: a\b: c", r"a\b: c"),
    ],
)
def test_repaired_values_keep_their_text_and_their_place(line: str, meant: str) -> None:
    text = f"name: x\n{line}\ntools: Read\n"
    reading = read(text)
    assert reading.outcome is Outcome.REPAIRED
    node = reading.root.value("description")
    assert isinstance(node, Scalar)
    assert node.value == meant
    assert node.span.of(text) == line.partition(": ")[2]
    tools = reading.root.value("tools")
    assert tools is not None
    assert tools.span.of(text) == "Read"


@pytest.mark.parametrize(
    ("line", "culprit"),
    [
        ("description: Use when: a: b", ":"),
        ("description: Examples:\nuser: x", ":"),
        ('description: "open', '"'),
        ("description: 'a' b", "b"),
        ("description: [a, b", "["),
        ("tools:\n\t- Read", "\t"),
        ("description: a\nloose text", "loose text"),
        ("...", "..."),
    ],
)
def test_the_cause_is_the_culprit_and_nothing_else(line: str, culprit: str) -> None:
    text = f"name: x\n{line}\nmodel: opus\n"
    reading = read(text)
    assert reading.outcome is not Outcome.READ
    assert reading.causes[0].span.of(text) == culprit


@pytest.mark.parametrize(
    "broken", ['description: "open', "description: 'a' b", "tools: [Read, Grep", "x: *nope y", ": :"]
)
def test_a_broken_entry_costs_the_others_nothing(broken: str) -> None:
    text = f"name: x\r\n{broken}\r\nmodel: opus\r\ncolor: red\r\n"
    reading = read(text)
    assert reading.outcome is Outcome.LOST
    for key, expected in (("name", "x"), ("model", "opus"), ("color", "red")):
        assert value(reading, key) == expected


def test_an_entry_that_cannot_be_read_is_still_there() -> None:
    reading = read('name: x\ndescription: "open\n')
    assert isinstance(reading.root.value("description"), Opaque)


def test_last_of_duplicate_keys_counts() -> None:
    reading = read("name: a\nname: b\n")
    assert value(reading, "name") == "b"
    assert len(reading.root.entries) == 2


@pytest.mark.parametrize("text", ["- a\n- b\n", "just text\n", "name:t1\n"])
def test_a_block_without_keys_is_no_map(text: str) -> None:
    assert not read(text).is_map


def test_nested_aliases_do_not_explode() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    reading = read("\n".join(lines) + "\n")
    assert _count(reading.root) < 200_000


def test_deep_nesting_is_refused_without_recursion() -> None:
    reading = read("a: " + "[" * 5000 + "\nname: x\n")
    assert value(reading, "name") == "x"


def test_an_alias_to_itself_ends() -> None:
    assert read("a: &a [*a]\nname: x\n").root.value("name") is not None


@given(st.text(st.sampled_from("ab:-#'\"[]{}, \n\t\r|>&*!%@?\u2028\U0001f600é\ud800\0"), max_size=60))
def test_any_text_gives_a_tree_inside_the_block(text: str) -> None:
    reading = read(text)
    for node in _nodes(reading.root):
        assert 0 <= node.span.start <= node.span.end <= len(text)


def test_the_c_parser_is_used_where_it_was_built() -> None:
    assert (yaml_parsed._CParser is not None) == yaml.__with_libyaml__


@given(st.text(st.sampled_from("ab:-#'\"[]{}, \n\t1~"), max_size=40))
def test_both_parsers_of_pyyaml_read_alike(text: str) -> None:
    with_c = read(text)
    saved = yaml_parsed._CParser
    yaml_parsed._CParser = None
    try:
        without = read(text)
    finally:
        yaml_parsed._CParser = saved
    assert with_c.outcome is without.outcome
    assert with_c.root.entries == without.root.entries


def test_agrees_with_the_program_on_generated_files(shared: Path) -> None:
    """Loaded or not, and the values of name, description and model, for every file that the program judged."""
    rows = _rows(shared / "mutants" / "mutants.jsonl")
    judged = [row for row in rows if row["loads"] or not row["why_not"].startswith("other")]
    differing = [row["id"] for row in judged if _as_read(row["text"]) != _as_recorded(row)]
    assert len(judged) > 1900
    assert differing == []


def _as_read(text: str) -> tuple[str | None, ...]:
    parts = frontmatter.split(text)
    reading = yaml_reader.read(text, parts.block, READERS["claude-code"])
    values = [value(reading, key) for key in ("name", "description", "model")]
    texts = [found if isinstance(found, str) else None for found in values]
    loads = parts.fencing is Fencing.CLOSED and reading.outcome is not Outcome.LOST and texts[0] and texts[1]
    # The program turns the two characters \n of a description into a line break.
    return tuple((text or "").replace("\\n", "\n").strip() for text in texts) if loads else (None,)


def _as_recorded(row: dict[str, Any]) -> tuple[str | None, ...]:
    if not row["loads"]:
        return (None,)
    return tuple((row[key] or "").strip() for key in ("name", "description", "model"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _nodes(node: Node) -> list[Node]:
    if isinstance(node, Sequence):
        return [node, *(inner for item in node.items for inner in _nodes(item))]
    if isinstance(node, Mapping):
        parts = [part for entry in node.entries for part in (entry.key, entry.value)]
        return [node, *(inner for part in parts for inner in _nodes(part))]
    return [node]


def _count(node: Node) -> int:
    return len(_nodes(node))
