"""Completion items as the protocol has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from agentls.features import completion, hover
from agentls.features.completion.item import Item, Kind
from agentls.lsp.convert.values import Places, markup
from agentls.lsp.state.client import Client
from agentls.text.positions import Span
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


def completion_items(items: Iterable[Item], places: Places, client: Client) -> list[dict[str, Any]]:
    """Return what an editor lists of `items`, as JSON; their documentation is asked for when somebody looks at it."""
    found: dict[Span, dict[str, Any]] = {}
    listed = []
    for number, item in enumerate(items):
        # Nearly always all of them replace the same word.
        range_ = found.get(item.replace)
        if range_ is None:
            range_ = found[item.replace] = places.plain_range(item.replace)
        listed.append(_completion_item(item, number, range_, client))
    return listed


def _completion_item(item: Item, number: int, range_: dict[str, Any], client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "label": visible(item.label),
        "kind": _KINDS[item.kind],
        "sortText": f"{number:04}",
        # Also where it is the label: of entries without it, some editors take it that nothing is left to be narrowed.
        "filterText": item.filter_text or item.label,
        "textEdit": {"range": range_, "newText": item.text if item.snippet is None else item.snippet},
    }
    if item.detail:
        answer["detail"] = visible(item.detail)
    if item.documentation_key:
        answer["data"] = list(item.documentation_key)
    if item.snippet is not None:
        answer["insertTextFormat"] = types.InsertTextFormat.Snippet
        if client.adjusts_indentation:
            answer["insertTextMode"] = types.InsertTextMode.AdjustIndentation
    if item.continues and client.suggest_command:
        answer["command"] = {"title": "Suggest", "command": client.suggest_command}
    if item.is_retired and client.tags_completion:
        answer["tags"] = [types.CompletionItemTag.Deprecated]
    if item.hex and client.runs_in_vscode:
        # It shows a swatch in the list when the documentation is there from the start and begins with the color.
        text = _documentation(item.documentation_key, client, f"{item.hex}\n\n")
        if isinstance(text, types.MarkupContent):
            answer["documentation"] = {"kind": text.kind, "value": text.value}
        elif text:
            answer["documentation"] = text
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
