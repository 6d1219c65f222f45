"""Code actions that write an agent for another assistant, offered on the first line of its file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lsprotocol import types

from agentls.features.convert import Conversion, convert, targets
from agentls.knowledge.dialect import root_of
from agentls.lsp.convert import uris
from agentls.lsp.state.client import Client
from agentls.lsp.state.session import File
from agentls.rules.lint import refusal
from agentls.text.visible import visible

_LONGEST_LIST = 8


def converting(file: File, params: types.CodeActionParams, client: Client) -> Iterator[types.CodeAction]:
    """Yield an action for each other assistant that has such files and would take this one."""
    if params.range.start.line > 0 or types.ResourceOperationKind.Create not in client.knows_file_operations:
        return
    document = file.document
    for target in targets(document):
        found = convert(document, target, file.known.files)
        if found.document is None:
            continue
        path = posixpath.join(root_of(document.path, document.dialect), found.document.path)
        # Asking the disk is cheaper than judging a file that would not be written.
        if not file.known.files.exists(path) and refusal(found.document, file.known) is None:
            yield types.CodeAction(
                visible(f"Write it for {target.host}{_loss(found)}"),
                kind=types.CodeActionKind.RefactorRewrite,
                edit=_edit(uris.from_path(path), found.document.text),
            )


def _loss(found: Conversion) -> str:
    """Say what the other file would lack."""
    keys = list(dict.fromkeys(one.key for one in found.left if one.key != "#"))
    names = ", ".join(f"`{key}`" for key in keys[:_LONGEST_LIST])
    return f", but for a part of {names}" if keys else ""


def _edit(uri: str, text: str) -> types.WorkspaceEdit:
    """Return the edit that makes a new file; what is there already is left alone."""
    start = types.Range(types.Position(0, 0), types.Position(0, 0))
    empty = types.OptionalVersionedTextDocumentIdentifier(uri, None)
    return types.WorkspaceEdit(
        document_changes=[
            types.CreateFile(uri, options=types.CreateFileOptions(overwrite=False, ignore_if_exists=False)),
            types.TextDocumentEdit(empty, [types.TextEdit(start, text)]),
        ]
    )
