"""The server object: one editor's connection with everything it remembers."""

from __future__ import annotations

import logging
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer

from agentls import __version__
from agentls.features.inlay import Inlay, inlays
from agentls.features.lens import Lens, lenses
from agentls.lsp.background.idle import Idle
from agentls.lsp.background.unopened import Unopened
from agentls.lsp.background.upkeep import Upkeep
from agentls.lsp.convert import values as convert
from agentls.lsp.convert.locations import Locations
from agentls.lsp.state.file import File
from agentls.lsp.state.session import Session
from agentls.lsp.state.steady import Steady
from agentls.lsp.transport.inbox import Inbox
from agentls.lsp.transport.protocol import Protocol, Writer
from agentls.text.differences import Follower
from agentls.text.positions import Span

_log = logging.getLogger(__name__)


def _moved_lens(lens: Lens, follower: Follower) -> Lens | None:
    span = follower.span(lens.span)
    return lens._replace(span=span) if span else None


def _moved_inlay(inlay: Inlay, follower: Follower) -> Inlay | None:
    # A hint follows the last letter of what it is about.
    span = follower.span(Span(max(inlay.offset - 1, 0), inlay.offset))
    return inlay._replace(offset=span.end) if span else None


class Server(LanguageServer):
    """The server of pygls with a session; its failures go into the log and never into a window over the user's text.

    What works in the background, `unopened` and `upkeep`, is given to it when it is put together.
    """

    protocol: Protocol
    unopened: Unopened
    upkeep: Upkeep

    def __init__(self) -> None:
        super().__init__("agentls", __version__, types.TextDocumentSyncKind.Full, protocol_cls=Protocol)
        self.session = Session()
        self.idle = Idle()
        self.lenses = Steady(lambda file: lenses(file.document, file.snapshot), _moved_lens)
        self.inlays = Steady(lambda file: inlays(file.document, file.snapshot), _moved_inlay)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what went wrong in a notification; a failing request is logged where it is answered."""
        if source is not FeatureRequestError:
            _log.error("%s", error)

    def serve(self, reader: BinaryIO, writer: BinaryIO) -> int:
        """Handle the messages in `reader` until it ends or `exit` comes; return the exit status."""
        output = Writer(writer)
        self.protocol.set_writer(output)
        try:
            inbox = Inbox(reader)
            while not output.is_broken:
                body = inbox.next(wait=self.idle.is_empty())
                if body is None:
                    self.idle.step()
                else:
                    self.protocol.receive(body)
        except SystemExit as end:
            return int(end.code or 0)
            _log.info("the client reads no more")
        except EOFError:
            _log.info("the client has closed the connection")
        # A client that closes the connection without saying goodbye has crashed or was killed.
        return 1

    def publish(self, file: File | None) -> None:
        """Send the diagnostics of `file`, unless the client fetches them itself: both would show everything twice."""
        if file is not None and not self.session.client.pulls_diagnostics:
            self.show_diagnostics(file.uri, self.diagnostics(file), file.document.version)

    def show_diagnostics(self, uri: str, found: list[dict[str, Any]], version: int | None = None) -> None:
        """Send the diagnostics of the file at `uri`; `version` is the editor's number for the text that has them."""
        params: dict[str, Any] = {"uri": uri, "diagnostics": found}
        if version is not None:
            params["version"] = version
        self.protocol.notify_plain(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, params)

    def refresh(self, *files: File) -> None:
        """Make the client show diagnostics that have changed without an edit."""
        if not self.session.client.pulls_diagnostics:
            for file in files:
                self.publish(file)
        elif files:
            self.refresh_pulled()

    def refresh_pulled(self) -> None:
        """Make a client that fetches diagnostics do so again."""
        if self.session.client.refreshes_diagnostics:
            self.workspace_diagnostic_refresh(None)

    def refresh_surroundings(self) -> None:
        """Make the client ask again for what it shows in and around texts: other files may have a say in it."""
        client = self.session.client
        if any(self.session.files()):
            if client.refreshes_tokens:
                self.workspace_semantic_tokens_refresh(None)
            if client.refreshes_hints:
                self.workspace_inlay_hint_refresh(None)
            if client.refreshes_lenses:
                self.workspace_code_lens_refresh(None)

    def diagnostics(self, file: File) -> list[dict[str, Any]]:
        """Return what the client shall show of `file`, as JSON."""
        client, elsewhere = self.session.client, Locations(self.session).plain
        return [convert.diagnostic(one, file.places, file.uri, client, elsewhere) for one in file.shown]

    def file_at(self, document: types.TextDocumentIdentifier, position: types.Position) -> tuple[File, int] | None:
        """Return the agent file that a request is about, with the offset it asks for; takes note of the cursor."""
        file = self.session.file(document.uri)
        if file is None:
            return None
        offset = file.places.offset(position)
        rested = self.session.look(file, offset)
        if rested is not None:
            self.refresh(rested)
        return file, offset
