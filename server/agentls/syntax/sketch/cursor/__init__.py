"""What stands at an offset of a frontmatter: a key of which map, or which part of which value.

Works on lines and indentation alone, so that it answers while the text around is broken or unclosed, and never needs
a dummy word at the cursor.
"""

from __future__ import annotations

from agentls.syntax.frontmatter import Fencing, Frontmatter
from agentls.syntax.sketch.cursor.finder import Finder
from agentls.syntax.sketch.cursor.place import (
    Place,
    Slot,
    Word,
    word_at,
)
from agentls.syntax.sketch.outline import Outline
from agentls.text.expressions import expression
from agentls.text.positions import Span

__all__ = ["Place", "Slot", "Word", "outline_of", "place_at", "word_at"]

_LINE_OF_ONE_WORD = expression(r"[ \t]*(?:-[ \t]*)?(?:[\w\"'-]+:?[ \t]*|:[ \t]*)?(?=[\r\n]|\Z)")


def place_at(source: str, parts: Frontmatter, offset: int) -> Place | None:
    """Return what stands at `offset`, or `None` outside the frontmatter, in comments and where nothing can stand."""
    block = _reachable(source, parts, offset)
    if block is None:
        return None
    outline = Outline(source, block, offset)
    if any(comment.start < offset <= comment.end for comment in outline.comments):
        return None
    place = Finder(source, outline, offset).place()
    return place if place is not None and place.span.touches(offset) else None


def outline_of(source: str, parts: Frontmatter) -> Outline:
    """Return the sketch of the whole block, for questions that are not about one offset."""
    return Outline(source, parts.block, -1)


def _reachable(source: str, parts: Frontmatter, offset: int) -> Span | None:
    """Return the block if `offset` is in it; of an open block also the word behind it that may become its next key."""
    block = parts.block
    if parts.fencing is Fencing.NONE or offset < block.start:
        return None
    if (
        parts.opening
        and parts.opening.start < parts.opening.end
        and "\n" not in source[parts.opening.end : offset].replace("\r", "\n")
    ):
        return None
    if parts.fencing is Fencing.CLOSED:
        inside = offset < block.end or (offset == block.end and parts.early)
        return block if inside else None
    if offset <= block.end:
        return block
    line_start = max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1
    line = _LINE_OF_ONE_WORD.match(source, line_start)
    if line_start == block.end and line:
        return Span(block.start, line.end())
    return None
