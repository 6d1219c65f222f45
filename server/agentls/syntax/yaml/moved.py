"""A tree with its places moved: to where its text stands in a file, or back to the text before a repair."""

from __future__ import annotations

from agentls.syntax.nodes import Entry, Mapping, Node, Opaque, Scalar, Sequence, Style
from agentls.syntax.yaml.repair import Repaired
from agentls.text.positions import Span


def shifted(node: Node, by: int) -> Node:
    """Return `node` with every span moved by `by` code points."""
    if not by:
        return node
    span = node.span.shifted(by)
    if isinstance(node, Scalar):
        return Scalar(span, node.text, node.style, node.value)
    if isinstance(node, Sequence):
        return Sequence(span, tuple(shifted(item, by) for item in node.items), node.flow)
    if isinstance(node, Mapping):
        return Mapping(span, tuple(shifted_entry(entry, by) for entry in node.entries), node.flow)
    return Opaque(span)


def shifted_entry(entry: Entry, by: int) -> Entry:
    """Return `entry` with every span moved by `by` code points."""
    key = shifted(entry.key, by)
    assert isinstance(key, Scalar)  # noqa: S101 - a scalar stays a scalar.
    return Entry(key, shifted(entry.value, by), entry.span.shifted(by))


def relocated(node: Node, repaired: Repaired, text: str, base: int) -> Node:
    """Return a tree of the repaired text with its places in the original, and its values as they stand there.

    `text` is the original, and `base` where it begins in its source, in code points.
    """
    quoted = {span.start: span for span in repaired.quoted}

    def place(span: Span) -> Span:
        return Span(repaired.source(span.start), repaired.source(span.end))

    def walk(one: Node) -> Node:
        span = place(one.span)
        if isinstance(one, Scalar):
            was = quoted.get(span.start)
            if was is None or one.style in (Style.PLAIN, Style.FOLDED):
                return Scalar(span.shifted(base), one.text, one.style, one.value)
            end = was.end
            while end > was.start and text[end - 1] in " \t":
                end -= 1
            return Scalar(Span(was.start, end).shifted(base), one.text, Style.PLAIN, one.value)
        if isinstance(one, Sequence):
            return Sequence(span.shifted(base), tuple(walk(item) for item in one.items), one.flow)
        if isinstance(one, Mapping):
            entries = []
            for entry in one.entries:
                key, value = walk(entry.key), walk(entry.value)
                assert isinstance(key, Scalar)  # noqa: S101 - a scalar stays a scalar.
                entries.append(Entry(key, value, Span(key.span.start, max(key.span.end, value.span.end))))
            return Mapping(span.shifted(base), tuple(entries), one.flow)
        return Opaque(span.shifted(base))

    return walk(node)
