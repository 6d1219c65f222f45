"""A word of which somebody has written half is left out as long as the cursor stands in it and it breaks the block."""

from __future__ import annotations

import pytest

from agentls.knowledge.detection import detect
from agentls.meaning.half_typed import without_half_word
from agentls.project.document import Document

AGENT = "/p/.claude/agents/a.md"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("---\nname: a\nto$0\n---\nText.\n", "---\nname: a\n  \n---\nText.\n"),
        ("---\nname: a\nt$0o\n---\nText.\n", "---\nname: a\n  \n---\nText.\n"),
        ("---\nname: a\nto-o_l$0s\n---\nText.\n", "---\nname: a\n       \n---\nText.\n"),
        ("---\nto$0\n---\nText.\n", "---\n  \n---\nText.\n"),
        ("---\nname: a\n$0to\n---\nText.\n", None),
        ("---\nname: a\nto $0\n---\nText.\n", None),
        ("---\nname: a\nto be$0\n---\nText.\n", None),
        ("---\nname: a\n5o$0\n---\nText.\n", None),
        ("---\nname: a\n  to$0\n---\nText.\n", None),
        ("---\nname: a\n--$0\n---\nText.\n", None),
        ("---\nname: a\n--$0\n", "---\nname: a\n  \n"),
        ("---\nname: a\n-$0\n", "---\nname: a\n \n"),
        ("---\nname: a\nto$0\n", "---\nname: a\n  \n"),
        ("---\nname: a\nto be$0\n", None),
        ("---\nname: a\nb: c: d\n---\nto$0\n", None),
        ("---\nname: [a\n---\nto$0\n", None),
        ("---\nname: a\n---\nto$0\n", None),
        ("to$0\n", None),
        ("to$0\n---\nname: [a\n---\n", None),
        ("--$0\n", None),
        ("---\nname: a\ndescription: b\ntools$0: Read\n---\nText.\n", None),
    ],
)
def test_what_is_left_of_the_file(text: str, after: str | None) -> None:
    cursor, plain = text.index("$0"), text.replace("$0", "")
    kind = detect(AGENT)
    assert kind is not None
    document = Document(AGENT, plain, kind)
    assert without_half_word(document, cursor).text == (plain if after is None else after)
    assert without_half_word(document, None) is document


def test_data_has_no_lines_of_keys() -> None:
    kind = detect("/p/.mcp.json")
    assert kind is not None
    document = Document("/p/.mcp.json", "{\nto\n}\n", kind)
    assert without_half_word(document, 4) is document
