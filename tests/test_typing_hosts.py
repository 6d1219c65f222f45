"""A sample of every kind of file typed letter by letter, whichever reader it has: every answer comes, nobody is shouted at.

The sample is written from its first character on, and then each of its keys is deleted and typed again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from agentls.features.colors import color_spans
from agentls.features.completion.suggestions import suggestions
from agentls.features.hover import hover
from agentls.features.hover.names import name_hover
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.syntax.policies import READERS
from fault.questions import findings, inside

SAMPLES = Path(__file__).parent / "knowledge" / "samples"
# Of the text below the frontmatter, a few letters are as good as all.
LONGEST, BELOW = 600, 20
SNAPSHOT = Snapshot()
# What the file as a whole lacks as long as the key is not there, and what half a word cannot say.
OF_THE_WHOLE = {"missing-key"}


def sample(dialect: Dialect) -> Document | None:
    folder = SAMPLES / dialect.id / "valid"
    usual = (
        sorted(folder.iterdir(), key=lambda one: (not one.name.startswith("usual"), one.name))
        if folder.is_dir()
        else []
    )
    if not usual:
        return None
    place = dialect.place_for("sample")
    return Document(f"/p/{place}", usual[0].read_text(encoding="utf-8"), dialect)


SAMPLED = {one.id: found for one in all_dialects() if (found := sample(one)) is not None}


def asked(document: Document, cursor: int) -> list[Finding]:
    """Ask what an editor asks after a keystroke; return what is wrong."""
    found = findings(document, SNAPSHOT, cursor)
    for item in suggestions(document, SNAPSHOT, cursor, snippets=True):
        inside("completion", item.replace, document)
    for answer in (hover(document, SNAPSHOT, cursor), hover(document, SNAPSHOT, max(cursor - 1, 0))):
        if answer is not None:
            inside("hover", answer.span, document)
    name_hover(document, SNAPSHOT, cursor)
    for span, _ in color_spans(document):
        inside("colors", span, document)
    return found


def anew(document: Document, text: str) -> Document:
    return Document(document.path, text, document.dialect)


def keys_again(document: Document) -> Iterator[tuple[Document, int, bool]]:
    """Yield the file with one key after the other typed again, where the cursor is, and whether the key is but begun."""
    for entry in document.root.entries:
        key = entry.key.span
        if document.lines.line_start(document.lines.line_of(key.start)) != key.start:
            continue
        end = document.lines.line_span(document.lines.line_of(key.start)).end
        before, typed, after = document.text[: key.start], document.text[key.start : end], document.text[end:]
        if after.lstrip("\r\n").startswith((" ", "\t", "- ")):
            # Without its key, the rest of a value over several lines is another mistake.
            continue
        for length in range(len(typed) + 1):
            yield anew(document, before + typed[:length] + after), key.start + length, length <= key.end - key.start


def told(found: list[Finding]) -> set[tuple[str, str]]:
    return {(one.rule, one.message) for one in found}


@pytest.mark.parametrize("name", SAMPLED)
def test_a_sample_typed_from_its_first_letter(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    document = SAMPLED[name]
    last = min(document.frontmatter.body.start + BELOW, LONGEST) if document.dialect.format == "markdown" else LONGEST
    for end in range(min(len(document.text), last)):
        found = asked(anew(document, document.text[:end]), end)
        assert not caplog.records, document.text[:end]
        line = document.lines.line_span(document.lines.line_of(max(end - 1, 0)))
        red = [one for one in found if one.severity is Severity.ERROR and one.rule not in OF_THE_WHOLE]
        here = [one for one in red if one.span.start >= line.start]
        assert not here or ":" in document.text[line.start : end], (document.text[:end], told(here))
    assert told(asked(document, len(document.text))) == told(findings(document, SNAPSHOT))


@pytest.mark.parametrize("name", SAMPLED)
def test_every_key_typed_again(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    document = SAMPLED[name]
    expected = told(findings(document, SNAPSHOT))
    for state, cursor, is_begun in keys_again(document):
        found = asked(state, cursor)
        assert not caplog.records, state.text
        if state.text == document.text:
            assert told(found) == expected
        red = [one for one in found if one.severity is Severity.ERROR and one.rule not in OF_THE_WHOLE]
        new = told(red) - expected
        assert not is_begun or not new, (state.text[:cursor], new)


def samples(kind: Dialect) -> list[Document]:
    folder = SAMPLES / kind.id / "valid"
    place = f"/p/{kind.place_for('sample')}"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())] if folder.is_dir() else []
    return [Document(place, text, kind) for text in texts if len(text) <= LONGEST]


def half_written(document: Document) -> Iterator[tuple[str, int]]:
    """Yield the text after each letter of its keys, first with nothing below them and then with all that follows."""
    text, block = document.text, document.frontmatter.block
    if document.dialect.format != "markdown":
        # A backslash takes the quote behind it away, until it has a letter of its own.
        yield from ((text[:end], end) for end in range(1, len(text)) if "\\" not in text[end - 2 : end])
        return
    for rest in ("", text[block.end :]):
        for end in range(block.start + 1, block.end):
            yield text[:end] + ("\n" if rest and text[end - 1] != "\n" else "") + rest, end


# An event of hooks that nobody knows is told of before the last letter; the fallback of a reader makes other keys wrong.
TOLD_EARLY = {"unknown-hook-event"}


@pytest.mark.parametrize(
    "name", [name for name, one in SAMPLED.items() if READERS[one.dialect.reader].fallback is None]
)
def test_nothing_is_wrong_that_is_only_half_written(name: str) -> None:
    for document in samples(SAMPLED[name].dialect):
        expected = told(lint(document, SNAPSHOT))
        for text, cursor in half_written(document):
            found = lint(anew(document, text), SNAPSHOT, cursor)
            loud = [one for one in found if one.severity is not None and one.severity <= Severity.WARNING]
            new = {one for one in told(loud) - expected if one[0] not in TOLD_EARLY}
            assert not new, (text[max(cursor - 60, 0) : cursor], new)
