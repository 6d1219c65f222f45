"""Where the block begins and ends: a table of tops of files, and what Claude Code 2.1.330 does with each."""

from __future__ import annotations

import pytest

from agentls.syntax.frontmatter import Fencing, split

CLOSED, UNCLOSED, NONE = Fencing.CLOSED, Fencing.UNCLOSED, Fencing.NONE


@pytest.mark.parametrize(
    ("text", "fencing", "block", "body"),
    [
        ("---\na: b\n---\nbody", CLOSED, "a: b\n", "body"),
        ("---\r\na: b\r\n---\r\nbody", CLOSED, "a: b\r\n", "body"),
        ("\ufeff---\na: b\n---\n", CLOSED, "a: b\n", ""),
        ("---  \na: b\n---  \nbody", CLOSED, "a: b\n", "body"),
        ("---\n---\nbody", CLOSED, "", "body"),
        ("---\na: b\n--- tail\nbody", CLOSED, "a: b\n", " tail\nbody"),
        ("---\na: b\n  ---\nbody", CLOSED, "a: b\n", "body"),
        ("---\na: x --- y\n---\n", CLOSED, "a: x ", " y\n---\n"),
        ("---\na: b\n# ----\n", CLOSED, "a: b\n# ", "-\n"),
        ("---\na: b\nc: d\n\nYou are a helper.\n", UNCLOSED, "a: b\nc: d\n\n", "You are a helper.\n"),
        ("---\na: b", UNCLOSED, "a: b", ""),
        ("---", UNCLOSED, "", ""),
        ("", NONE, "", ""),
        ("\n---\na: b\n---\n", NONE, "", "\n---\na: b\n---\n"),
        ("----\na: b\n----\n", NONE, "", "----\na: b\n----\n"),
        ("+++\na: b\n+++\n", NONE, "", "+++\na: b\n+++\n"),
        (" ---\na: b\n---\n", NONE, "", " ---\na: b\n---\n"),
        ("---\ra: b\r---\r", NONE, "", "---\ra: b\r---\r"),
    ],
)
def test_parts(text: str, fencing: Fencing, block: str, body: str) -> None:
    parts = split(text)
    assert parts.fencing is fencing
    assert parts.block.of(text) == block
    assert parts.body.of(text) == body


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("---\na: b\n---\n", False),
        ("---\na: b\n  ---  \n", False),
        ("---\na: x---y\n---\n", True),
        ("---\na: b\n# -----\nc: d\n---\n", True),
    ],
)
def test_a_fence_that_is_no_line_of_its_own_comes_early(text: str, early: bool) -> None:
    assert split(text).early is early


def test_a_fence_below_the_top_is_remembered() -> None:
    late = split("\n    ---\nname: x\n---\n").late
    assert late is not None
    assert late.start == 5
