"""What stands at the cursor: `$0` in the text, then slot, path and the word under it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.syntax.frontmatter import split
from agentls.syntax.sketch.cursor import (
    Slot,
    outline_of,
    place_at,
    word_at,
)
from agentls.syntax.sketch.outline import Outline
from agentls.syntax.sketch.outline import lines as lines_of_a_block
from agentls.text.positions import Span

KEY, VALUE = Slot.KEY, Slot.VALUE

PLACES = [
    ("a$0b: c", KEY, (), "ab"),
    ("ab:$0 c", VALUE, ("ab",), " c"),
    ("ab: c$0d", VALUE, ("ab",), "cd"),
    ("ab: c d # e\nf$0", KEY, (), "f"),
    ("ab: 'c $0d'", VALUE, ("ab",), "c d"),
    ('"a b": "c\\"d$0"', VALUE, ("a b",), 'c\\"d'),
    ("ab:\n  $0", VALUE, ("ab",), ""),
    ("ab:\n  c: 1\n  $0", KEY, ("ab",), ""),
    ("ab:\n  c: 1\n$0", KEY, (), ""),
    ("ab:\n  c:\n    d: 1\n  $0", KEY, ("ab",), ""),
    ("ab:\n  c:\n    d: 1\n    $0\n  e: 2", KEY, ("ab", "c"), ""),
    ("ab:\n  - c\n  - d$0", VALUE, ("ab", 1), "d"),
    ("ab:\n- c\n- $0", VALUE, ("ab", 1), ""),
    ("ab:\n- c\n$0", KEY, (), ""),
    ("ab:\n  - c: 1\n    $0", KEY, ("ab", 0), ""),
    ("ab:\n  - c: 1\n  - $0", VALUE, ("ab", 1), ""),
    ("ab:\n  -   c: 1\n      d$0", KEY, ("ab", 0), "d"),
    ("ab:\n  - - c$0", VALUE, ("ab", 0, 0), "c"),
    ("ab: [c, d$0]", VALUE, ("ab", 1), "d"),
    ("ab: [c, $0", VALUE, ("ab", 1), ""),
    ("ab: [[c], [d, e$0]]", VALUE, ("ab", 1, 1), "e"),
    ("ab: {c: {d: e$0}}", VALUE, ("ab", "c", "d"), "e"),
    ("ab: {c: 1, d$0}", KEY, ("ab",), "d"),
    ("ab: {'c': 1, 'd$0'}", KEY, ("ab",), "d"),
    ("ab: {c: http://x, d: $0}", VALUE, ("ab", "d"), ""),
    ("ab: [\n  c, # x, y\n  d$0\n]", VALUE, ("ab", 1), "d"),
    ('{"ab": {"c$0": 1}}', KEY, ("ab",), "c"),
    ("ab: 'c\nd: e$0", VALUE, ("d",), "e"),
    ("ab: [c\nd: e$0", VALUE, ("d",), "e"),
    ("ab: |\n  c: 1\n\nd$0", KEY, (), "d"),
    ("ab: c\n  d, e$0", VALUE, ("ab",), "c\n  d, e"),
    ("ab:c$0", VALUE, ("ab",), "c"),
]


@pytest.mark.parametrize(("marked", "slot", "path", "word"), PLACES)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_place(marked: str, slot: Slot, path: tuple[str | int, ...], word: str, line_break: str) -> None:
    text = f"---\n{marked}\n---\n".replace("\n", line_break)
    offset = text.index("$0")
    text = text.replace("$0", "")
    place = place_at(text, split(text), offset)
    assert place is not None
    assert (place.slot, place.path, place.span.of(text)) == (slot, path, word.replace("\n", line_break))


@pytest.mark.parametrize(
    "marked",
    [
        "ab: |\n  c$0",
        "ab: >\n  c: $0\n  d",
        "ab: c # $0",
        "# $0",
        "ab: 'c' $0d",
        "ab: [c] $0",
        "ab:\n  - c: 1\n   $0",
        "  $0  ab: c",
    ],
)
def test_no_place(marked: str) -> None:
    text = f"---\n{marked}\n---\n"
    offset = text.index("$0")
    text = text.replace("$0", "")
    assert place_at(text, split(text), offset) is None


def test_siblings_include_what_follows_and_what_is_quoted() -> None:
    text = "---\nab:\n  'c': 1\n  d\n  e: \"x y\"\n  f:\n    g: 2\n---\n"
    place = place_at(text, split(text), text.index("d") + 1)
    assert place is not None
    assert place.siblings == {"c": "1", "e": "x y", "f": None}


def test_words() -> None:
    text = "Read, Bash(git add:*, x) Grep"
    assert word_at(text, Span(0, len(text)), 2).span.of(text) == "Read"
    inside = word_at(text, Span(0, len(text)), text.index("add"))
    assert (inside.span.of(text), inside.in_argument, inside.others) == ("Bash", True, ("Read", "Grep"))
    assert word_at(text, Span(0, len(text)), 5).span == Span(5, 5)


def test_outline_of_a_large_block_is_linear() -> None:
    text = "---\n" + "".join(f"k{number}:\n  - a: [b, c]\n" for number in range(3000)) + "---\n"
    assert len(outline_of(text, split(text)).root.parts) == 3000


_LINES = st.sampled_from(
    [
        "name: a",
        "name: a # why",
        "name:",
        "name:x",
        "  deeper: b: c",
        "tools: Read, Bash(git:*)  ",
        "- item: one",
        "  - item",
        "key with blanks: x",
        "half",
        "text: |",
        "  more of it: here",
        'quoted: "a',
        'closing"',
        "flow: [a,",
        "  b]",
        "path: ./a#b",
        "alias: *a",
        "# name: a",
        "",
        "tab:\tx\t",
    ]
)


@given(st.lists(_LINES, max_size=9), st.sampled_from(["\n", "\r\n"]))
def test_lines_of_a_key_and_a_text_are_what_all_other_ways_of_looking_find(lines: list[str], line_break: str) -> None:
    text = line_break.join(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_of_a_block, "_KEY_AND_TEXT", re.compile("(?!)"))
        slowly = _sketched(text)
    assert _sketched(text) == slowly


def _sketched(text: str) -> list[object]:
    """Return all that a sketch says of a text, for comparison."""
    found = Outline(text, Span(0, len(text)), len(text))
    parts = [
        (one.path, one.start, one.frame.column, one.key and vars(one.key), one.value and vars(one.value), one.end)
        for one in found.parts
    ]
    return [parts, found.comments, found.gap and (found.gap.column, [one.path for one in found.gap.frames])]
