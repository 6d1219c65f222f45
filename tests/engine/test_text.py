"""Positions survive every character: offsets, lines and columns convert there and back in all three encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.text.positions import (
    Edit,
    Encoding,
    LineIndex,
    Span,
    apply,
)

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
_AWKWARD = st.sampled_from(
    ["a", "\n", "\r", "\r\n", "é", "e\u0301", "😀", "\u2028", "\u0085", "\f", "\t", "漢", "\ufeff"]
)
TEXTS = st.lists(_AWKWARD | st.characters(codec="utf-8"), max_size=40).map("".join)


@given(TEXTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_positions_convert_back(encoding: Encoding, text: str) -> None:
    lines = LineIndex(text)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # The place between CR and LF is on no line that an editor knows.
        line, column = lines.position(offset, encoding)
        back = lines.offset(line, column, encoding)
        # A place behind a lone line break character belongs to that line's end only when it is the end.
        assert back == min(offset, lines.line_span(line).end)


@given(TEXTS)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_columns_count_the_units_of_the_encoding(encoding: Encoding, text: str) -> None:
    lines = LineIndex(text)
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    for line in range(len(lines)):
        span = lines.line_span(line)
        _, column = lines.position(span.end, encoding)
        assert column == len(span.of(text).encode(f"{encoding}-le" if width > 1 else encoding)) // width


@given(TEXTS)
def test_only_lf_crlf_and_cr_break_lines(text: str) -> None:
    assert len(LineIndex(text)) == text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


@pytest.mark.parametrize(
    ("text", "line", "column", "encoding", "offset"),
    [
        ("a😀b", 0, 2, "utf-16", 1),  # The middle of a surrogate pair is the character's beginning.
        ("a😀b", 0, 3, "utf-16", 2),
        ("a😀b", 0, 99, "utf-16", 3),
        ("ab\r\ncd", 0, 99, "utf-8", 2),
        ("ab\ncd", 7, 0, "utf-8", 5),
        ("ab", -1, 0, "utf-8", 0),
    ],
)
def test_positions_outside_give_the_nearest_place(
    text: str, line: int, column: int, encoding: Encoding, offset: int
) -> None:
    assert LineIndex(text).offset(line, column, encoding) == offset


@given(st.data())
def test_edits_change_their_spans_and_nothing_else(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    edited = apply(text, [Edit(span, "<>") for span in spans])
    expected, done = "", 0
    for span in spans:
        expected += text[done : span.start] + "<>"
        done = span.end
    assert edited == expected + text[done:]


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply("abcdef", [Edit(Span(0, 3), "x"), Edit(Span(2, 4), "y")])
