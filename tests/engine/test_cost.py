"""Hostile lines cost time in proportion to their length, not to its square."""

from __future__ import annotations

import time

import pytest

from agentls.syntax.frontmatter import split
from agentls.syntax.policies import READERS
from agentls.syntax.sketch.cursor import outline_of
from agentls.syntax.yaml import read as yaml_reader

HOSTILE = {
    "blanks": "a" + " " * 200_000,
    "dashes": "- " * 100_000,
    "brackets": "a: " + "[" * 100_000,
    "quotes": 'a: "\n' * 20_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_sketch_is_quick(body: str) -> None:
    text = f"---\n{body}\nb: [\n---\n"
    start = time.perf_counter()
    outline_of(text, split(text))
    assert time.perf_counter() - start < 5


def test_cutting_into_entries_is_quick() -> None:
    text = f"---\n{HOSTILE['blanks']}\nb: [\n---\n"
    start = time.perf_counter()
    yaml_reader.read(text, split(text).block, READERS["libyaml-strict"])
    assert time.perf_counter() - start < 5
