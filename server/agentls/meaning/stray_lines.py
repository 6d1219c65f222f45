"""Lines of a text that have become keys, because the text was not made a block.

    stray_lines(document) -> StrayLines | None

A description that goes on with `user: "…"` and `assistant: "…"` ends before the first of them. What gives it away is
that no key is known and that one of them comes again.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from agentls.knowledge.annotation_parts import UnknownKeys
from agentls.meaning.edits import line_of
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Mapping, Scalar, Sequence, Style
from agentls.text.lazy import lazy
from agentls.text.positions import Edit, Span

# A key that stands there twice is a slip; a conversation takes three lines to begin.
_FEWEST = 3


class StrayLines:
    """The key whose text ends too early, and the entries that were meant to be a part of it."""

    def __init__(self, owner: Entry, entries: tuple[Entry, ...]) -> None:
        self.owner = owner
        self.entries = entries

    def has(self, entry: Entry) -> bool:
        """Tell whether an entry is one of them."""
        return id(entry) in self._identities

    @lazy
    def _identities(self) -> frozenset[int]:
        # Every finding of a long conversation asks, so that a look at each of its lines would be quadratic.
        return frozenset(map(id, self.entries))


@once
def stray_lines(document: Document) -> StrayLines | None:
    """Return the first such lines."""
    if document.dialect.facts.unknown_keys is UnknownKeys.IGNORE:
        # Nothing is said of unknown keys there, and what comes twice is told by itself.
        return None
    if len(document.known_entries) == len(document.root.entries):
        return None
    owner: Entry | None = None
    for is_known, group in groupby(document.root.entries, lambda one: _is_known(document, one)):
        entries = tuple(group)
        if is_known:
            owner = entries[-1]
            continue
        counted = Counter(one.name for one in entries)
        first = next((number for number, one in enumerate(entries) if counted[one.name] > 1), None)
        if first is not None and len(entries) - first >= _FEWEST and owner is not None and _is_text(owner):
            return StrayLines(owner, entries[first:])
    return None


def as_block(document: Document, stray: StrayLines) -> Edit | None:
    """Return the edit that makes one text of several lines of the value and the lines below it."""
    value = stray.owner.value
    if not isinstance(value, Scalar) or value.style is not Style.PLAIN or not value.text:
        return None
    end = line_of(document, stray.entries[-1].span).end
    whole = Span(value.span.start, end)
    lines = whole.of(document.text).splitlines()
    text = document.line_break().join(["|-", *(f"  {line}".rstrip() for line in lines), ""])
    return Edit(whole, text)


def _is_known(document: Document, entry: Entry) -> bool:
    foreign = document.dialect.foreign_keys
    return entry.name in document.dialect.properties or bool(foreign and foreign.get(entry.name))


def _is_text(entry: Entry) -> bool:
    # One that cannot be read is a text with a colon in it.
    return not isinstance(entry.value, (Mapping, Sequence))
