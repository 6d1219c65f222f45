"""Where somebody is typing, as far as an edit tells it."""

from __future__ import annotations

from agentls.text.positions import Edit


def place(edit: Edit) -> int | None:
    """Return the offset in the new text at which an edit of the old one ended, or `None` when it was not typing.

    A change that brings several lines of text was pasted or made by a command, not typed. A key that was taken from
    a list may bring the dash of its first item along.
    """
    return None if "\n" in edit.text.strip(" \t\r\n-") else edit.span.start + len(edit.text)
