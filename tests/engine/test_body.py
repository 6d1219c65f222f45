"""What is found in the text below the frontmatter, and what is not because it is code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentls.syntax.body import Body
from agentls.text.positions import Span


def body_of(text: str) -> Body:
    return Body(text, Span(0, len(text)))


HEADINGS = [
    ("# One\n\n## Two ##\n", [(1, "One"), (2, "Two")]),
    ("#no\n####### no\n    # no\n", []),
    ("#\n", [(1, "")]),
    ("# A `b` **c**\r\n", [(1, "A b c")]),
    ("Title\n=====\n\nSub\n---\n", [(1, "Title"), (2, "Sub")]),
    ("- item\n---\n", []),
    ("```\n# code\n```\n# text\n", [(1, "text")]),
    ("~~~md\n# code\n```\n# code\n~~~\n# text\n", [(1, "text")]),
    ("```\n# never closed\n", []),
    ("<!--\n# comment\n-->\n# text", [(1, "text")]),
    ("1. step\n   ```sh\n   # code\n   ```\n# text", [(1, "text")]),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(one.level, one.title) for one in body_of(text).headings] == expected


IMPORTS = [
    ("@a.md", ["a.md"]),
    ("see @docs/a.md and\n- @b.md", ["docs/a.md", "b.md"]),
    ("@my\\ file.md#part", ["my file.md"]),
    ("@~/.claude/x.md", ["~/.claude/x.md"]),
    ('x@y.md (@a.md) "@b.md" `@c.md` @d.md.', []),
    ("```\n@a.md\n```\n<!-- @b.md -->", []),
]


@pytest.mark.parametrize(("text", "expected"), IMPORTS)
def test_imports(text: str, expected: list[str]) -> None:
    assert [one.text for one in body_of(text).imports] == expected


LINKS = [
    ('[a](b.md) ![c](d.png "t") [`e`](f_(g).md)', ["b.md", "d.png", "f_(g).md"]),
    ("[a](<b c.md>)\n\n[x]: y.md", ["b c.md", "y.md"]),
    ("`[a](b.md)`\n\n```\n[a](b.md)\n```\n", []),
    ("[a]()", []),
]


@pytest.mark.parametrize(("text", "expected"), LINKS)
def test_links(text: str, expected: list[str]) -> None:
    found = body_of(text).links
    assert [one.text for one in found] == expected
    assert [one.span.of(text) for one in found] == expected


def test_substitutions_and_commands() -> None:
    found = body_of("$ARGUMENTS[1] $1 ${A_B} `$name` \\$no costs 5$\n\n!`git diff $2` x!`no`")
    assert [one.text for one in found.substitutions] == ["$ARGUMENTS[1]", "$1", "${A_B}", "$name", "$2"]
    assert [one.text for one in found.commands] == ["git diff $2"]


def test_code_is_known() -> None:
    text = "a `b` c\n```\nd\n```\ne"
    found = body_of(text)
    assert [found.is_code(text.index(one)) for one in "abcde"] == [False, True, False, True, False]


@given(st.text(alphabet="#`~<!->@[]()$ab \n\r\t0=\\.:é\u2028", max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = Body(f"xx{text}", Span(2, 2 + len(text)))
    for part in (*found.links, *found.imports, *found.substitutions, *found.commands, *found.headings):
        assert 2 <= part.span.start <= part.span.end <= 2 + len(text)


@pytest.mark.parametrize(
    ("text", "is_open", "links"),
    [
        ("```markdown\n```ts\nx\n```\n[a](b.md)\n```\n[c](d.md)\n", False, ["d.md"]),
        ("```\n```ts\nx\n```\n[a](b.md)\n```\n[c](d.md)\n", False, ["d.md"]),
        ("```sh\n```ts\n```\n[a](b.md)\n", False, ["b.md"]),
        ("```markdown\n```ts\nx\n```\n[a](b.md)\n", False, ["b.md"]),
        ("```markdown\n[a](b.md)\n", True, []),
        ("```markdown\n```ts\nx\n```\n[a](b.md)\n```\n```sh\n[c](d.md)\n", True, ["b.md"]),
        ("````markdown\n```ts\n[a](b.md)\n````\n[c](d.md)\n", False, ["d.md"]),
    ],
)
def test_a_fence_in_a_sample_nests_as_it_was_meant(text: str, is_open: bool, links: list[str]) -> None:
    content = Body(text, Span(0, len(text)))
    assert (content.open_fence is not None, [one.text for one in content.links]) == (is_open, links)
