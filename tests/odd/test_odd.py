"""What is said of odd files does not change without somebody having read it."""

from __future__ import annotations

import json

import pytest

from odd import FILES, kept, read, told

ALL, KEPT = read(), kept()


@pytest.mark.parametrize("number", range(len(ALL)))
def test_what_is_said_of_an_odd_file(number: int) -> None:
    assert told(ALL[number]) == KEPT[number]


def test_nothing_else_is_kept() -> None:
    assert len(KEPT) == len(ALL)
    assert len({repr(one.data()) for one in ALL}) == len(ALL)


def test_an_odd_file_comes_back_as_it_was_kept() -> None:
    kept_lines = FILES.read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert [json.loads(line) for line in kept_lines] == [one.data() for one in ALL]
