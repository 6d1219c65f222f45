"""Positions in every encoding that clients choose, over text that makes them differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from wire import Wire

from agentls.lsp.convert.values import Places
from agentls.text.positions import Encoding, LineIndex, Span

ENCODINGS: list[Encoding] = ["utf-8", "utf-16", "utf-32"]
ODD_TEXT = st.text(st.sampled_from("ab \n\r\t😀äé€\u0301\u2028\u0085\x0c\ufeff"))
URI = "file:///nowhere/.claude/agents/a.md"


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=ODD_TEXT)
def test_every_offset_goes_there_and_back(encoding: Encoding, text: str) -> None:
    places = Places(LineIndex(text), encoding)
    for offset in range(len(text) + 1):
        # Between CR and LF there is no position: it belongs to the end of the line.
        if text[offset - 1 : offset + 1] != "\r\n":
            assert places.offset(places.position(offset)) == offset


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=ODD_TEXT, line=st.integers(0, 9), character=st.integers(0, 2**31 - 1))
def test_no_position_leads_out_of_the_text(encoding: Encoding, text: str, line: int, character: int) -> None:
    places = Places(LineIndex(text), encoding)
    assert 0 <= places.offset(types.Position(line, character)) <= len(text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=ODD_TEXT, data=st.data())
def test_spans_go_there_and_back(encoding: Encoding, text: str, data: st.DataObject) -> None:
    text = text.replace("\r", "")
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    places = Places(LineIndex(text), encoding)
    assert places.span(places.range(span)) == span


@pytest.mark.parametrize(
    ("offered", "chosen", "column"),
    [
        (["utf-8", "utf-16"], "utf-8", 4 + 2 + 3 + 2),
        (["utf-16"], "utf-16", 2 + 1 + 1 + 2),
        (["utf-32", "utf-8", "utf-16"], "utf-32", 1 + 1 + 1 + 2),
        (["utf-7", "utf-8"], "utf-8", 4 + 2 + 3 + 2),
        (None, "utf-16", 2 + 1 + 1 + 2),
    ],
)
def test_columns_count_what_the_client_counts(offered: list[str] | None, chosen: str, column: int) -> None:
    with Wire() as wire:
        result = wire.initialize({"general": {"positionEncodings": offered}} if offered else {})
        assert result["capabilities"]["positionEncoding"] == chosen
        wire.open(URI, "---\nname: a\ndescription: b\ntools: 😀ä€, Grpe\n---\nBody.\n")
        found = {one["code"]: one["range"] for one in wire.published()["diagnostics"] if "Grpe" in one["message"]}
        start = found["unknown-tool"]["start"]
        assert start == {"line": 3, "character": len("tools: ") + column}
        place = {"textDocument": {"uri": URI}, "position": {**start, "character": start["character"] + 2}}
        assert wire.result("textDocument/hover", place)["range"] == found["unknown-tool"]
