"""One file under edit or check: its text and everything that can be read from it, computed when first asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from agentls.knowledge.dialect import Dialect
from agentls.knowledge.schema import Property
from agentls.knowledge.validation import Violation
from agentls.syntax import fences, frontmatter, nodes
from agentls.syntax import json as json_reader
from agentls.syntax import name_lists as values
from agentls.syntax.body import Body
from agentls.syntax.comments import comments
from agentls.syntax.frontmatter import Fencing, Frontmatter
from agentls.syntax.json import JsonReading
from agentls.syntax.name_lists import Item
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Plain,
)
from agentls.syntax.policies import READERS
from agentls.syntax.yaml import read as yaml_reader
from agentls.syntax.yaml.again import Before, read_again
from agentls.syntax.yaml.read import Outcome, Reading
from agentls.text.change import Change
from agentls.text.lazy import lazy
from agentls.text.positions import Edit, LineIndex, Span, apply

if TYPE_CHECKING:
    from agentls.syntax.toml import TomlReading

_EMPTY = Reading(Mapping(Span(0, 0), (), flow=False), Outcome.READ)


class Document:
    """A file's text as some program reads it; never changes, an edit makes a new one.

    `path` has `/` between its parts. `version` is the editor's number for this text, `None` outside an editor.
    `encoding` is how the file is stored, as far as the shell knows: `utf-8` or `utf-16`. `came_by` is the edit that has
    made this text of another, if it was one.
    """

    def __init__(
        self,
        path: str,
        text: str,
        dialect: Dialect,
        version: int | None = None,
        encoding: str = "utf-8",
    ) -> None:
        self.path = path
        self.text = text
        self.dialect = dialect
        self.version = version
        self.encoding = encoding
        self.came_by: Change | None = None
        #: What others have found out about this document and would only find again; see `derived.once`.
        self.derived: dict[object, Any] = {}
        # The tree lives as long as the document, so that the identity of a node is a name for it.
        self._items: dict[int, tuple[Item, ...]] = {}

    def with_text(self, text: str) -> Document:
        """Return the same file with another text."""
        return self._other(text, self.dialect)

    def read_as(self, dialect: Dialect) -> Document:
        """Return the same text as a file of another kind."""
        return self._other(self.text, dialect)

    def _other(self, text: str, dialect: Dialect) -> Document:
        other = Document(self.path, text, dialect, self.version, self.encoding)
        other.came_by = self.came_by
        return other

    def edited(self, edit: Edit, version: int | None) -> Document:
        """Return the document after `edit`; of what has been read already, that stays which cannot be another now."""
        text = apply(self.text, (edit,))
        after = Document(self.path, text, self.dialect, version, self.encoding)
        after.came_by = Change(self.text, edit)
        reading = self.__dict__.get("reading")
        if reading is None or self.dialect.format != "markdown" or self.is_program or not after.has_block:
            return after
        block, was = after.frontmatter.block, self.frontmatter.block
        if block == was and edit.span.start >= block.end:
            after.__dict__["reading"] = reading
        elif block == _grown(was, edit) and self.frontmatter.language == after.frontmatter.language:
            again = read_again(Before(self.text, reading), edit, block, READERS[self.dialect.reader])
            if again is not None:
                after.__dict__["reading"], after.__dict__["changed_entry"] = again
        return after

    @lazy
    def changed_entry(self) -> int | None:
        """The number of the only top-level entry that `came_by` can have changed, where it is known to be so little."""
        return None

    @lazy
    def name(self) -> str:
        """The file's name without folders and without its last extension."""
        return posixpath.splitext(posixpath.basename(self.path))[0]

    @lazy
    def lines(self) -> LineIndex:
        """Where lines begin."""
        return LineIndex(self.text)

    @lazy
    def frontmatter(self) -> Frontmatter:
        """The fences and what stands between and below them."""
        reader = READERS[self.dialect.reader]
        if reader.whole_file:
            return frontmatter.whole(self.text)
        return fences.split(self.text, reader.fences) if reader.fences else frontmatter.split(self.text)

    @lazy
    def has_block(self) -> bool:
        """Tell whether there is a block to look into, be it closed or still open."""
        return self.frontmatter.fencing is not Fencing.NONE

    @lazy
    def reading(self) -> Reading:
        """The tree of the frontmatter and what the host makes of it; an unclosed block counts as closed."""
        if not self.has_block:
            return _EMPTY
        if self.dialect.format == "toml":
            return self._as_toml()
        if READERS[self.dialect.reader].whole_file:
            return self._as_json()
        if self.is_program:
            return _EMPTY
        return yaml_reader.read(self.text, self.frontmatter.block, READERS[self.dialect.reader])

    @property
    def is_program(self) -> bool:
        """Tell whether the host runs the block as a program instead of reading it."""
        return self.frontmatter.language in READERS[self.dialect.reader].executes

    def _as_json(self) -> Reading:
        found = self.json
        outcome = Outcome.LOST if found.faults else Outcome.READ
        if isinstance(found.node, Mapping):
            return Reading(found.node, outcome)
        return Reading(Mapping(Span(0, 0), (), flow=True), outcome, is_map=found.node is None)

    def _as_toml(self) -> Reading:
        outcome = Outcome.LOST if self.toml.fault else Outcome.READ
        table = nodes.node_at(self.toml.node, self.dialect.table)
        if isinstance(table, Mapping):
            return Reading(table, outcome)
        return Reading(Mapping(Span(0, 0), (), flow=False), outcome, is_map=table is None)

    @lazy
    def toml(self) -> TomlReading:
        """The tree of a TOML file, its comments and what is not TOML in it."""
        # Few files are TOML, and a check of others need not load what reads it.
        from agentls.syntax import toml  # noqa: PLC0415

        return toml.read(self.text)

    @lazy
    def json(self) -> JsonReading:
        """The tree of a JSON file and what is not JSON in it."""
        return json_reader.read(self.text)

    @property
    def root(self) -> Mapping:
        """The frontmatter's map, empty when there is none."""
        return self.reading.root

    @lazy
    def plain(self) -> Plain:
        """The frontmatter as plain data."""
        return nodes.to_plain(self.root)

    @lazy
    def violations(self) -> tuple[Violation, ...]:
        """What in the frontmatter does not fit the dialect's schema, one violation a place."""
        return tuple(self.dialect.checker.violations(self.root))

    @lazy
    def is_loaded_as_map(self) -> bool:
        """Tell whether the host gets keys and values out of the frontmatter."""
        closed = self.frontmatter.fencing is Fencing.CLOSED
        return closed and self.reading.is_map and self.reading.outcome is not Outcome.LOST

    @lazy
    def body(self) -> str:
        """The text below the frontmatter."""
        return self.frontmatter.body.of(self.text)

    @lazy
    def content(self) -> Body:
        """The headings, links, imports and so on in the text below the frontmatter."""
        return Body(self.text, self.frontmatter.body)

    @lazy
    def comments(self) -> tuple[Span, ...]:
        """Where comments stand, those of the frontmatter before those of the body; JSON has none."""
        if READERS[self.dialect.reader].whole_file:
            return self.toml.comments if self.dialect.format == "toml" else ()
        found = comments(self.text, self.frontmatter.block, self.root) if self.has_block else ()
        return (*found, *self.content.comments)

    def items(self, node: Node | None) -> tuple[Item, ...]:
        """Return the names in a value of this file; asked for by many, split once."""
        known = self._items.get(id(node))
        if known is None:
            known = self._items[id(node)] = values.items(node, self.text)
        return known

    @lazy
    def _entries(self) -> dict[str, Entry]:
        # Of several entries with one name the last counts, in a dictionary as for the host.
        return {entry.key.text: entry for entry in self.root.entries}

    def entry(self, name: str) -> Entry | None:
        """Return the entry that counts for the host under `name`."""
        return self._entries.get(name)

    def value(self, name: str) -> Node | None:
        """Return the value that counts for the host under `name`."""
        entry = self._entries.get(name)
        return entry.value if entry is not None else None

    def values(self, names: Iterable[str]) -> list[Node | None]:
        """Return what `value` returns for each of the names."""
        entries = self._entries
        return [entries[name].value if name in entries else None for name in names]

    @lazy
    def known_entries(self) -> tuple[tuple[Property, Entry], ...]:
        """The entries that count for the host under keys that it knows, in the order of the schema."""
        entries = self._entries
        return tuple([(known, entries[name]) for name, known in self.dialect.properties.items() if name in entries])

    def line_break(self) -> str:
        """Return the line break that this file uses, for text to be added."""
        return "\r\n" if "\r\n" in self.text else "\n"


def _grown(block: Span, edit: Edit) -> Span:
    """Return where a block is after an edit inside it, unless that moves one of its fences."""
    return Span(block.start, block.end + len(edit.text) - (edit.span.end - edit.span.start))
