"""The server object: one editor's connection with everything it remembers."""

from __future__ import annotations

import logging
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import FeatureRequestError
from pygls.lsp.server import LanguageServer

from agentls import __version__
from agentls.lsp import convert
from agentls.lsp.protocol import Protocol, Writer, bodies
from agentls.lsp.session import File, Session

_log = logging.getLogger(__name__)


class Server(LanguageServer):
    """The server of pygls with a session; its failures go into the log and never into a window over the user's text."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("agentls", __version__, types.TextDocumentSyncKind.Full, protocol_cls=Protocol)
        self.session = Session()

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what went wrong in a notification; a failing request is logged where it is answered."""
        if source is not FeatureRequestError:
            _log.error("%s", error)

    def serve(self, reader: BinaryIO, writer: BinaryIO) -> int:
        """Handle the messages in `reader` until it ends or `exit` comes; return the exit status."""
        self.protocol.set_writer(Writer(writer))
        try:
            for body in bodies(reader):
                self.protocol.receive(body)
        except SystemExit as end:
            return int(end.code or 0)
        except ConnectionError:
            _log.info("the client has gone")
        # A client that closes the connection without saying goodbye has crashed or was killed.
        return 1

    def publish(self, file: File | None) -> None:
        """Send the diagnostics of `file`, unless the client fetches them itself: both would show everything twice."""
        if file is not None and not self.session.client.pulls_diagnostics:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(file.uri, self.diagnostics(file), file.document.version)
            )

    def refresh(self, file: File | None) -> None:
        """Make the client show diagnostics that have changed without an edit."""
        self.publish(file)
        if file is not None and self.session.client.pulls_diagnostics and self.session.client.refreshes_diagnostics:
            self.workspace_diagnostic_refresh(None)

    def diagnostics(self, file: File) -> list[types.Diagnostic]:
        """Return what the client shall show of `file`."""
        client = self.session.client
        return [convert.diagnostic(one, file.places, file.uri, client) for one in file.shown]

    def file_at(self, document: types.TextDocumentIdentifier, position: types.Position) -> tuple[File, int] | None:
        """Return the agent file that a request is about, with the offset it asks for; takes note of the cursor."""
        file = self.session.file(document.uri)
        if file is None:
            return None
        offset = file.places.offset(position)
        self.refresh(self.session.look(file, offset))
        return file, offset
