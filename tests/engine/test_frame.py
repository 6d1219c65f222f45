"""How messages put names and programs into words."""

from __future__ import annotations

import pytest

from agentls.meaning.frame import does, shown
from agentls.meaning.name_uses import short
from agentls.meaning.tool_lists import shown as shown_tool


@pytest.mark.parametrize(
    ("text", "most", "result"),
    [
        ("", 30, "``"),
        ("a" * 30, 30, f"`{'a' * 30}`"),
        ("a" * 31, 30, f"`{'a' * 29}…`"),
        ("ab", 2, "`ab`"),
        ("abc", 2, "`a…`"),
        (" a\n\tb ", 30, "`a b`"),
    ],
)
def test_what_is_shown_fits_into_a_line(text: str, most: int, result: str) -> None:
    assert shown(text, most) == result


@pytest.mark.parametrize(
    ("programs", "verb"),
    [
        ("Kilo Code", "does"),
        ("OpenCode, Kilo Code", "do"),
        ("OpenHands and Devin", "do"),
        ("OpenCode, Kilo Code, Augment", "do"),
        ("Claude Code agents", "do"),
        ("Claude Code skills and commands", "do"),
        ("Claude Code, in plugin agents", "does"),
        ("Claude Code, under `experimental`", "does"),
        ("OpenCode's next version", "does"),
    ],
)
def test_one_program_does_and_several_do(programs: str, verb: str) -> None:
    assert does(programs) == verb


@pytest.mark.parametrize(
    ("path", "result"),
    [("a" * 44, "a" * 44), ("b" + "a" * 44, "…" + "a" * 43), ("docs/" + "a" * 44, "…" + "a" * 43)],
)
def test_of_a_long_path_the_end_is_shown(path: str, result: str) -> None:
    assert short(path) == result


@pytest.mark.parametrize(
    ("text", "result"), [("a" * 32, "a" * 32), ("b" + "a" * 32, "b" + "a" * 30 + "…"), (" a  b ", "a b")]
)
def test_of_a_long_rule_the_beginning_is_shown(text: str, result: str) -> None:
    assert shown_tool(text) == result
