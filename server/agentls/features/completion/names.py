"""Completion of what the project itself has: names of agents, skills and servers, paths, and substitutions.

    name_items(document, snapshot, offset) -> tuple[Item, ...]

To be shown below what `completion.complete` offers at the same place; a label that is there already is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.completion.item import Item
from agentls.features.completion.listed_names import listed_names
from agentls.features.completion.matchers import matcher_items, takes_names
from agentls.features.completion.paths import path_items
from agentls.features.completion.words import word_in
from agentls.knowledge.catalog import Value, catalog
from agentls.meaning import governing
from agentls.meaning.misspelt_keys import place_meant
from agentls.meaning.resolution import names_of
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.sketch.cursor import (
    Place,
    Slot,
)
from agentls.text.expressions import expression
from agentls.text.positions import Span

_LINE_BREAK = expression(r"[\r\n]")
_PART = expression(r"[^,()\s]*")
_IMPORT_BEGUN = expression(r"(?<!\S)@((?:\\ |[^\s\\@])*)\Z")
_SUBSTITUTION_BEGUN = expression(r"\$(?:\{\w*|\w*(?:\[\d*)?)\Z")
_SUBSTITUTION_REST = expression(r"\w*(?:\[\d*\]|\})?")
# "the `x` skill" and "use the skill `x`": only where the text has named the kind is a name worth offering.
_KIND_BEFORE = expression(r"(?i)\b(skill|(?:sub-?)?agent)s?\b\W{0,3}[`'\"]([\w:-]*)\Z")
_KIND_AFTER = expression(r"(?i)[\w:-]*[`'\"]\s+(skill|(?:sub-?)?agent)s?\b")
_QUOTED_BEGUN = expression(r"[`'\"]([\w:-]*)\Z")
_NAME_REST = expression(r"[\w:-]*")


def name_items(document: Document, snapshot: Snapshot, offset: int) -> tuple[Item, ...]:
    """Return what the project offers at `offset`, best first."""
    if offset >= document.frontmatter.body.start and document.dialect.format == "markdown":
        found = _in_body(document, snapshot, offset)
    else:
        place = place_meant(document, snapshot, offset)
        if place is None or place.slot is Slot.KEY or _LINE_BREAK.search(place.span.of(document.text)):
            return ()
        found = _in_frontmatter(document, snapshot, offset, place)
    first: dict[str, Item] = {}
    for item in found:
        first.setdefault(item.label, item)
    return tuple(first.values())


def _in_frontmatter(document: Document, snapshot: Snapshot, offset: int, place: Place) -> Iterator[Item]:
    listed = governing.list_property(document.dialect, place.path)
    if listed is not None:
        word = word_in(document, place.span, offset)
        tool = listed.catalog.get(word.span.of(document.text)) if listed.catalog is not None else None
        kind = tool.facts.argument_refers if tool is not None else None
        if word.in_argument and kind:
            yield from _in_parentheses(document, snapshot, offset, Span(word.span.end + 1, word.whole.end), str(kind))
        elif not word.in_argument:
            yield from listed_names(document, snapshot, offset, place)
        return
    known = governing.property_at(document.dialect, place.path)
    if takes_names(document, place):
        yield from matcher_items(document, snapshot, offset, place)
    elif known is not None and known.facts.refers == "script":
        yield from path_items(document, snapshot, Span(place.span.start, offset), place.span.end, "command")
    elif known is not None and known.facts.path:
        yield from path_items(document, snapshot, Span(place.span.start, offset), place.span.end, "path")
    else:
        yield from listed_names(document, snapshot, offset, place)


def _in_parentheses(document: Document, snapshot: Snapshot, offset: int, inside: Span, kind: str) -> Iterator[Item]:
    """Yield the names that the parentheses of a tool do not have yet."""
    text = document.text
    end = inside.end - 1 if text[inside.end - 1 : inside.end] == ")" else inside.end
    if not inside.start <= offset <= end:
        return
    start = max(text.rfind(",", inside.start, offset) + 1, inside.start)
    while start < offset and text[start] == " ":
        start += 1
    rest = _PART.match(text, offset)
    span = Span(start, min(rest.end() if rest else offset, end))
    written = {one.strip() for one in Span(inside.start, end).of(text).split(",")} - {span.of(text)}
    for value in names_of(document, snapshot, kind):
        if value.name not in written:
            yield _item(value, span, value.name)


def _in_body(document: Document, snapshot: Snapshot, offset: int) -> Iterator[Item]:
    line = document.lines.line_span(document.lines.line_of(offset))
    before = document.text[max(line.start, document.frontmatter.body.start) : offset]
    if document.dialect.facts.substitutions:
        begun = _SUBSTITUTION_BEGUN.search(before)
        if begun is not None:
            yield from _substitutions(document, Span(offset - len(begun[0]), offset))
            return
    if document.content.is_code(offset) and "`" not in before:
        return
    begun = _IMPORT_BEGUN.search(before)
    if begun is not None and not document.content.is_code(offset):
        yield from path_items(document, snapshot, Span(offset - len(begun[1]), offset), line.end, "import")
        return
    yield from _named_kinds(document, snapshot, offset, before, document.text[offset : line.end])


def _substitutions(document: Document, begun: Span) -> Iterator[Item]:
    """Yield what the host replaces in the text, and the names of the file's own arguments."""
    rest = _SUBSTITUTION_REST.match(document.text, begun.end)
    span = Span(begun.start, rest.end() if rest else begun.end)
    for value in _arguments(document):
        yield _item(value, span, value.name)
    for value in catalog(document.dialect.facts.substitutions).offered:
        kinds = value.facts.kinds
        # An entry that stands for any word is nothing to be written as it is.
        if (kinds is None or document.dialect.id in kinds) and "\\w" not in (value.facts.pattern or ""):
            yield _item(value, span, value.name)


def _arguments(document: Document) -> Iterator[Value]:
    for known in document.dialect.properties.values():
        if known.facts.defines == "argument":
            value = document.plain.get(known.name) if isinstance(document.plain, dict) else None
            words = value.replace(",", " ").split() if isinstance(value, str) else value
            for word in words if isinstance(words, list) else ():
                yield Value(f"${word}", "One argument by its name.", "")


def _named_kinds(document: Document, snapshot: Snapshot, offset: int, before: str, after: str) -> Iterator[Item]:
    found = _KIND_BEFORE.search(before)
    begun = found[2] if found else None
    kind = found[1] if found else None
    if found is None:
        quoted, following = _QUOTED_BEGUN.search(before), _KIND_AFTER.match(after)
        if quoted and following:
            kind, begun = following[1], quoted[1]
    if kind is None or begun is None:
        return
    rest = _NAME_REST.match(after)
    span = Span(offset - len(begun), offset + (rest.end() if rest else 0))
    for value in names_of(document, snapshot, "skill" if "skill" in kind.lower() else "agent"):
        yield _item(value, span, value.name)


def _item(value: Value, span: Span, text: str) -> Item:
    return Item(value.name, "name", span, text, detail=value.summary, filter_text=value.name)
