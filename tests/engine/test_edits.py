"""Texts are written into files so that they are read as the same texts, in quotes only where that needs them."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from agentls.knowledge.dialect import dialect
from agentls.meaning.edits import added_name, as_scalar, insert_key, line_of, quoted
from agentls.project.document import Document
from agentls.text.positions import Span, apply

_AGENTS = dialect("claude-code/agent")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", '""'),
        ("a", '"a"'),
        ("it's", '"it\'s"'),
        ('a "b"', "'a \"b\"'"),
        ("a\\b", "'a\\b'"),
        ('it\'s "b"', "'it''s \"b\"'"),
        ("a\nb", '"a\\nb"'),
        ("a\rb", '"a\\rb"'),
        ('a\n"b\\', '"a\\n\\"b\\\\"'),
    ],
)
def test_a_text_in_quotes(text: str, written: str) -> None:
    assert quoted(text) == written


# Characters that YAML has anywhere, the odd ones among them more often than by chance.
_TEXTS = st.text(st.one_of(st.sampled_from(" -?:,[]{}#&*!|>'\"%@`\\\n\r.~=<0158yneax"), st.characters(min_codepoint=32, max_codepoint=126)), max_size=12)  # fmt: skip


@given(_TEXTS)
def test_a_text_comes_back(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text
    document = Document("a.md", f"---\nx: {as_scalar(text)}\n---\n", _AGENTS)
    assert document.plain == {"x": text}


@pytest.mark.parametrize("text", ["a", "a b", "a:b", "a#b", "it's", "é", "a-b", "1a", "~/x"])
def test_what_needs_no_quotes_has_none(text: str) -> None:
    assert as_scalar(text) == text


@pytest.mark.parametrize("text", ["", "true", "null", "~", "5", "0x1", "1.5", "2020-01-01", "a: b", "a #b", "a ", " a", "---", "...", "a:", "#a", "-a", "0o17", "1_000", ".5e3"])  # fmt: skip
def test_what_would_be_read_otherwise_has_quotes(text: str) -> None:
    assert as_scalar(text) == f'"{text}"'


def agent(lines: str, line_break: str = "\n") -> Document:
    return Document("a.md", f"---\n{lines}---\nText.\n".replace("\n", line_break), _AGENTS)


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("tools: Read", "tools: Read, Grep"),
        ('tools: "Read"', 'tools: "Read, Grep"'),
        ("tools: 'Read' # now", "tools: 'Read, Grep' # now"),
        ("tools: [Read]", 'tools: [Read, "Grep"]'),
        ("tools: [Read, Glob ]", 'tools: [Read, Glob, "Grep" ]'),
        ("tools:\n  - Read", "tools:\n  - Read\n  - Grep"),
        ("tools:\n- Read\n- Glob", "tools:\n- Read\n- Glob\n- Grep"),
        ("tools: []", None),
        ("tools:", None),
        ('tools: " "', None),
        ("tools: 5", None),
        ("tools: {a: b}", None),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_name_is_added_in_the_form_of_the_list(value: str, after: str | None, line_break: str) -> None:
    document = agent(f"{value}\n", line_break)
    entry = document.entry("tools")
    assert entry is not None
    edit = added_name(document, entry.value, "Grep")
    assert (apply(document.text, [edit]) if edit else None) == (agent(f"{after}\n", line_break).text if after else None)


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_a_key_is_added_below_another_or_on_top(line_break: str) -> None:
    document = agent("name: a\nx:\n  - b\ny: c\n", line_break)
    below = insert_key(document, "z: d", document.entry("x"))
    assert apply(document.text, [below]) == agent("name: a\nx:\n  - b\nz: d\ny: c\n", line_break).text
    assert (
        apply(document.text, [insert_key(document, "z: d")])
        == agent("z: d\nname: a\nx:\n  - b\ny: c\n", line_break).text
    )


def test_a_key_is_added_where_the_last_line_has_no_end() -> None:
    document = Document("a.md", "---\nname: a", _AGENTS)
    assert apply(document.text, [insert_key(document, "z: d", document.entry("name"))]) == "---\nname: a\nz: d"


@pytest.mark.parametrize(
    ("span", "lines"),
    [
        ((4, 5), "name: a\n"),
        ((4, 12), "name: a\n"),
        ((4, 13), "name: a\nx: b\n"),
        ((12, 12), "x: b\n"),
        ((3, 4), "---\n"),
    ],
)
def test_whole_lines(span: tuple[int, int], lines: str) -> None:
    document = agent("name: a\nx: b\n")
    assert line_of(document, Span(*span)).of(document.text) == lines
