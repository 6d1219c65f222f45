"""Settings as the editor sends them, or as it is asked for them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any

from lsprotocol import types

from agentls.lsp.connection import Server

_log = logging.getLogger(__name__)


def start(server: Server) -> None:
    """Ask to be told of changed settings, and for the settings as they are."""
    if server.session.client.announces_settings_if_asked:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        options = types.DidChangeConfigurationRegistrationOptions(section="agentls")
        server.client_register_capability(
            types.RegistrationParams([types.Registration("agentls.settings", method, options)])
        )
    _fetch(server)


def did_change_configuration(server: Server, params: types.DidChangeConfigurationParams) -> None:
    """Take over changed settings."""
    if server.session.client.has_configuration:
        _fetch(server)
    else:
        data = params.settings
        configure(server, data.get("agentls", data) if isinstance(data, dict) else None)


def _fetch(server: Server) -> None:
    if server.session.client.has_configuration:
        asked = server.workspace_configuration(types.ConfigurationParams([types.ConfigurationItem(section="agentls")]))
        asked.add_done_callback(partial(_take_over, server))


def _take_over(server: Server, answer: Future[Any]) -> None:
    """Use what the client has answered; at the end of the session it need not answer any more."""
    if answer.cancelled():
        return
    if (problem := answer.exception()) is not None:
        _log.warning("the client has no settings: %s", problem)
        return
    found = answer.result()
    configure(server, found[0] if found else None)


def configure(server: Server, data: object) -> None:
    """Take over settings; what is not usable in them is logged."""
    before, mine = server.session.preferences, server.session.editor_settings
    for problem in server.session.configure(data):
        _log.warning("settings: %s", problem)
    now = server.session.editor_settings
    if (now.exclude, now.dialects) != (mine.exclude, mine.dialects):
        server.upkeep.reconsider()
    files = list(server.session.files())
    for file in files:
        server.session.renew(file)
    server.refresh(*server.session.files())
    server.unopened.mark_all()
    if server.session.preferences != before:
        server.refresh_surroundings()


HANDLERS: dict[str, Callable[..., Any]] = {types.WORKSPACE_DID_CHANGE_CONFIGURATION: did_change_configuration}
OPTIONS: dict[str, Any] = {}
