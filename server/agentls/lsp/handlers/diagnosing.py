"""Diagnostics where the editor asks for them, and the check of everything."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from lsprotocol import types

from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.convert import values as convert
from agentls.lsp.transport.protocol import Plain


def start(server: Server) -> None:
    """Offer diagnostics to a client that fetches them; any other is sent them unasked."""
    if server.session.client.pulls_diagnostics:
        options = types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=True, identifier=convert.SOURCE
        )
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(pull)
        server.feature(types.WORKSPACE_DIAGNOSTIC)(pull_everything)


def pull(server: Server, params: types.DocumentDiagnosticParams) -> Plain:
    """Answer a client that fetches diagnostics."""
    uri = params.text_document.uri
    file = server.session.file(uri)
    if file is None and server.unopened.is_on and uris.on_disk(uri):
        # Editors ask a last time for a file that has just been closed, and go on showing the answer.
        file = server.unopened.file_at(uris.to_path(uri))
    elif file is not None:
        file = server.upkeep.overdue.current(file)
    return Plain({"kind": "full", "items": server.diagnostics(file) if file else []})


def pull_everything(server: Server, params: types.WorkspaceDiagnosticParams) -> Future[Any]:
    """Answer a client that fetches the diagnostics of files that are not open."""
    return server.unopened.pull(params)


def check_workspace(server: Server, _: Any) -> Future[Any]:
    """Judge every file of the project, show the findings, and tell how many there are."""
    return server.unopened.check()


HANDLERS: dict[str, Callable[..., Any]] = {"agentls/checkWorkspace": check_workspace}
OPTIONS: dict[str, Any] = {}
