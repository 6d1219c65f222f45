"""How a command line falls into words."""

from __future__ import annotations

import pytest

from agentls.text.shell_words import words

LINES = [
    ("node a/b.js  --x", ["node", "a/b.js", "--x"]),
    ('bash "$DIR"/a.sh', ["bash", "$DIR/a.sh"]),
    ("bash \"${DIR}/a b.sh\" 'c d'", ["bash", "${DIR}/a b.sh", "c d"]),
    ("a && b|c; (d) > e 2>&1", ["a", "b", "c", "d", "e", "2", "1"]),
    ('a\\ b "x\\"y"', ["a b", 'x"y']),
    ('"never closed', ["never closed"]),
    ("", []),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_words(line: str, expected: list[str]) -> None:
    assert [word.text for word in words(line)] == expected


def test_spans_hold_the_quotes() -> None:
    line = 'bash "$A"/b.sh x'
    assert [word.span.of(line) for word in words(line)] == ["bash", '"$A"/b.sh', "x"]
