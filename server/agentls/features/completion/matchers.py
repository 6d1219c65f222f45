"""Completion of the matcher of a hook: one name, or several with `|` between them."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.completion.item import Item
from agentls.knowledge.catalog import Value
from agentls.meaning import governing
from agentls.meaning.hooks import matched_kind
from agentls.meaning.lookup import builtin_catalog
from agentls.meaning.resolution import names_of
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.sketch.cursor import Place
from agentls.text.expressions import expression
from agentls.text.positions import Span

_NAME = expression(r"[^|,\s]+")


def takes_names(document: Document, place: Place) -> bool:
    """Tell whether a matcher of names stands at `place`."""
    is_matcher = bool(place.path) and place.path[-1] == "matcher"
    return is_matcher and matched_kind(governing.entry_facts(document.dialect, place.path)) is not None


def matcher_items(document: Document, snapshot: Snapshot, offset: int, place: Place) -> Iterator[Item]:
    """Yield the names that the event at `place` gives its hooks to match, but for those that the matcher has."""
    kind = matched_kind(governing.entry_facts(document.dialect, place.path))
    if kind is None or place.before == "- ":
        return
    here = Span(offset, offset)
    present = set()
    for found in _NAME.finditer(document.text, place.span.start, place.span.end):
        if found.start() <= offset <= found.end():
            here = Span(*found.span())
        else:
            present.add(found[0])
    is_alone = here == place.span and not place.quote
    before, quote = (place.before, '"' if governing.is_strict(document.dialect) else "") if is_alone else ("", "")
    for value in _matched(document, snapshot, kind):
        if value.name not in present:
            text = f"{before}{quote}{value.name}{quote}"
            yield Item(value.name, "tool" if kind == "tool" else "name", here, text, detail=value.summary,
                       filter_text=value.name)  # fmt: skip


def _matched(document: Document, snapshot: Snapshot, kind: str) -> Iterator[Value]:
    if kind != "tool":
        yield from names_of(document, snapshot, kind)
        return
    tools = builtin_catalog(document.dialect.host, kind)
    yield from tools.offered if tools is not None else ()
    for name in sorted(snapshot.settings.tools):
        yield Value(name, "From your settings.", "")
    for value in names_of(document, snapshot, "mcp-server"):
        name = document.dialect.server_tools.written(value.name, ".*")
        yield Value(name, f"All tools of the MCP server `{value.name}`.", "")
