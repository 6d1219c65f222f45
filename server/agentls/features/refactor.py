"""Rewrites a list of names in another form: names on one line, a list in brackets, or one name a line.

The host reads all three alike. Comments stay: one that cannot stand where it was moves above the key.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.schema import Property
from agentls.meaning.edits import as_scalar, quoted
from agentls.project.document import Document
from agentls.syntax.name_lists import Item, items
from agentls.syntax.nodes import (
    Entry,
    Node,
    Scalar,
    Sequence,
    Style,
)
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

_GRAMMARS = (Grammar.TOOL_LIST, Grammar.NAME_LIST, Grammar.PERMISSION_RULES)
_COMMENT = expression(r"(?:(?<=[ \t])|(?<=^))#[^\r\n]*", re.MULTILINE)
_PUNCTUATION = expression(r"[\s,\[\]-]*")
_NEEDS_QUOTES_IN_BRACKETS = expression(r"[,\[\]{}]")


class Refactoring(NamedTuple):
    """A way to write the same thing differently."""

    title: str
    edits: tuple[Edit, ...]


class _Parts(NamedTuple):
    """A list taken apart. `place` runs from behind the colon to the end of the last line.

    `beside` is the comment that stands on the key's own line, `above` are the others.
    """

    names: tuple[str, ...]
    place: Span
    indentation: str
    line_break: str
    beside: str
    above: tuple[str, ...]


def conversions(document: Document, offset: int) -> list[Refactoring]:
    """Return the other forms in which the list at `offset` can be written; none where no list stands there."""
    for name, known in document.dialect.properties.items():
        entry = document.entry(name)
        if entry is None or known.grammar not in _GRAMMARS or not entry.span.touches(offset):
            continue
        parts = _take_apart(document, entry)
        if parts is None:
            return []
        return [
            Refactoring(title, _edits(document, entry, parts, write(parts)))
            for title, form, kind, write in _FORMS
            if form != _form(entry.value) and known.accepts(kind) and _fits(known, entry.value)
        ]
    return []


def _fits(known: Property, value: Node) -> bool:
    """Tell whether the value is of a kind that the key may have, so that rewriting it keeps its meaning."""
    return known.accepts("array" if isinstance(value, Sequence) else "string")


def _form(value: Node) -> str:
    if not isinstance(value, Sequence):
        return "line"
    return "brackets" if value.flow else "block"


def _take_apart(document: Document, entry: Entry) -> _Parts | None:
    """Return the parts of a list, or `None` for one that cannot be written anew without losing something."""
    text, value = document.text, entry.value
    every = items(value, text)
    scalars = _scalars(value)
    lines = document.lines
    before_key = text[lines.line_start(lines.line_of(entry.key.span.start)) : entry.key.span.start]
    if not every or scalars is None or before_key.strip() or any(_is_unclear(item) for item in every):
        return None
    if any(text.startswith(("&", "!"), one.span.start) for one in scalars):
        # An anchor or a tag would be lost, and with it whatever refers to it.
        return None
    colon = text.find(":", entry.key.span.end, value.span.start)
    if colon < 0:
        return None
    place = Span(colon + 1, lines.line_span(lines.line_of(value.span.end)).end)
    beside: list[str] = []
    above: list[str] = []
    first_break = len(re.split(r"[\r\n]", text[place.start : place.end], maxsplit=1)[0]) + place.start
    for gap in _gaps(place, scalars):
        written = gap.of(text)
        if not _PUNCTUATION.fullmatch(_COMMENT.sub("", written)):
            return None
        for comment in _COMMENT.finditer(written):
            is_first = gap.start + comment.start() < first_break
            (beside if is_first else above).append(comment.group().rstrip())
    return _Parts(
        names=tuple(item.text for item in every),
        place=place,
        indentation=before_key,
        line_break=document.line_break(),
        beside="".join(f"  {comment}" for comment in beside),
        above=tuple(above),
    )


def _scalars(value: Node) -> list[Scalar] | None:
    """Return the texts that hold the names, `None` when the list holds anything else."""
    if isinstance(value, Scalar):
        return [value]
    if isinstance(value, Sequence):
        texts = [item for item in value.items if isinstance(item, Scalar) and item.is_string]
        return texts if len(texts) == len(value.items) else None
    return None


def _is_unclear(item: Item) -> bool:
    """Tell whether the name is read in a way that another form would change."""
    is_block = item.scalar.style in (Style.LITERAL, Style.FOLDED)
    has_breaks = any(character in item.text for character in "\n\r\t")
    is_unclosed = item.argument is not None and (
        item.argument_span is None or item.argument_span.end == item.span.end or "(" in item.argument
    )
    return has_breaks or is_unclosed or (is_block and item.list_item)


def _gaps(place: Span, scalars: list[Scalar]) -> list[Span]:
    """Return what lies between the texts."""
    starts = [place.start, *(one.span.end for one in scalars)]
    ends = [*(one.span.start for one in scalars), place.end]
    return [Span(start, max(start, end)) for start, end in zip(starts, ends, strict=True)]


def _edits(document: Document, entry: Entry, parts: _Parts, written: str) -> tuple[Edit, ...]:
    edits = [Edit(parts.place, written)]
    if parts.above:
        start = document.lines.line_start(document.lines.line_of(entry.key.span.start))
        comments = "".join(f"{parts.indentation}{comment}{parts.line_break}" for comment in parts.above)
        edits.insert(0, Edit(Span(start, start), comments))
    return tuple(edits)


def _as_line(parts: _Parts) -> str:
    return f" {as_scalar(', '.join(parts.names))}{parts.beside}"


def _as_brackets(parts: _Parts) -> str:
    names = (quoted(name) if _NEEDS_QUOTES_IN_BRACKETS.search(name) else as_scalar(name) for name in parts.names)
    return f" [{', '.join(names)}]{parts.beside}"


def _as_block(parts: _Parts) -> str:
    lines = (f"{parts.line_break}{parts.indentation}  - {as_scalar(name)}" for name in parts.names)
    return parts.beside + "".join(lines)


_FORMS: tuple[tuple[str, str, str, Callable[[_Parts], str]], ...] = (
    ("Write one name a line", "block", "array", _as_block),
    ("Write as a list in brackets", "brackets", "array", _as_brackets),
    ("Write on one line with commas", "line", "string", _as_line),
)
