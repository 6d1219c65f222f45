"""Real files typed anew, character by character: nothing breaks, nothing else is lost, nobody is shouted at.

Two ways of typing are simulated: a file written from its first character on, with nothing below the cursor yet, and one
key of a finished file that is deleted and typed again, with everything else in its place.
"""

from __future__ import annotations

import csv
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Entry

FILES = 12
LONGEST_BLOCK = 700
LONGEST_RETYPED = 100

# What these say about a key depends on nothing but that key, so it must stand still while another one is typed.
STEADY = {
    "duplicate-tool",
    "ineffective-tool-pattern",
    "invalid-value",
    "no-usable-tool",
    "removed-tool",
    "renamed-tool",
    "retired-model",
    "unknown-hook-event",
    "unknown-key",
    "unknown-model",
    "unknown-tool",
    "wrong-separator",
}

AGENT = dialect("claude-code/agent")
SNAPSHOT = Snapshot()
NAMES = {
    "unknown-tool": [value.name.casefold() for value in catalog("claude-code-tools").offered],
    "unknown-model": [value.name.casefold() for value in catalog("claude-code-models").offered],
}


@dataclass(frozen=True)
class State:
    """A text on its way, the place of the cursor, and the key that is being typed."""

    document: Document
    cursor: int
    typed: str = ""

    @property
    def findings(self) -> list[Finding]:
        return lint(self.document, SNAPSHOT, self.cursor)

    def __str__(self) -> str:
        text = self.document.text
        return f"{self.document.path}: {text[max(0, self.cursor - 60) : self.cursor]!r}|{text[self.cursor :][:30]!r}"


def _document(path: str, text: str) -> Document:
    assert AGENT is not None
    return Document(path, text, AGENT)


@pytest.fixture(scope="module")
def finished(shared: Path) -> list[Document]:
    """Some agents as their authors left them: the same ones every time, from as many projects as possible."""
    chosen: dict[str, Document] = {}
    corpus = shared / "corpus"
    with (corpus / "claude-verdicts.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            path = corpus / row["repo"] / row["path"]
            if "agent" not in row["kind"] or row["repo"] in chosen:
                continue
            document = _document(f".claude/agents/{path.name}", path.read_bytes().decode("utf-8", "replace"))
            block = document.frontmatter.block
            is_short = block.end - block.start <= LONGEST_BLOCK
            if document.frontmatter.fencing is Fencing.CLOSED and document.entry("tools") and is_short:
                chosen[row["repo"]] = document
    assert len(chosen) >= FILES
    step = len(chosen) // FILES
    return list(chosen.values())[::step][:FILES]


def from_the_start(document: Document) -> Iterator[State]:
    """Yield the file as it grows; the text below the block comes in one go."""
    for end in range(document.frontmatter.body.start + 1):
        yield State(_document(document.path, document.text[:end]), end)


def keys_again(document: Document) -> Iterator[State]:
    """Yield the file with one key after the other deleted and typed again."""
    for entry in document.root.entries:
        line = document.lines.line_start(document.lines.line_of(entry.span.start))
        if line != entry.span.start:
            continue
        before, typed, after = document.text[:line], entry.span.of(document.text), document.text[entry.span.end :]
        for length in range(min(len(typed), LONGEST_RETYPED) + 1):
            text = before + typed[:length] + after
            yield State(_document(document.path, text), line + length, entry.name)


def _values(entries: tuple[Entry, ...], text: str, without: str) -> list[tuple[str, str]]:
    return [(entry.name, entry.value.span.of(text)) for entry in entries if entry.name != without]


def _steady(findings: list[Finding], entry: Entry, text: str) -> list[tuple[str, str, str]]:
    return [
        (finding.rule, finding.message, finding.span.of(text))
        for finding in findings
        if finding.rule in STEADY and not finding.span.overlaps(entry.span)
    ]


def _is_half_word(finding: Finding, state: State) -> bool:
    word = finding.span.of(state.document.text).casefold()
    under_cursor = finding.span.start < state.cursor <= finding.span.end
    return under_cursor and any(name.startswith(word) and name != word for name in NAMES.get(finding.rule, ()))


def test_typing_a_file_from_the_start(finished: list[Document], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for document in finished[::3]:
        known: list[str] = []
        for state in from_the_start(document):
            findings = state.findings
            assert not caplog.records, str(state)
            assert not [one.message for one in findings if _is_half_word(one, state)], str(state)
            entries = state.document.root.entries
            assert [name for name in known if name not in {entry.name for entry in entries}] == [], str(state)
            # The last key is still being written: `na`, `nam` and `name` are not keys that came and went.
            known = [entry.name for entry in entries if entry.span.end < state.cursor - 1]


def test_typing_one_key_again(finished: list[Document], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for document in finished:
        entries = {entry.name: entry for entry in document.root.entries}
        whole = lint(document, SNAPSHOT)
        expected = {
            name: (_values(document.root.entries, document.text, name), _steady(whole, entry, document.text))
            for name, entry in entries.items()
        }
        for state in keys_again(document):
            findings = state.findings
            assert not caplog.records, str(state)
            assert not [one.message for one in findings if _is_half_word(one, state)], str(state)
            text = state.document.text
            values, steady = expected[state.typed]
            others = [entry for entry in state.document.root.entries if not entry.span.touches(state.cursor)]
            assert [pair for pair in values if pair not in _values(tuple(others), text, "")] == [], str(state)
            there = [(one.rule, one.message, one.span.of(text)) for one in findings]
            assert [one for one in steady if one not in there] == [], str(state)
            loud = [one for one in findings if one.rule in STEADY and one.severity == Severity.ERROR]
            assert all(any(one.rule == same.rule for same in whole) for one in loud), str(state)
