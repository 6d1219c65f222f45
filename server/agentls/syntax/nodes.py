"""The tree of a frontmatter: what was written, what it means to the host, and where it stands.

All spans are code-point offsets into the whole file. Nodes are immutable and compare by value.
"""

from enum import Enum
from typing import NamedTuple, TypeAlias

from agentls.text.positions import Span


class Moment(NamedTuple):
    """A date, or a date with a time: to a host that knows such values it is no text."""

    text: str

    def __str__(self) -> str:
        return self.text


Atom: TypeAlias = str | int | float | bool | Moment | None
Plain: TypeAlias = "Atom | list[Plain] | dict[str, Plain]"


class Style(Enum):
    """How a scalar is written."""

    PLAIN = "plain"
    SINGLE = "single-quoted"
    DOUBLE = "double-quoted"
    LITERAL = "literal block"
    FOLDED = "folded block"


_IN_QUOTES = (Style.SINGLE, Style.DOUBLE)


class Scalar(NamedTuple):
    """A single value. `text` is its text after unquoting and folding, `value` what the host makes of it.

    `span` covers the value as written, quotes included. An absent value (`key:`) is an empty span with `None`.
    `is_closed` tells that a value in quotes has both of them.
    """

    span: Span
    text: str
    style: Style
    value: Atom
    is_closed: bool = True

    @property
    def content_span(self) -> Span:
        """The characters of the value without the quotes around it; the second is missing while somebody types."""
        if not self.is_quoted:
            return self.span
        return Span(self.span.start + 1, max(self.span.start + 1, self.span.end - self.is_closed))

    @property
    def is_string(self) -> bool:
        """Tell whether the host reads text and neither a number, a boolean nor nothing."""
        return isinstance(self.value, str)

    @property
    def is_quoted(self) -> bool:
        """Tell whether the value stands in quotes."""
        return self.style in _IN_QUOTES


class Sequence(NamedTuple):
    """A list. `flow` tells `[a, b]` from a block list with one `- item` a line."""

    span: Span
    items: tuple["Node", ...]
    flow: bool


class Opaque(NamedTuple):
    """A value that is there but cannot be read: it satisfies "required", and nothing else is known of it."""

    span: Span


class Mapping(NamedTuple):
    """A map, its entries in the order of the file, duplicates included."""

    span: Span
    entries: tuple["Entry", ...]
    flow: bool

    def get(self, name: str) -> "Entry | None":
        """Return the entry that counts for the host: of several with one name, the last."""
        for entry in reversed(self.entries):
            if entry.key.text == name:
                return entry
        return None

    def value(self, name: str) -> "Node | None":
        """Return the value that counts for the host, or `None` when the key is absent."""
        entry = self.get(name)
        return entry.value if entry else None


Node: TypeAlias = Scalar | Sequence | Mapping | Opaque
Path: TypeAlias = tuple[str | int, ...]


class Entry(NamedTuple):
    """One `key: value`. `span` runs from the key's first character to the value's last."""

    key: Scalar
    value: Node
    span: Span

    @property
    def name(self) -> str:
        """Return the key's text."""
        return self.key.text


def to_plain(node: Node) -> Plain:
    """Return the value as plain Python data, as a JSON Schema validator wants it.

    Maps keep the last of duplicate keys. An `Opaque` becomes `None`: callers leave its errors out by its path.
    """
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {entry.key.text: to_plain(entry.value) for entry in node.entries}
    return None


def node_at(node: Node, path: Path) -> Node | None:
    """Return the node that `path` (keys and list positions) leads to from `node`, or `None`."""
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            found = node.value(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            found = node.items[step]
        else:
            return None
        if found is None:
            return None
        node = found
    return node
