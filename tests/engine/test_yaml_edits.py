"""Values of several lines written so that YAML takes them, and what closes what is open."""

from __future__ import annotations

import pytest

from agentls.knowledge.dialect import dialect
from agentls.meaning.yaml_edits import block_scalar, closing, one_line
from agentls.project.document import Document
from agentls.text.positions import Span, apply


@pytest.mark.parametrize(
    ("text", "closers"),
    [
        ("", ""),
        ("[a, b", "]"),
        ("[a, {b: c", "}]"),
        ("[a, {b: c}", "]"),
        ("[a]", ""),
        ("a]", ""),
        ("[a}", "]"),
        ("[a, 'b", "']"),
        ("[it's, b", "]"),
        ("['it]', b", "]"),
        ('["a', '"]'),
        ("{a: 'b", "'}"),
    ],
)
def test_what_closes_a_text(text: str, closers: str) -> None:
    assert closing(text) == closers


@pytest.mark.parametrize(
    ("value", "line", "block"),
    [
        ("a: b", '"a: b"', "|\n  a: b"),
        ("a\n    b\n      c", '"a b c"', "|\n  a\n  b\n    c"),
        ("a\n\n  b  \nc", '"a b c"', "|\n  a\n\n    b\n  c"),
        ("a\n\n    b", '"a b"', "|\n  a\n\n  b"),
        ("a\n \n", '"a"', "|\n  a\n\n"),
    ],
)
def test_a_value_is_written_on_one_line_and_as_a_block(value: str, line: str, block: str) -> None:
    before, after = "---\nname: a\ndescription: ", "\n---\n"
    document = Document("a.md", f"{before}{value}{after}", dialect("claude-code/agent"))
    key, span = Span(12, 23), Span(len(before), len(before) + len(value))
    assert key.of(document.text) == "description"
    assert apply(document.text, [one_line(document, key, span)]) == f"{before}{line}{after}"
    assert apply(document.text, [block_scalar(document, key, span)]) == f"{before}{block}{after}"
