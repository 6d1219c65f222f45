"""Completion of keys, each with the beginning of its value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agentls.features.completion import textmate
from agentls.features.completion.item import Item
from agentls.knowledge.schema import Property
from agentls.meaning import edits, governing
from agentls.meaning.own_values import own_name
from agentls.meaning.pinning import is_later, pin
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.sketch.cursor import Place
from agentls.text.expressions import expression

MOST_CHOICES = 12
# Where the cursor stands in the end.
_HERE = "$0"

_REST = expression(r"[^\r\n]*")


def keys(document: Document, snapshot: Snapshot, place: Place, siblings: Mapping[str, str | None]) -> Iterator[Item]:
    """Yield the keys that can be added to the map at `place`, required ones first."""
    path, pinned = place.path, pin(document, snapshot)
    known = governing.property_at(document.dialect, path)
    text = document.text
    rest = _REST.match(text, place.span.end)
    is_last = rest is not None and not rest[0].strip()
    events = known.map_keys if known is not None else None
    for key in governing.keys(document.dialect, path, siblings):
        name, plain, body = key.name, key.name, None
        if is_later(key.property.facts.since, pinned):
            continue
        if not place.has_colon and not place.quote:
            if governing.is_strict(document.dialect):
                plain = f'"{name}": '
            elif is_last or place.in_flow:
                plain = f"{name}:" if _needs_block(key.property) and not place.in_flow else f"{name}: "
                named = own_name(document, key.property)
                # The name that the file has by its place is the one that is meant: nothing has to be typed over.
                value = edits.as_scalar(named.name) if named is not None else ""
                plain += value
                body = f" {textmate.escaped(value)}" if value else _body(key.property, in_flow=place.in_flow)
            else:
                plain = f"{name}:" if text[place.span.end].isspace() else f"{name}: "
        begin = len(place.before)
        extra = column_of(text, place.span.start) + begin - indent_of(text, place.span.start)
        yield Item(
            label=name,
            kind="event" if events is not None else "key",
            replace=place.span,
            text=place.before + plain,
            snippet=place.before + textmate.indented(f"{textmate.escaped(name)}:{body}", extra) if body else None,
            detail=f"(required) {key.property.summary}" if key.is_required else key.property.summary,
            documentation_key=("key", document.dialect.id, *path, name),
            filter_text=name,
            continues=plain.endswith(": ") or (body is not None and body.endswith(_HERE)),
        )


def _needs_block(known: Property) -> bool:
    """Tell whether the value can only be a map or a list, which begins on the next line."""
    return not any(known.accepts(kind) for kind in ("string", "integer", "number", "boolean", "null"))


def _body(known: Property, *, in_flow: bool) -> str | None:
    """Return the value as a snippet with the white space before it: its choices, or the first skeleton.

    Of a list of names, and of a map whose keys are listed, only the beginning: what can follow is listed at once.
    """
    if not in_flow and (known.key_catalog is not None or _holds_names(known)):
        return f"\n  {_HERE}" if known.key_catalog is not None else f"\n  - {_HERE}"
    if known.grammar not in governing.LIST_GRAMMARS:
        offered = [value.name for value in governing.offered(known)]
        default = governing.written(known.default)
        offered.sort(key=lambda name: name == default and len(offered) == 2)
        if offered and not in_flow:
            return " " + textmate.choice(1, offered[:MOST_CHOICES])
    if in_flow:
        return None
    if not known.snippets:
        return _example(known)
    body = str(known.snippets[0]["body"])
    if not textmate.has_stops(body) and "\n" not in body:
        return f" ${{1:{body.strip()}}}"
    return body


def _holds_names(known: Property) -> bool:
    """Tell whether the value may be a list, one name a line."""
    item = known.child(0)
    listed = known.grammar in governing.LIST_GRAMMARS or (item is not None and item.facts.refers is not None)
    return listed and known.accepts("array")


def _example(known: Property) -> str | None:
    """Return the schema's first example as a value to type over, in the form that fits on the line."""
    for example in governing.examples(known):
        if isinstance(example, str | int):
            return f" ${{1:{textmate.escaped(_scalar(example))}}}"
        if isinstance(example, list) and all(isinstance(one, str | int) for one in example):
            return f" [{', '.join(_in_flow(one, number) for number, one in enumerate(example, 1))}]"
        if isinstance(example, dict) and all(isinstance(one, str | int) for one in example.values()):
            lines = (f"\n  {name}: {_in_flow(one, number)}" for number, (name, one) in enumerate(example.items(), 1))
            return "".join(lines)
    return None


def _in_flow(example: str | int, number: int) -> str:
    return f"${{{number}:{textmate.escaped(edits.quoted(example) if isinstance(example, str) else _scalar(example))}}}"


def _scalar(example: str | int) -> str:
    return edits.as_scalar(example) if isinstance(example, str) else governing.written(example)


def column_of(text: str, offset: int) -> int:
    """Return how many characters stand before `offset` on its line."""
    return offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) - 1


def indent_of(text: str, offset: int) -> int:
    """Return how many blanks begin the line of `offset`, counted up to `offset`."""
    start = offset - column_of(text, offset)
    before = text[start:offset]
    return len(before) - len(before.lstrip(" \t"))
