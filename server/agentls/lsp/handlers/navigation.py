"""From names to places: definitions, references, links, symbols, and who may start whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lsprotocol import types

from agentls.features import calls
from agentls.features.definition import definitions
from agentls.features.highlight import highlights
from agentls.features.links import links
from agentls.features.references import references
from agentls.features.symbols import Symbol, symbols
from agentls.features.workspace_symbols import workspace_symbols
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.convert.locations import Locations
from agentls.lsp.convert.values import Places
from agentls.meaning.place import Location
from agentls.text.positions import Span
from agentls.text.visible import visible

_SYMBOLS = {
    "key": types.SymbolKind.Property,
    "item": types.SymbolKind.Object,
    "heading": types.SymbolKind.String,
    "agent": types.SymbolKind.Class,
    "skill": types.SymbolKind.Function,
    "command": types.SymbolKind.Event,
    "mcp-server": types.SymbolKind.Interface,
    "plugin": types.SymbolKind.Package,
}


def definition(server: Server, params: types.DefinitionParams) -> list[Any]:
    """Tell where the name at a place is defined."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return []
    file, offset = found
    locations = Locations(server.session)
    answer: list[Any] = []
    for one in definitions(file.document, file.snapshot, offset):
        place = locations.at(one.location.path, one.location.span)
        if server.session.client.takes_links:
            origin = file.places.range(one.origin)
            answer.append(types.LocationLink(place.uri, place.range, place.range, origin))
        else:
            answer.append(place)
    return answer


def reference(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    """Tell where the name at a place is used."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return []
    file, offset = found
    with_declaration = params.context.include_declaration
    return _all(server, references(file.document, file.snapshot, offset, with_declaration=with_declaration))


def _all(server: Server, found: Iterable[Location]) -> list[types.Location]:
    locations = Locations(server.session)
    return [locations.at(one.path, one.span) for one in found]


def highlight(server: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """Tell where the file means the same as at a place; editors ask as soon as the cursor moves."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return []
    file, offset = found
    read, write = types.DocumentHighlightKind.Read, types.DocumentHighlightKind.Write
    return [
        types.DocumentHighlight(file.places.range(one.span), write if one.is_definition else read)
        for one in highlights(file.document, file.snapshot, offset)
    ]


def document_link(server: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """Tell what can be followed to another file."""
    file = server.session.file(params.text_document.uri)
    if file is None:
        return []
    locations = Locations(server.session)
    explains = server.session.client.explains_links
    return [
        types.DocumentLink(
            file.places.range(one.span), locations.uri(one.path), tooltip=f"Open the {one.what}" if explains else None
        )
        for one in links(file.document, file.snapshot)
    ]


def document_symbol(server: Server, params: types.DocumentSymbolParams) -> list[Any]:
    """Give the outline of a file; flat where the client cannot show a tree."""
    file = server.session.file(params.text_document.uri)
    if file is None:
        return []
    tree = [_symbol(one, file.places) for one in symbols(file.document)]
    return tree if server.session.client.nests_symbols else list(_flat(tree, file.uri, None))


def _symbol(one: Symbol, places: Places) -> types.DocumentSymbol:
    children = [_symbol(child, places) for child in one.children]
    whole, name = places.range(one.span), places.range(one.name_span)
    detail = visible(one.detail) or None
    return types.DocumentSymbol(visible(one.name), _SYMBOLS[one.kind], whole, name, detail, children=children)


def _flat(tree: Iterable[types.DocumentSymbol], uri: str, above: str | None) -> Iterable[types.SymbolInformation]:
    for one in tree:
        place = types.Location(uri, one.range)
        yield types.SymbolInformation(place, one.name, one.kind, container_name=above)
        yield from _flat(one.children or (), uri, one.name)


def workspace_symbol(server: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """Find names of the project."""
    locations = Locations(server.session)
    return [
        types.SymbolInformation(
            locations.at(one.location.path, one.location.span),
            visible(one.name),
            _SYMBOLS.get(one.kind, types.SymbolKind.Key),
            container_name=visible(one.container),
        )
        for one in workspace_symbols(server.session.snapshot(), params.query)
    ]


def prepare_calls(server: Server, params: types.CallHierarchyPrepareParams) -> list[types.CallHierarchyItem]:
    """Tell whose callers and callees can be asked for."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return []
    locations = Locations(server.session)
    return [_item(one, locations) for one in calls.prepare(found[0].document, found[0].snapshot, found[1])]


def incoming_calls(
    server: Server, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall]:
    """Tell who may start an agent."""
    locations = Locations(server.session)
    return [
        types.CallHierarchyIncomingCall(
            _item(one.node, locations), [locations.range(one.node.path, span) for span in one.spans]
        )
        for one in calls.incoming(server.session.snapshot(), _node(params.item))
    ]


def outgoing_calls(
    server: Server, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall]:
    """Tell whom an agent, a skill or a command may start."""
    locations = Locations(server.session)
    node = _node(params.item)
    return [
        types.CallHierarchyOutgoingCall(
            _item(one.node, locations), [locations.range(node.path, span) for span in one.spans]
        )
        for one in calls.outgoing(server.session.snapshot(), node)
    ]


def _item(node: calls.Node, locations: Locations) -> types.CallHierarchyItem:
    place = locations.at(node.path, node.span)
    kind = _SYMBOLS.get(node.kind, types.SymbolKind.Class)
    # What is shown may not be the name to the letter; that comes back to us beside it.
    data = {"kind": node.kind, "name": node.name}
    detail = visible(node.detail) or None
    return types.CallHierarchyItem(
        visible(node.name), kind, place.uri, place.range, place.range, detail=detail, data=data
    )


def _node(item: types.CallHierarchyItem) -> calls.Node:
    """Return what the client sends back; the place is found anew by the name, for texts change meanwhile."""
    data = item.data if isinstance(item.data, dict) else {}
    kind, name = str(data.get("kind", "")), str(data.get("name", item.name))
    return calls.Node(kind, name, uris.to_path(item.uri), Span(0, 0), item.detail or "")


HANDLERS: dict[str, Callable[..., Any]] = {
    types.TEXT_DOCUMENT_DEFINITION: definition,
    types.TEXT_DOCUMENT_REFERENCES: reference,
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: highlight,
    types.TEXT_DOCUMENT_DOCUMENT_LINK: document_link,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: document_symbol,
    types.WORKSPACE_SYMBOL: workspace_symbol,
    types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY: prepare_calls,
    types.CALL_HIERARCHY_INCOMING_CALLS: incoming_calls,
    types.CALL_HIERARCHY_OUTGOING_CALLS: outgoing_calls,
}
OPTIONS: dict[str, Any] = {}
