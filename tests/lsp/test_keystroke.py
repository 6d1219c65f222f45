"""Where the last edit ended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.lsp.state import keystroke
from agentls.text.change import change_between


def _place(old: str, new: str) -> int | None:
    return keystroke.place(change_between(old, new))


@pytest.mark.parametrize(
    ("old", "new_with_cursor"),
    [
        ("tools: Re", "tools: Rea$0"),
        ("tools: Re, Grep", "tools: Rea$0, Grep"),
        ("tools: Read", "tools: Rea$0"),
        ("tools: fo,", "tools: foo$0,"),
        ("", "a$0"),
        ("abc", "$0"),
    ],
)
def test_place_is_the_end_of_the_edit(old: str, new_with_cursor: str) -> None:
    assert _place(old, new_with_cursor.replace("$0", "")) == new_with_cursor.index("$0")


def test_several_lines_at_once_are_not_typed() -> None:
    assert _place("---\n---\n", "---\nname: a\ntools: Re\n---\n") is None


@given(st.text("ab\n"), st.text("ab", max_size=3), st.text("ab\n"))
def test_place_is_never_before_what_differs(before: str, typed: str, after: str) -> None:
    old, new = before + after, before + typed + after
    place = _place(old, new)
    assert place is not None
    assert 0 <= place <= len(new)
    assert new[place:] == old[len(old) - (len(new) - place) :]
