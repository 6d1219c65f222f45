"""What an editor shows in and around the text: colors of words, hints, lenses, selections, and what an agent gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from lsprotocol import types

from agentls.features import effective
from agentls.features.completion.scaffold import scaffold
from agentls.features.selection import selections
from agentls.features.tokens import tokens
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.convert.locations import Locations
from agentls.lsp.state.file import File
from agentls.meaning.being_written import keys_being_written
from agentls.meaning.granted import granted
from agentls.rules.lint import lint
from agentls.syntax.frontmatter import Fencing
from agentls.text.visible import visible

# The names that editors have colors for; what is closest to each of ours.
_TOKEN_TYPES = {
    "key": types.SemanticTokenTypes.Property,
    "tool": types.SemanticTokenTypes.Function,
    "value": types.SemanticTokenTypes.EnumMember,
    "model": types.SemanticTokenTypes.Type,
    "reference": types.SemanticTokenTypes.Class,
    "pattern": types.SemanticTokenTypes.Regexp,
}
_KINDS = tuple(_TOKEN_TYPES)
_DEFINITION, _DEPRECATED = 1, 2
_LEGEND = types.SemanticTokensLegend(
    [one.value for one in _TOKEN_TYPES.values()],
    [types.SemanticTokenModifiers.Definition.value, types.SemanticTokenModifiers.Deprecated.value],
)


def semantic_tokens(server: Server, params: types.SemanticTokensParams) -> types.SemanticTokens:
    """Tell what the words of the frontmatter are."""
    file = server.session.file(params.text_document.uri)
    return types.SemanticTokens(_encoded(file) if file else [])


def _encoded(file: File) -> list[int]:
    data: list[int] = []
    line = column = 0
    for token in tokens(file.document, file.snapshot):
        start, end = file.places.position(token.span.start), file.places.position(token.span.end)
        begins = start.character - (column if start.line == line else 0)
        modifiers = _DEFINITION * token.is_definition | _DEPRECATED * token.is_outdated
        data += [start.line - line, begins, end.character - start.character, _KINDS.index(token.kind), modifiers]
        line, column = start.line, start.character
    return data


def inlay_hint(server: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
    """Give the hints of the part that is visible."""
    file = server.session.file(params.text_document.uri)
    if file is None or not server.session.preferences.inlay_hints:
        return []
    shown = file.places.span(params.range)
    return [
        types.InlayHint(
            file.places.position(one.offset), visible(one.text), tooltip=visible(one.tooltip), padding_left=True
        )
        for one in server.inlays.answers(file)
        if shown.touches(one.offset)
    ]


def code_lens(server: Server, params: types.CodeLensParams) -> list[types.CodeLens]:
    """Give what is said above names: how often they are used, and where else they are defined."""
    file = server.session.file(params.text_document.uri)
    if file is None or not server.session.preferences.code_lens:
        return []
    locations, able = Locations(server.session), server.session.client.runs_in_vscode
    found = [*_page_lens(file)] if able else []
    for one in server.lenses.answers(file):
        place = file.places.range(one.span)
        targets = [locations.at(target.path, target.span) for target in one.locations]
        # The extension knows how to show them; other editors would say that they do not know the command.
        arguments = [file.uri, place.start, targets] if able else None
        command = types.Command(visible(one.title), "agentls.showReferences" if able else "", None, arguments)
        found.append(types.CodeLens(place, command))
    return found


def _page_lens(file: File) -> Iterator[types.CodeLens]:
    """Yield the way to the page that tells what the agent will get, above the name of the agent."""
    document = file.document
    name = document.entry("name")
    # While the first keys of a new agent are written there is no agent yet, and no reason to move them.
    is_begun = document.frontmatter.fencing is Fencing.UNCLOSED and keys_being_written(document) is not None
    if name is not None and not is_begun and granted(document) is not None:
        command = types.Command("What this agent will get", "agentls.showEffective", None, [file.uri])
        yield types.CodeLens(file.places.range(name.key.span), command)


def selection_range(server: Server, params: types.SelectionRangeParams) -> list[types.SelectionRange]:
    """Tell what a selection grows to from each of the places."""
    file = server.session.file(params.text_document.uri)
    found = []
    for position in params.positions if file else ():
        assert file  # noqa: S101 - said above, where mypy does not see it.
        range_: types.SelectionRange | None = None
        for span in reversed(selections(file.document, file.places.offset(position))):
            range_ = types.SelectionRange(file.places.range(span), parent=range_)
        found.append(range_ or types.SelectionRange(types.Range(position, position)))
    return found


def show_effective(server: Server, params: Any) -> dict[str, str] | None:
    """Tell what an agent will get, as a page to read."""
    uri = str(getattr(params, "uri", ""))
    file = server.session.file(uri) or server.session.file_at(uris.to_path(uri))
    found = effective.effective(file.document, file.snapshot, lint(file.document, file.snapshot)) if file else None
    return {"markdown": effective.as_markdown(found)} if found else None


def template(server: Server, params: Any) -> dict[str, str] | None:
    """Give the text with which an empty file begins, as a snippet."""
    file = server.session.file(str(getattr(params, "uri", "")))
    found = next(scaffold(file.document, 0, snippets=True), None) if file else None
    return {"snippet": found.snippet} if found and found.snippet else None


HANDLERS: dict[str, Callable[..., Any]] = {
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: semantic_tokens,
    types.TEXT_DOCUMENT_INLAY_HINT: inlay_hint,
    types.TEXT_DOCUMENT_CODE_LENS: code_lens,
    types.TEXT_DOCUMENT_SELECTION_RANGE: selection_range,
    "agentls/effective": show_effective,
    "agentls/template": template,
}
OPTIONS: dict[str, Any] = {types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: _LEGEND}
