"""A tree with its places moved: to where its text stands in a file, or back to the text before a repair."""

from typing import NamedTuple

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
    return _Relocation(repaired, text, base, {span.start: span for span in repaired.quoted}).of(node)


class _Relocation(NamedTuple):
    """The way back; `quoted` are the values that the repair has put into quotes, by where they begin."""

    # A function inside another that calls itself would hold all of this until somebody looks for garbage.
    repaired: Repaired
    text: str
    base: int
    quoted: dict[int, Span]

    def of(self, node: Node) -> Node:
        """Return `node` with its places in the original."""
        place = Span(self.repaired.source(node.span.start), self.repaired.source(node.span.end))
        span = place.shifted(self.base)
        if isinstance(node, Scalar):
            return self._scalar(node, place)
        if isinstance(node, Sequence):
            return Sequence(span, tuple(self.of(item) for item in node.items), node.flow)
        if isinstance(node, Mapping):
            return Mapping(span, tuple(self._entry(entry) for entry in node.entries), node.flow)
        return Opaque(span)

    def _entry(self, entry: Entry) -> Entry:
        key, value = self.of(entry.key), self.of(entry.value)
        assert isinstance(key, Scalar)  # noqa: S101 - a scalar stays a scalar.
        return Entry(key, value, Span(key.span.start, max(key.span.end, value.span.end)))

    def _scalar(self, scalar: Scalar, place: Span) -> Scalar:
        was = self.quoted.get(place.start)
        if was is None or scalar.style in (Style.PLAIN, Style.FOLDED):
            return Scalar(place.shifted(self.base), scalar.text, scalar.style, scalar.value)
        end = was.end
        while end > was.start and self.text[end - 1] in " \t":
            end -= 1
        return Scalar(Span(was.start, end).shifted(self.base), scalar.text, Style.PLAIN, scalar.value)
