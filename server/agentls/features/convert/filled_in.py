"""What stands in the text for something that a host puts there: arguments, what a command says, a file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter

from agentls.features.convert.carried import Content, Left
from agentls.knowledge.annotation_parts import FilledIn
from agentls.knowledge.dialect import Dialect
from agentls.project.document import Document
from agentls.text.positions import Span

_TEXT = "text"
_HELD = "%s"
# A path that is written so means something to a reader of the text, too, whoever reads it.
_READ_ANYWAY = "file"


def write(content: Content, document: Document, target: Dialect) -> None:
    """Give the text the words of `target`, and list what it puts nothing in the place of, or something else."""
    if content.text != document.body:
        return
    start = document.frontmatter.body.start
    theirs = {one.means: one for one in reversed(target.facts.fills_in) if one.written is not None}
    done: list[Span] = []
    parts: list[str] = []
    at = 0
    for place, one, held in _found(content.text, document.dialect.facts.fills_in):
        other = theirs.get(one.means)
        done.append(place)
        if other is not None:
            parts += [content.text[at : place.start], _written(one, other, held)]
            at = place.end
        else:
            why = f"{target.host} puts nothing in its place"
            content.left.append(_left(document, start + place.start, why, place.of(content.text)))
    parts.append(content.text[at:])
    for place, one, _ in _found(content.text, target.facts.fills_in):
        # Neither these nor those lie within one another: only the last that begins before its end can meet a place.
        number = bisect_right(done, place.end, key=attrgetter("start"))
        if one.means != _READ_ANYWAY and not (number and place.overlaps(done[number - 1])):
            why = f"{target.host} puts something else in its place"
            content.left.append(_left(document, start + place.start, why, place.of(content.text)))
    content.text = "".join(parts)


def _found(text: str, kinds: tuple[FilledIn, ...]) -> Iterator[tuple[Span, FilledIn, str]]:
    """Yield the places in their order, none within another, with what they hold: a number, a command or a path."""
    every = [
        (Span(match.start(), match.end()), number, next((one for one in match.groups() if one is not None), ""))
        for number, one in enumerate(kinds)
        for match in re.finditer(one.pattern, text)
    ]
    end = 0
    for place, number, held in sorted(every, key=lambda one: (one[0].start, one[1])):
        if place.start >= end:
            end = place.end
            yield place, kinds[number], held


def _written(one: FilledIn, other: FilledIn, held: str) -> str:
    if one.first is not None and other.first is not None:
        held = str(int(held) - one.first + other.first)
    return str(other.written).replace(_HELD, held)


def _left(document: Document, offset: int, why: str, written: str) -> Left:
    return Left(document.lines.line_of(offset) + 1, _TEXT, why, written)
