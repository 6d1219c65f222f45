"""What is read without a parser is read as the parser would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.syntax.nodes import Mapping
from agentls.syntax.yaml import flavours
from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import YamlError
from agentls.syntax.yaml.flavours import CLAUDE_CODE, Flavour
from agentls.syntax.yaml.parsed import parsed
from agentls.syntax.yaml.plain import plain_lines

_FLAVOURS = (
    CLAUDE_CODE,
    flavours.CORE,
    flavours.LIBYAML,
    flavours.SERDE,
    flavours.JS_YAML_3,
    flavours.JS_YAML_4,
    flavours.STRICT,
)
_KEYS = ("name", "a", "tools-2", "true", "null", "Y", "a b", "1", "-a", "é", "<<", "")
_VALUES = (
    "reviewer",
    "Reads all, (a) and [b]; it's {c} * & ! | > % @ `d`",
    "https://example.org/a:b#c",
    "use it: when",
    "use it:",
    "use it #3",
    "C# or a# b",
    "012",
    "1e3",
    "true",
    "~",
    ".inf",
    "2024-01-01",
    "1:30",
    "- a",
    "-1",
    "?a",
    ": a",
    "é — \U0001f642",
    "\xa0a\xa0",
    "a\x85b",
    "a\u2028b",
    "a\tb",
    "\ufeffa",
    "<<",
    "",
    '"in quotes: # yes"',
    '" a "',
    '""',
    '"a" b',
    '"a"#b',
    '"a\\n"',
    '"open',
    "'it''s'",
    "'say \"a\"'",
    "''",
    "'open",
    "[notes]",
    "[a, b,c,  d-e]",
    "[a.b/c, true]",
    "[a, 1]",
    "[a, ]",
    "[, a]",
    "[a b]",
    "[a: b]",
    "[a] b",
    "[]",
    "[a",
    "{a: b}",
    "&a b",
    "*a",
    "!b c",
    "| ",
    "@a",
    "`a`",
    "%a",
)
_LINE = st.tuples(
    st.sampled_from(_KEYS),
    st.sampled_from([":", ": ", ":   ", " : ", ":\t"]),
    st.sampled_from(_VALUES),
    st.sampled_from(["", " ", "  ", "\t", " # c"]),
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n  ", ""]),
).map("".join)


def _as_parsed(text: str, flavour: Flavour, base: int) -> object:
    try:
        return parsed(text, flavour, base)
    except YamlError as error:
        return str(error)


def _as_composed(text: str, flavour: Flavour, base: int) -> object:
    try:
        return compose(text, flavour, base)
    except YamlError as error:
        return str(error)


@pytest.mark.parametrize("value", _VALUES)
@pytest.mark.parametrize("flavour", _FLAVOURS)
def test_a_line_is_read_as_the_parser_reads_it(value: str, flavour: Flavour) -> None:
    text = f"name: x\na: {value}\nb: y\n"
    assert repr(_as_composed(text, flavour, 4)) == repr(_as_parsed(text, flavour, 4))


@given(st.lists(_LINE, max_size=4).map("".join), st.sampled_from(_FLAVOURS))
def test_lines_are_read_as_the_parser_reads_them(text: str, flavour: Flavour) -> None:
    # What is printed tells `1` from `true`, and `.nan` is equal to nothing.
    assert repr(_as_composed(text, flavour, 7)) == repr(_as_parsed(text, flavour, 7))


@pytest.mark.parametrize(
    "text",
    [
        "name: reviewer\ndescription: Reviews a change; see https://example.org.\ntools: Read, Bash(git log:*)\n",
        "name: reviewer\r\nmodel: opus  \r\n",
        "name: \"reviewer: one\"\ncolor: 'red'\n",
        "name: reviewer\nskills: [notes, style]",
        "description: Prüft — alles\nversion: 1.0\n",
    ],
)
def test_what_most_people_write_needs_no_parser(text: str) -> None:
    assert isinstance(plain_lines(text, CLAUDE_CODE, 0), Mapping)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# A comment.\n",
        "name: x\n\ntools: y\n",
        "tools:\n  - Read\n",
        "a: x\n  y\n",
        "a: b: c\n",
        "name\n",
        f"description: {'x' * 10_000}\n",
        f"{'x' * 1_025}: y\n",
    ],
)
def test_all_else_is_left_to_the_parser(text: str) -> None:
    assert plain_lines(text, CLAUDE_CODE, 0) is None


def test_a_key_that_stands_twice_is_left_to_who_names_its_place() -> None:
    assert plain_lines("a: x\na: y\n", flavours.CORE, 0) is None
    assert plain_lines("a: x\na: y\n", CLAUDE_CODE, 0) is not None
