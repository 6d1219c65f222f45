"""Completion items as the protocol has them."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from agentls.features import completion, hover
from agentls.features.completion.item import Item, Kind
from agentls.lsp.convert.values import Places, markup
from agentls.lsp.state.client import Client
from agentls.text.visible import visible

_KINDS: dict[Kind, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "tool": types.CompletionItemKind.Function,
    "name": types.CompletionItemKind.Reference,
    "color": types.CompletionItemKind.Color,
    "event": types.CompletionItemKind.Event,
    "snippet": types.CompletionItemKind.Snippet,
    "file": types.CompletionItemKind.File,
}


def completion_item(item: Item, places: Places, client: Client) -> types.CompletionItem:
    """Return what an editor lists of `item`; its documentation is asked for when somebody looks at it."""
    answer = types.CompletionItem(
        visible(item.label),
        kind=_KINDS[item.kind],
        detail=visible(item.detail) or None,
        sort_text=f"{item.order:04}",
        # Also where it is the label: of entries without it, some editors take it that nothing is left to be narrowed.
        filter_text=item.filter_text or item.label,
        text_edit=types.TextEdit(places.range(item.replace), item.text if item.snippet is None else item.snippet),
        data=list(item.documentation_key) or None,
    )
    if item.snippet is not None:
        answer.insert_text_format = types.InsertTextFormat.Snippet
        if client.adjusts_indentation:
            answer.insert_text_mode = types.InsertTextMode.AdjustIndentation
    if item.continues and client.suggest_command:
        answer.command = types.Command("Suggest", client.suggest_command)
    if item.is_retired and client.tags_completion:
        answer.tags = [types.CompletionItemTag.Deprecated]
    if item.hex and client.runs_in_vscode:
        # It shows a swatch in the list when the documentation is there from the start and begins with the color.
        answer.documentation = _documentation(item.documentation_key, client, f"{item.hex}\n\n")
    return answer


def resolve(item: types.CompletionItem, client: Client) -> types.CompletionItem:
    """Add the documentation to an item that the client sends back."""
    if item.documentation is None and isinstance(item.data, list):
        item.documentation = _documentation(item.data, client)
    return item


def _documentation(key: Any, client: Client, before: str = "") -> types.MarkupContent | str | None:
    text = completion.documentation_of(key)
    if not text:
        return None
    markdown = client.shows_markdown_completion
    text = before + (text if markdown else hover.as_plain_text(text))
    return markup(text, markdown=markdown) if client.knows_documentation_kinds else text
