"""The language server: what it does with each message. How it is started stands in `start.py`."""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from typing import Any, cast

from lsprotocol import types

from agentls import __version__
from agentls.features import folding
from agentls.features import hover as hovers
from agentls.features.completion import complete
from agentls.lsp import actions, client, colors, convert, proposals, start
from agentls.lsp.connection import Server
from agentls.rules import all_rules
from agentls.text import Encoding

_log = logging.getLogger(__name__)


def run(tcp: tuple[str, int] | None = None) -> int:
    """Serve one editor, on standard input and output or on a port, and return the exit status."""
    server = create()
    return start.on_port(server, *tcp) if tcp else start.on_standard_streams(server)


def create() -> Server:
    """Return a server that knows all its messages."""
    server = Server()
    for method, handler in _HANDLERS.items():
        server.feature(method, _OPTIONS.get(method))(handler)
    return server


def initialize(server: Server, params: types.InitializeParams) -> None:
    """Take note of what the client can do."""
    session = server.session
    encoding = cast("Encoding", server.workspace.position_encoding or "utf-16")
    wishes = params.initialization_options if isinstance(params.initialization_options, dict) else {}
    session.client = client.describe(params.capabilities, encoding, runs_in_vscode="host" in wishes)
    host = wishes.get("host")
    session.host = host.get("name") if isinstance(host, dict) else None
    if "settings" in wishes:
        _configure(server, wishes["settings"])
    if session.client.pulls_diagnostics:
        options = types.DiagnosticOptions(
            inter_file_dependencies=False, workspace_diagnostics=False, identifier=convert.SOURCE
        )
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(pull)
    start.end_with(params.process_id)


def initialized(server: Server, _: types.InitializedParams) -> None:
    """Use the moment before the first file to load what every answer needs, and ask for the settings."""
    start.warm_up(server)
    if server.session.client.announces_settings_if_asked:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        options = types.DidChangeConfigurationRegistrationOptions(section="agentls")
        server.client_register_capability(
            types.RegistrationParams([types.Registration("agentls.settings", method, options)])
        )
    _fetch_settings(server)


def did_change_configuration(server: Server, params: types.DidChangeConfigurationParams) -> None:
    """Take over changed settings."""
    if server.session.client.has_configuration:
        _fetch_settings(server)
    else:
        data = params.settings
        _configure(server, data.get("agentls", data) if isinstance(data, dict) else None)


def _fetch_settings(server: Server) -> None:
    if server.session.client.has_configuration:
        server.workspace_configuration(
            types.ConfigurationParams([types.ConfigurationItem(section="agentls")]),
            lambda answer: _configure(server, answer[0] if answer else None),
        )


def _configure(server: Server, data: object) -> None:
    for problem in server.session.configure(data):
        _log.warning("settings: %s", problem)
    for file in server.session.files():
        server.refresh(file)


def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Show what is wrong with a file as soon as it is open."""
    document = params.text_document
    server.publish(server.session.open(document.uri, document.version, document.text))


def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Show what is wrong after an edit."""
    document = params.text_document
    server.publish(server.session.change(document.uri, document.version, params.content_changes))


def did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Hold nothing back any longer: the text is meant as it stands."""
    server.refresh(server.session.save(params.text_document.uri))


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Take the diagnostics of a closed file away."""
    uri = params.text_document.uri
    if server.session.close(uri) and not server.session.client.pulls_diagnostics:
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def pull(server: Server, params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
    """Answer a client that fetches diagnostics."""
    file = server.session.file(params.text_document.uri)
    return types.RelatedFullDocumentDiagnosticReport(items=server.diagnostics(file) if file else [])


def code_action(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Offer fixes and other changes at a place."""
    found = server.file_at(params.text_document, params.range.end)
    return list(actions.code_actions(found[0], params, server.session.client)) if found else []


def completion(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """Offer what can be written at the cursor."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return None
    file, offset = found
    able = server.session.client
    items = complete(file.document, file.snapshot, offset, snippets=able.takes_snippets)
    return types.CompletionList(
        is_incomplete=False, items=[proposals.completion_item(item, file.places, able) for item in items]
    )


def completion_resolve(server: Server, item: types.CompletionItem) -> types.CompletionItem:
    """Add the documentation of the item that somebody is looking at."""
    return proposals.resolve(item, server.session.client)


def hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    """Explain the word at a place."""
    found = server.file_at(params.text_document, params.position)
    answer = hovers.hover(found[0].document, found[0].snapshot, found[1]) if found else None
    if found is None or answer is None:
        return None
    markdown = server.session.client.shows_markdown_hover
    text = answer.markdown if markdown else hovers.as_plain_text(answer.markdown)
    return types.Hover(convert.markup(text, markdown=markdown), found[0].places.range(answer.span))


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


def explain_rule(_: Server, params: Any) -> dict[str, str] | None:
    """Give an editor the documentation of a rule."""
    rule = next((one for one in all_rules() if one.id == getattr(params, "rule", None)), None)
    return {"markdown": rule.documentation.strip()} if rule else None


def status(server: Server, params: Any) -> dict[str, str | None]:
    """Tell an editor's status display what is running, and what kind of file the named one is."""
    file = server.session.file(str(getattr(params, "uri", "")))
    dialect = file.document.dialect if file else None
    return {
        "version": __version__,
        "python": platform.python_version(),
        "dialect": dialect.id if dialect else None,
        "title": dialect.title if dialect else None,
    }


_HANDLERS: dict[str, Callable[..., Any]] = {
    types.INITIALIZE: initialize,
    types.INITIALIZED: initialized,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: did_change_configuration,
    types.TEXT_DOCUMENT_DID_OPEN: did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: did_change,
    types.TEXT_DOCUMENT_DID_SAVE: did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: did_close,
    types.TEXT_DOCUMENT_CODE_ACTION: code_action,
    types.TEXT_DOCUMENT_COMPLETION: completion,
    types.COMPLETION_ITEM_RESOLVE: completion_resolve,
    types.TEXT_DOCUMENT_HOVER: hover,
    types.TEXT_DOCUMENT_DOCUMENT_COLOR: document_color,
    types.TEXT_DOCUMENT_COLOR_PRESENTATION: color_presentation,
    types.TEXT_DOCUMENT_FOLDING_RANGE: folding_range,
    "agentls/status": status,
    "agentls/explainRule": explain_rule,
}

# Editors that offer nothing while plain Markdown is typed ask at least after these.
_TRIGGERS = [":", " ", ",", "-", "[", "("]

_OPTIONS = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=_TRIGGERS, resolve_provider=True),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=list(actions.KINDS)),
}
