"""A document after an edit is what reading its text anew would give, whatever it took over."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.knowledge.dialect import Dialect, all_dialects, dialect
from agentls.project.document import Document
from agentls.syntax.policies import READERS
from agentls.syntax.yaml import read as yaml_reader
from agentls.syntax.yaml.again import Before, read_again
from agentls.syntax.yaml.read import Reading
from agentls.text.change import change_between, moved
from agentls.text.positions import Edit, Span, apply

BLOCK = """\
name: reviewer
description: "Reviews a diff." # for now
tools: Read, Grep
anchor: &a one
alias: *a
list:
  - a
  - b: c
flow: [a, {b: c}]
# A comment.
text: |
  one
  two
folded: >-
  three
plain: one
  two
empty:
number: 010
last: yes
"""
_TYPED = [
    *"ae :-,#\"'\n[](){}|>*&!?%@`\t\r\\~.0é\U0001f642",
    "  ",
    "\n  x: y\n",
    "---",
    "&a ",
    "*a",
    ": ",
    " #",
    "<<: x",
]


def _text(block: str) -> str:
    return f"---\n{block}---\nText.\n"


# One dialect for each way of reading.
_READ = {one.reader: one for one in all_dialects() if one.format == "markdown"}


@pytest.mark.parametrize("kind", _READ.values(), ids=_READ)
def test_whatever_is_typed(kind: Dialect) -> None:
    choose, taken_over = Random(kind.reader), 0
    first = Document("/p/a.md", _text(BLOCK), kind)
    for _ in range(100):
        before = Document("/p/a.md", first.text, kind)
        _ = before.reading
        for _ in range(3):
            start = choose.randint(0, len(before.text))
            end = min(start + choose.choice((0, 0, 0, 1, 2, 7)), len(before.text))
            edit = Edit(Span(start, end), choose.choice(_TYPED) if start == end or choose.random() < 0.3 else "")
            after, anew = before.edited(edit, 2), Document("/p/a.md", apply(before.text, (edit,)), kind, 2)
            assert after.text == anew.text
            taken_over += "reading" in vars(after)
            assert after.reading == anew.reading, (before.text, edit)
            before = after
    assert taken_over > 5 or READERS[kind.reader].lines or READERS[kind.reader].whole_file


@pytest.mark.parametrize(
    ("old", "new", "is_known"),
    [
        ("Grep", "Grep, Glob", True),
        ("reviewer", "reviewers", True),
        ("a diff", "the diff", True),
        ("for now", "for ever", True),
        ("yes", "no", True),
        # A value on its way to several lines, or from them.
        ("Grep", "Grep,\n  Glob", False),
        ("Read", "[Read", False),
        ("one\n  two", "one two", False),
        ("three", "four", False),
        # Another value may mean this one.
        ("&a one", "&a two", False),
        ("Grep", "Grep: x", False),
        ("reviewer", "", False),
        ("tools", "tool", False),
        ("  - a", "  - x", False),
    ],
)
def test_what_is_read_again(old: str, new: str, is_known: bool) -> None:
    reader, before = READERS["claude-code"], _text(BLOCK)
    edit = change_between(before, before.replace(old, new, 1))
    after = apply(before, (edit,))
    reading = yaml_reader.read(before, _block(before), reader)
    again = read_again(Before(before, reading), edit, _block(after), reader)
    assert (again is not None) == is_known
    assert again is None or again.reading == yaml_reader.read(after, _block(after), reader)


def test_a_change_of_the_text_below_costs_no_reading() -> None:
    before = Document("/p/a.md", _text(BLOCK), _AGENTS)
    reading: Reading = before.reading
    at = len(before.text) - 2
    assert before.edited(Edit(Span(at, at), "s"), 2).reading is reading


@given(st.text("ab\n"), st.text("ab\n"))
def test_the_change_makes_the_new_text(old: str, new: str) -> None:
    edit = change_between(old, new)
    assert apply(old, (edit,)) == new
    shortest = max(len(old), len(new)) - min(len(old), len(new))
    assert max(len(edit.text), edit.span.end - edit.span.start) >= shortest


@pytest.mark.parametrize(
    ("span", "wanted"),
    [
        (Span(0, 4), Span(0, 4)),
        (Span(8, 9), Span(9, 10)),
        (Span(0, 9), Span(0, 10)),
        # What touches the change may have been changed by it.
        (Span(0, 5), None),
        (Span(7, 9), None),
        (Span(6, 6), None),
        (Span(5, 7), None),
    ],
)
def test_places_go_along_with_a_change(span: Span, wanted: Span | None) -> None:
    assert moved(span, Edit(Span(5, 7), "xyz")) == wanted


def _block(text: str) -> Span:
    return Span(4, text.index("---\n", 4))


_AGENTS = dialect("claude-code/agent")
