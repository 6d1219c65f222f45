"""A language server that does nothing, to compare with: the same messages in and out, no work between them.

python tests/bench/nothing.py same       # over the connection of agentls
python tests/bench/nothing.py pygls      # as pygls comes
"""

from __future__ import annotations

import sys

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from agentls.lsp import start
from agentls.lsp.connection import Server


def publish(ls: LanguageServer, params: types.DidChangeTextDocumentParams | types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, [], document.version))


def nothing(ls: LanguageServer, params: types.CompletionParams | types.HoverParams) -> None:
    return None


def main(same: bool) -> int:
    server = Server() if same else LanguageServer("nothing", "0", types.TextDocumentSyncKind.Full)
    for method in (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE):
        server.feature(method)(publish)
    for method in (types.TEXT_DOCUMENT_COMPLETION, types.TEXT_DOCUMENT_HOVER, "agentls/status"):
        server.feature(method)(nothing)
    if isinstance(server, Server):
        return start.on_standard_streams(server)
    server.start_io()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] == "same"))
