"""Expressions that are compiled late are the same expressions."""

from __future__ import annotations

import re

import pytest

from agentls.text.expressions import expression


def test_it_does_what_a_compiled_one_does() -> None:
    late, compiled = expression(r"(?P<word>[a-z]+)-", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)-", re.IGNORECASE)
    text = "One-two-three"
    assert late.pattern == compiled.pattern
    assert late.findall(text) == compiled.findall(text)
    assert [one.span() for one in late.finditer(text, 2)] == [one.span() for one in compiled.finditer(text, 2)]
    assert late.sub(r"<\g<word>>", text) == compiled.sub(r"<\g<word>>", text)
    assert late.groupindex == compiled.groupindex
    assert late.flags == compiled.flags
    found = late.match(text, 4, 8)
    assert found is not None
    assert found["word"] == "two"


def test_bytes() -> None:
    assert expression(rb"a+").fullmatch(b"aaa")


def test_a_wrong_one_fails_when_it_is_used() -> None:
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("")
