"""Completion in TOML files: tables, keys and the values that a schema lists, by the line that is being typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.features.completion.item import Item
from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.project.document import Document
from agentls.syntax import toml
from agentls.syntax.nodes import Mapping, Path, Sequence, node_at
from agentls.text.expressions import expression
from agentls.text.positions import Span

_HEADER = expression(r"^[ \t]*(\[{1,2})[ \t]*([^\[\]#\r\n]*)\]{1,2}", re.MULTILINE)
_OPEN_HEADER = expression(r"[ \t]*(\[{1,2})[ \t]*([\w.-]*)\Z")
_KEY = expression(r"[ \t]*([\w-]*)\Z")
_VALUE = expression(r"[ \t]*([\w.-]+|\"[^\"\r\n]*\")[ \t]*=[ \t]*(\"?)([\w/-]*)\Z")
_REST_OF_WORD = expression(r"[\w-]*")
_REST_OF_VALUE = expression(r"[\w/-]*\"?")


def toml_items(document: Document, offset: int) -> Iterator[Item]:
    """Yield what can stand at `offset`."""
    line = document.lines.line_start(document.lines.line_of(offset))
    before = document.text[line:offset]
    table = _table_above(document, line)
    if found := _OPEN_HEADER.match(before):
        yield from _headers(document, found, line, offset)
    elif table is not None and (found := _KEY.match(before)):
        yield from _keys(document, table, line + found.start(1), offset)
    elif table is not None and (found := _VALUE.match(before)):
        yield from _values(document, (*table, *_names(found[1])), line + found.start(2), offset)


def _names(key: str) -> list[str]:
    return [key[1:-1]] if key.startswith('"') else key.split(".")


def _table_above(document: Document, line: int) -> Path | None:
    """Return the path, from our own table on, of the table in which a line stands; `None` outside of it."""
    headers = list(_HEADER.finditer(document.text, 0, line))
    mine = document.dialect.table
    if not headers:
        return () if not mine else None
    mapping = toml.read(headers[-1].group().strip()).node
    names: list[str] = []
    while mapping.entries:
        names.append(mapping.entries[0].name)
        value = mapping.entries[0].value
        inner = value.items[0] if isinstance(value, Sequence) else value
        if not isinstance(inner, Mapping):
            break
        mapping = inner
    return _as_path(document, names[len(mine) :]) if tuple(names[: len(mine)]) == mine else None


def _as_path(document: Document, names: list[str]) -> Path:
    """Return the path to a table: in a list of tables the header means the last one."""
    path: Path = ()
    for name in names:
        path = (*path, name)
        known = governing.property_at(document.dialect, path)
        if known is not None and _holds_tables(known):
            path = (*path, 0)
    return path


def _headers(document: Document, found: re.Match[str], line: int, offset: int) -> Iterator[Item]:
    mine = "".join(f"{name}." for name in document.dialect.table)
    for name, known in document.dialect.properties.items():
        is_list = known.accepts("array")
        if not known.accepts("object") and not (is_list and _holds_tables(known)):
            continue
        if document.entry(name) is not None and not is_list:
            continue
        end = offset + len(document.text[offset:].split("\n", 1)[0].rstrip("\r"))
        brackets = ("[[", "]]") if is_list else ("[", "]")
        text = f"{brackets[0]}{mine}{name}{brackets[1]}"
        span = Span(line + found.start(1), end)
        yield _item(document, name, known, span, text, filter_text=f"{found[1]}{mine}{name}")


def _holds_tables(known: Property) -> bool:
    item = known.child(0)
    return item is not None and bool(item.children())


def _keys(document: Document, table: Path, start: int, offset: int) -> Iterator[Item]:
    parent = governing.property_at(document.dialect, table)
    there = _there(document, table)
    found = _REST_OF_WORD.match(document.text, offset)
    span = Span(start, found.end() if found else offset)
    typed = span.of(document.text)
    for name, known in (governing.children(parent) if parent is not None else {}).items():
        if name not in there or name == typed:
            yield _item(document, name, known, span, f"{name} = ", path=(*table, name), continues=bool(known.constants))


def _there(document: Document, table: Path) -> set[str]:
    # Of a list of tables the schema says the same of each, and what stands in the others is no matter.
    node = node_at(document.root, table) if not any(isinstance(step, int) for step in table) else None
    return {entry.name for entry in node.entries} if isinstance(node, Mapping) else set()


def _values(document: Document, path: Path, start: int, offset: int) -> Iterator[Item]:
    known = governing.property_at(document.dialect, path)
    found = _REST_OF_VALUE.match(document.text, offset)
    span = Span(start, found.end() if found else offset)
    for value in governing.values(known) if known is not None else ():
        yield Item(
            value.name,
            "value",
            span,
            f'"{value.name}"',
            detail=value.summary,
            filter_text=f'"{value.name}"' if document.text.startswith('"', start) else value.name,
        )


def _item(  # noqa: PLR0913 - each is a field of the item.
    document: Document,
    name: str,
    known: Property,
    span: Span,
    text: str,
    *,
    path: Path = (),
    filter_text: str = "",
    continues: bool = False,
) -> Item:
    return Item(
        name,
        "key",
        span,
        text,
        detail=known.summary,
        documentation_key=("key", document.dialect.id, *(path or (name,))),
        filter_text=filter_text or name,
        continues=continues,
    )
