"""Answers about one place in one file: fixes, completion, hover, colors, folding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types

from agentls.features import folding
from agentls.features import hover as hovers
from agentls.features.completion.suggestions import suggestions
from agentls.features.hover.names import name_hover
from agentls.lsp.connection import Server
from agentls.lsp.convert import colors, proposals, uris
from agentls.lsp.convert import values as convert
from agentls.lsp.handlers import actions
from agentls.lsp.transport.protocol import Plain

# So long a list may be late, in seconds, to have all names in it; one that comes sooner is marked as incomplete.
_LONGEST_WAIT = 0.2


def code_action(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Offer fixes and other changes at a place."""
    found = server.file_at(params.text_document, params.range.end)
    return list(actions.code_actions(server, found[0], params)) if found else []


def completion(server: Server, params: types.CompletionParams) -> Plain | None:
    """Offer what can be written at the cursor."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return None
    file, offset = found
    able, workspace = server.session.client, server.session.workspace
    if uris.on_disk(file.uri):
        # In the first second the names of the project are not read yet: most projects are small enough to do it now.
        server.idle.hurry(lambda: workspace.is_read, _LONGEST_WAIT)
    items = suggestions(file.document, file.snapshot, offset, snippets=able.takes_snippets)
    is_incomplete = uris.on_disk(file.uri) is not None and not workspace.is_read
    listed = proposals.completion_items(items, file.places, able)
    return Plain({"isIncomplete": is_incomplete, "items": listed})


def completion_resolve(server: Server, item: types.CompletionItem) -> types.CompletionItem:
    """Add the documentation of the item that somebody is looking at."""
    return proposals.resolve(item, server.session.client)


def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    """Explain the word at a place."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return None
    file, offset = found
    named = name_hover(file.document, file.snapshot, offset)
    answer = hovers.Hover(*named) if named else hovers.hover(file.document, file.snapshot, offset)
    if answer is None:
        return None
    markdown = server.session.client.shows_markdown_hover
    text = answer.markdown if markdown else hovers.as_plain_text(answer.markdown)
    return types.Hover(convert.markup(text, markdown=markdown), file.places.range(answer.span))


def document_color(server: Server, params: types.DocumentColorParams) -> list[types.ColorInformation]:
    """Tell where a swatch belongs."""
    file = server.session.file(params.text_document.uri)
    return colors.swatches(file) if file else []


def color_presentation(server: Server, params: types.ColorPresentationParams) -> list[types.ColorPresentation]:
    """Tell how a color that was picked can be written."""
    file = server.session.file(params.text_document.uri)
    return colors.choices(file, params) if file else []


def folding_range(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """Tell what can be folded."""
    file = server.session.file(params.text_document.uri)
    ranges = (file.places.range(span) for span in folding.folds(file.document)) if file else ()
    return [types.FoldingRange(one.start.line, one.end.line) for one in ranges if one.start.line < one.end.line]


# Editors that offer nothing while plain Markdown is typed ask at least after these. A colon is none of them: the list
# would be open when Enter ends the line of a key, and its first entry would be written where nothing was meant.
_TRIGGERS = [" ", ",", "-", "[", "(", "@", "/", "$", "`"]

HANDLERS: dict[str, Callable[..., Any]] = {
    types.TEXT_DOCUMENT_CODE_ACTION: code_action,
    types.TEXT_DOCUMENT_COMPLETION: completion,
    types.COMPLETION_ITEM_RESOLVE: completion_resolve,
    types.TEXT_DOCUMENT_HOVER: hover,
    types.TEXT_DOCUMENT_DOCUMENT_COLOR: document_color,
    types.TEXT_DOCUMENT_COLOR_PRESENTATION: color_presentation,
    types.TEXT_DOCUMENT_FOLDING_RANGE: folding_range,
}
OPTIONS: dict[str, Any] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=True),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=list(actions.KINDS)),
}
