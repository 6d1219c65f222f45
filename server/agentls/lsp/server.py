"""The language server: what it does with each message. How it is started stands in `start.py`."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import Any, cast

from lsprotocol import types

from agentls import __version__
from agentls.knowledge import resources
from agentls.lsp import start
from agentls.lsp.background import warmth
from agentls.lsp.background.unopened import Unopened
from agentls.lsp.background.upkeep import Upkeep
from agentls.lsp.connection import Server
from agentls.lsp.handlers import (
    answers,
    configuring,
    converting,
    diagnosing,
    fixing,
    navigation,
    presentation,
    renaming,
    silencing,
    watching,
)
from agentls.lsp.state import client
from agentls.rules import all_rules
from agentls.text.positions import Encoding

_SUGGEST = "editor.action.triggerSuggest"


def run(tcp: tuple[str, int] | None = None) -> int:
    """Serve one editor, on standard input and output or on a port, and return the exit status."""
    server = create()
    return start.on_port(server, *tcp) if tcp else start.on_standard_streams(server)


def create() -> Server:
    """Return a server that knows all its messages."""
    server = Server()
    server.unopened = Unopened(server)
    server.upkeep = Upkeep(server, server.unopened)
    options: dict[str, Any] = {}
    for part in _PARTS:
        options |= part.OPTIONS
    for handlers in (_HANDLERS, *(part.HANDLERS for part in _PARTS)):
        for method, handler in handlers.items():
            server.feature(method, options.get(method))(handler)
    for name, command in (*converting.COMMANDS.items(), *fixing.COMMANDS.items(), *silencing.COMMANDS.items()):
        server.command(name)(command)
    return server


def initialize(server: Server, params: types.InitializeParams) -> None:
    """Take note of what the client can do."""
    session = server.session
    encoding = cast("Encoding", server.workspace.position_encoding or "utf-16")
    wishes = params.initialization_options if isinstance(params.initialization_options, dict) else {}
    in_vscode, suggest = "editor" in wishes, wishes.get("suggestCommand")
    session.client = client.describe(
        params.capabilities,
        encoding,
        runs_in_vscode=in_vscode,
        suggest_command=suggest if isinstance(suggest, str) else _SUGGEST if in_vscode else None,
    )
    editor = wishes.get("editor")
    session.editor = editor.get("name") if isinstance(editor, dict) else None
    watching.start(server, params)
    if "settings" in wishes:
        configuring.configure(server, wishes["settings"])
    diagnosing.start(server)
    start.end_with(params.process_id)


def initialized(server: Server, _: types.InitializedParams) -> None:
    """Use the moment before the first file to load what every answer needs; then read the project."""
    warmth.begin(server)
    configuring.start(server)
    watching.register(server)


def shutdown(server: Server, _: None) -> None:
    """Leave no request without an answer."""
    server.protocol.drop_promises()


def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Show what is wrong with a file as soon as it is open."""
    document = params.text_document
    file = server.session.open(document.uri, document.version, document.text, document.language_id)
    if file:
        server.upkeep.opened(file)
        server.upkeep.show(file)


def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Show what is wrong after an edit."""
    document = params.text_document
    file = server.session.change(document.uri, document.version, params.content_changes)
    if file:
        server.upkeep.show(file)


def did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """Hold nothing back any longer: the text is meant as it stands."""
    file = server.session.save(params.text_document.uri)
    if file:
        server.refresh(file)
    server.upkeep.saved(params.text_document.uri)


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Take the diagnostics of a closed file away."""
    uri = params.text_document.uri
    file = server.session.close(uri)
    for kept in (server.lenses, server.inlays):
        kept.forget(uri)
    if file:
        if not server.session.client.pulls_diagnostics:
            server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        server.upkeep.closed(file)


def explain_rule(_: Server, params: Any) -> dict[str, str] | None:
    """Give an editor the documentation of a rule, as a page to read."""
    rule = next((one for one in all_rules() if one.id == getattr(params, "rule", None)), None)
    return {"markdown": resources.rule_text(rule.id) or rule.documentation.strip()} if rule else None


def status(server: Server, params: Any) -> dict[str, Any]:
    """Tell an editor's status display what is running, and what kind of file the named one is.

    `language` is what the file is called in an editor that our extension gives languages of their own. `files` is how
    many files of the project are known, `ready` that these are all.
    """
    file = server.session.file(str(getattr(params, "uri", "")))
    dialect = file.document.dialect if file else None
    return {
        "version": __version__,
        "python": platform.python_version(),
        "dialect": dialect.id if dialect else None,
        "title": dialect.title if dialect else None,
        "language": dialect.language if dialect else None,
        "files": len(server.session.workspace.index),
        "ready": server.session.workspace.is_read and server.idle.is_empty(),
    }


_HANDLERS: dict[str, Callable[..., Any]] = {
    types.INITIALIZE: initialize,
    types.INITIALIZED: initialized,
    types.SHUTDOWN: shutdown,
    types.TEXT_DOCUMENT_DID_OPEN: did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: did_change,
    types.TEXT_DOCUMENT_DID_SAVE: did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: did_close,
    "agentls/status": status,
    "agentls/explainRule": explain_rule,
}
_PARTS: tuple[Any, ...] = (answers, configuring, diagnosing, fixing, navigation, presentation, renaming, watching)
