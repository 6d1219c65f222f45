"""Hostile lines cost work in proportion to their length, not to its square: four times the text is compared with it.

Calls are counted; what a regular expression does inside one call is seen only in the ratio of two measurements.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from agentls.syntax.frontmatter import split
from agentls.syntax.policies import READERS
from agentls.syntax.sketch.cursor import outline_of
from agentls.syntax.yaml import read as yaml_reader
from steps import calls_of

SMALL = 20_000
HOSTILE: dict[str, Callable[[int], str]] = {
    "blanks": lambda n: "a" + " " * n,
    "dashes": lambda n: "- " * (n // 2),
    "brackets": lambda n: "a: " + "[" * n,
    "quotes": lambda n: 'a: "\n' * (n // 20),
}


def sketch(text: str) -> None:
    outline_of(text, split(text))


def cut(text: str) -> None:
    yaml_reader.read(text, split(text).block, READERS["libyaml-strict"])


def cost(work: Callable[[str], None], text: str) -> float:
    """Return the least of some times that this process spent on it, which no other process makes longer."""
    times = []
    for _ in range(5):
        start = time.process_time()
        work(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("work", [sketch, cut], ids=["sketch", "cut"])
@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_the_text_takes_four_times_the_work(work: Callable[[str], None], name: str) -> None:
    small, large = (f"---\n{HOSTILE[name](size)}\nb: [\n---\n" for size in (SMALL, 4 * SMALL))
    work(small)
    assert calls_of(lambda: work(large)) < 5 * calls_of(lambda: work(small))
    # A square would be sixteen.
    assert cost(work, large) < 9 * cost(work, small)
