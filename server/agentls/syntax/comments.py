"""Where the comments of a frontmatter block are: only where the host's reader takes them for comments, too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from agentls.syntax.nodes import Mapping, Node, Opaque, Scalar, Sequence, Style
from agentls.text.expressions import expression
from agentls.text.positions import Span

_MARK = expression(r"(?:(?<=[ \t\r\n])|\A)#[^\r\n]*")
_FIRST_LINE = expression(r"[^\r\n]*")


def comments(source: str, block: Span, root: Mapping) -> Iterator[Span]:
    """Yield each comment in `block` of `source`, from its `#` to the end of its line.

    `root` is the block as the host reads it: what has become part of a value there, as the values that a host puts in
    quotes before it tries again, is no comment.
    """
    if source.find("#", block.start, block.end) < 0:
        return
    texts = sorted(_texts(root, source))
    starts = [one.start for one in texts]
    at = block.start
    while found := _MARK.search(source, at, block.end):
        number = bisect_right(starts, found.start()) - 1
        inside = number >= 0 and texts[number].contains(found.start())
        if not inside and not _is_glued(source, found.start(), block):
            yield Span(found.start(), found.start() + len(found.group().rstrip()))
        at = found.end() if not inside else max(texts[number].end, found.start() + 1)


def _is_glued(source: str, start: int, block: Span) -> bool:
    return start > block.start and source[start - 1] not in " \t\r\n"


def _texts(node: Node, source: str) -> Iterator[Span]:
    """Yield the places in which a `#` is text."""
    if isinstance(node, Scalar):
        start = node.span.start
        if node.style in (Style.LITERAL, Style.FOLDED):
            # Behind the sign that begins such a text there may be a comment.
            first = _FIRST_LINE.match(source, start)
            start = first.end() if first else start
        yield Span(start, node.span.end)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _texts(entry.key, source)
            yield from _texts(entry.value, source)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, source)
    elif isinstance(node, Opaque):
        # The host reads nothing of it, so whatever looks like a comment may be one.
        return
