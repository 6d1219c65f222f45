"""Completion of values: names in lists of any form, single values, and skeletons of larger ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agentls.features.completion import textmate
from agentls.features.completion.item import Item, Kind
from agentls.features.completion.keys import column_of, indent_of
from agentls.features.completion.words import word_in
from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.catalog import Value
from agentls.knowledge.schema import Property
from agentls.meaning import edits, governing
from agentls.meaning.own_values import offered_at
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.name_lists import items
from agentls.syntax.nodes import Path
from agentls.syntax.sketch.cursor import Place, Word, word_at
from agentls.text.positions import Span

_NEEDS_QUOTES_IN_FLOW = frozenset("[]{},")


def values(document: Document, snapshot: Snapshot, offset: int, place: Place) -> Iterator[Item]:
    """Yield what can stand as the value at `place`, or as one of the names in it."""
    known_list = governing.list_property(document.dialect, place.path)
    if known_list is not None:
        yield from _names(document, snapshot, offset, place, known_list)
    else:
        yield from _single(document, snapshot, offset, place)


def _names(document: Document, snapshot: Snapshot, offset: int, place: Place, known: Property) -> Iterator[Item]:
    """Yield the names that the list does not have yet, nor the list that is its opposite."""
    text = document.text
    word = word_in(document, place.span, offset)
    if word.in_argument:
        return
    present = names_present(place, word, known)
    opposite = known.facts.opposite
    if opposite:
        present.update(item.name for item in items(document.value(opposite), text))
    before, after = _around(document, place, word, known)
    path = place.path[:-1] if isinstance(place.path[-1], int) else place.path
    for value in (*offered_at(document, snapshot, known), *_retired(known)):
        if value.name not in present:
            kind = _kind(known, value)
            yield _item(document, value, word.span, f"{before}{value.name}{after}", path=path, kind=kind)


def _retired(known: Property) -> tuple[Value, ...]:
    return known.catalog.beginnings if known.catalog is not None else ()


def names_present(place: Place, word: Word, known: Property) -> set[str]:
    """Return the names that the list has without the one at the cursor; of rules those that leave nothing to add."""
    words = [*word.others, *(one for other in place.others for one in word_at(other, Span(0, len(other)), -1).others)]
    if known.grammar is Grammar.PERMISSION_RULES:
        return set(words)
    return {one.partition("(")[0] for one in words}


def _around(document: Document, place: Place, word: Word, known: Property) -> tuple[str, str]:
    """Return what a name needs before and behind it to become one more item of the list as it is written."""
    text = document.text
    before = after = ""
    quote = '"' if governing.is_strict(document.dialect) else place.list_quote
    if word.span.start == place.span.start:
        before = place.before
        if quote in ("'", '"') and not place.quote and word.whole == place.span:
            before, after = before + quote, quote
        if _begins_list(place, word, known):
            before = "- "
    if word.span.start == word.span.end and text[word.span.start - 1 : word.span.start] == ",":
        before = " " + before
    return before, after


def _begins_list(place: Place, word: Word, known: Property) -> bool:
    """Tell whether the name stands alone below its key, where a list with one name a line belongs."""
    is_below = place.is_fresh and not place.quote and not isinstance(place.path[-1], int)
    return is_below and word.whole == place.span and known.accepts("array")


def _single(document: Document, snapshot: Snapshot, offset: int, place: Place) -> Iterator[Item]:
    known = governing.property_at(document.dialect, place.path)
    written = place.span.of(document.text)
    if known is None or "\n" in written or "\r" in written or place.before == "- ":
        return
    if known.grammar is Grammar.PERMISSION_RULE and "(" in document.text[place.span.start : offset]:
        # What a tool may be used for is no tool.
        return
    allowed = governing.fitting(document.dialect, place.path, place.siblings) if place.path else None
    listed = governing.entry_facts(document.dialect, place.path).values_for(known.name)
    more = (Value(name, "", "") for name in listed)
    every = (*offered_at(document, snapshot, known), *more)
    # An empty text is nothing that one would choose from a list.
    offered = (one for one in every if one.name and (allowed is None or one.name in allowed))
    for value in (*offered, *_retired(known)):
        text = place.before + _written(document, known, value.name, place)
        yield _item(document, value, place.span, text, path=place.path, kind=_kind(known, value))


def _written(document: Document, known: Property, name: str, place: Place) -> str:
    """Return a value as it stands in the form that is used at `place`."""
    if place.quote:
        return name
    if place.in_flow and not _NEEDS_QUOTES_IN_FLOW.isdisjoint(name):
        return edits.quoted(name)
    others = [governing.written(constant) for constant in known.constants if not isinstance(constant, str)]
    if name in others:
        return name
    return edits.quoted(name) if governing.is_strict(document.dialect) else edits.as_scalar(name)


def _kind(known: Property, value: Value) -> Kind:
    if value.facts.hex is not None:
        return "color"
    if known.facts.refers == "tool":
        return "tool"
    return "name" if known.grammar else "value"


def _item(  # noqa: PLR0913 - one argument for each thing that differs.
    document: Document, value: Value, span: Span, text: str, *, path: Path, kind: Kind
) -> Item:
    return Item(
        label=value.name,
        kind=kind,
        replace=span,
        text=text,
        detail=value.summary,
        documentation_key=("value", document.dialect.id, value.name, *path) if value.documentation else (),
        filter_text=value.name,
        hex=value.facts.hex,
        is_retired=not value.is_offered,
    )


def skeletons(document: Document, place: Place) -> Iterator[Item]:
    """Yield the ready-made values of the schema, where nothing is written yet."""
    if place.in_flow or place.quote or place.span.of(document.text).strip():
        return
    known = governing.property_at(document.dialect, place.path)
    if known is None:
        return
    text = document.text
    for one in known.snippets or _of_one_item(document, place):
        body = str(one["body"])
        span, before = place.span, place.before
        if body.startswith("\n") and _on_own_line(text, place):
            body = _dedented(body)
            extra = column_of(text, span.start) - indent_of(text, span.start)
        elif body.startswith("\n"):
            span, before = Span(place.gap_start, place.span.end), ""
            extra = place.column - indent_of(text, span.start)
        else:
            body = body.lstrip(" ")
            extra = place.column - indent_of(text, span.start)
        body = before + textmate.indented(body, extra)
        yield Item(
            label=f"{one['label']} …",
            kind="snippet",
            replace=span,
            text=textmate.filled(body) if "\n" not in body and not textmate.has_stops(body) else "",
            snippet=body,
            detail=str(one.get("description", "")),
            documentation_key=("key", document.dialect.id, *place.path),
            filter_text=text[span.start : place.span.start] + str(one["label"]),
        )


def _of_one_item(document: Document, place: Place) -> list[Mapping[str, Any]]:
    """Return the ready-made values of the list that have a single item, for one more item of it."""
    above = governing.property_at(document.dialect, place.path[:-1]) if isinstance(place.path[-1], int) else None
    found: list[Mapping[str, Any]] = []
    for one in above.snippets if above is not None and above.grammar is None else ():
        body = _dedented(str(one["body"]))
        if str(one["body"]).startswith("\n") and body.startswith("- ") and "\n- " not in body:
            found.append({**one, "body": body[2:].replace("\n  ", "\n")})
    return found


def _on_own_line(text: str, place: Place) -> bool:
    return column_of(text, place.span.start) == indent_of(text, place.span.start)


def _dedented(body: str) -> str:
    """Return the lines below the first line break of `body`, the first of them without its indentation."""
    lines = body.lstrip("\n").split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    return "\n".join(line[indent:] if line[:indent].isspace() else line for line in lines)
