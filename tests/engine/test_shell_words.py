"""How a command line falls into words and simple commands."""

from __future__ import annotations

import pytest

from agentls.text.shell_words import commands, words

LINES = [
    ("node a/b.js  --x", ["node", "a/b.js", "--x"]),
    ('bash "$DIR"/a.sh', ["bash", "$DIR/a.sh"]),
    ("bash \"${DIR}/a b.sh\" 'c d'", ["bash", "${DIR}/a b.sh", "c d"]),
    ("a && b|c; (d) > e 2>&1", ["a", "b", "c", "d", "e"]),
    ("a 12>b 1>&- c2>d <<<e", ["a", "b", "c2", "d", "e"]),
    ('a\\ b "x\\"y"', ["a b", 'x"y']),
    ("a $(b (c) d)/e `f g`/h", ["a", "$(b (c) d)/e", "`f g`/h"]),
    ("a # b\nc#d", ["a", "c#d"]),
    ('"never closed', ["never closed"]),
    ("", []),
]
COMMANDS = [
    ("python3 x.py; bash y.sh", [["python3", "x.py"], ["bash", "y.sh"]]),
    ("a && b || c | d & e\nf", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]),
    ("A=1 B='x y' a b=1", [["a", "b=1"]]),
    ("if [ -f x ]; then a; else exec b; fi", [["[", "-f", "x", "]"], ["a"], ["b"], ["fi"]]),
    ("for x in a b; do ./c $x; done", [["./c", "$x"], ["done"]]),
    ("! a > b 2> c < d", [["a"]]),
    ("echo 'a; b' \"c && d\" $(e; f)", [["echo", "a; b", "c && d", "$(e; f)"]]),
    ("cat <<'E' && a\nb; c\nE\nd", [["cat"], ["a"], ["d"]]),
    ("cat <<-E <<F\n\tb\n\tE\nc\nF\nd <<G\ne", [["cat"], ["d"]]),
    ("cat <<E", [["cat"]]),
    ("a <(b c) d", [["a"], ["b", "c"], ["d"]]),
    ("A=1", []),
    (";;", []),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_words(line: str, expected: list[str]) -> None:
    assert [word.text for word in words(line)] == expected


@pytest.mark.parametrize(("line", "expected"), COMMANDS)
def test_commands(line: str, expected: list[list[str]]) -> None:
    assert [[word.text for word in one.words] for one in commands(line)] == expected


def test_a_command_says_what_stands_before_it() -> None:
    assert [one.joined for one in commands("(a; b) && c")] == ["(", ";", ")&&"]


def test_spans_hold_the_quotes() -> None:
    line = 'bash "$A"/b.sh x'
    assert [word.span.of(line) for word in words(line)] == ["bash", '"$A"/b.sh', "x"]
