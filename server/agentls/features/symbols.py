"""Document symbols: the keys of the frontmatter and the headings below it, in one tree.

symbols(document) -> tuple[Symbol, ...]
"""

from typing import Literal, NamedTuple, TypeAlias

from agentls.project.document import Document
from agentls.syntax.body import Heading
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from agentls.text.positions import Span

Kind: TypeAlias = Literal["key", "item", "heading"]
_MOST_DETAIL = 80


class Symbol(NamedTuple):
    """One part. `span` covers all of it with its children, `name_span` lies within and is what is selected."""

    name: str
    kind: Kind
    detail: str
    span: Span
    name_span: Span
    children: tuple["Symbol", ...] = ()


def symbols(document: Document) -> tuple[Symbol, ...]:
    """Return the outline of the document."""
    return (*_of(document.root), *_headings(list(document.content.headings), len(document.text)))


def _of(node: Node) -> tuple[Symbol, ...]:
    if isinstance(node, Mapping):
        return tuple(_key(entry) for entry in node.entries if entry.name)
    if isinstance(node, Sequence):
        return tuple(_item(item) for item in node.items if isinstance(item, Mapping) and item.entries)
    return ()


def _key(entry: Entry) -> Symbol:
    return Symbol(entry.name, "key", _detail(entry.value), entry.span, entry.key.span, _of(entry.value))


def _item(item: Mapping) -> Symbol:
    """Name an item of a list after its first entry, which tells what it is about."""
    first = item.entries[0]
    name = _detail(first.value) or first.name
    return Symbol(name, "item", "", item.span, first.span, _of(item))


def _detail(node: Node) -> str:
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
    elif isinstance(node, Sequence):
        text = ", ".join(one.text for one in node.items if isinstance(one, Scalar))
    else:
        return ""
    return text if len(text) <= _MOST_DETAIL else text[: _MOST_DETAIL - 1] + "…"


def _headings(found: list[Heading], end: int) -> tuple[Symbol, ...]:
    """Nest each heading below the nearest one above it that has a smaller level."""
    made: list[Symbol] = []
    at = 0
    while at < len(found):
        heading = found[at]
        after = next((n for n in range(at + 1, len(found)) if found[n].level <= heading.level), len(found))
        stop = found[after].span.start if after < len(found) else end
        inside = _headings(found[at + 1 : after], stop)
        made.append(Symbol(heading.title or "#", "heading", "", Span(heading.span.start, stop), heading.span, inside))
        at = after
    return tuple(made)
