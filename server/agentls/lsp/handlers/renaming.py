"""Renames of names, and of files in the editor's explorer, as one edit over all files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lsprotocol import types

from agentls.features import rename as names
from agentls.features.rename.files import file_rename
from agentls.features.rename.renaming import FileEdits, FileMove
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.convert.locations import Locations
from agentls.lsp.state.client import Client
from agentls.lsp.transport.protocol import RefusedError
from agentls.text.visible import visible

_NOTED = "agentls.outside"


def prepare(server: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Tell what would be renamed, or why nothing can be."""
    found = server.file_at(params.text_document, params.position)
    answer = names.prepare(found[0].document, found[0].snapshot, found[1]) if found else None
    if found is None or answer is None:
        return None
    if isinstance(answer, names.Refusal):
        raise RefusedError(visible(answer.reason))
    return types.PrepareRenamePlaceholder(found[0].places.range(answer.span), answer.placeholder)


def rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Give a name another form wherever it stands."""
    found = server.file_at(params.text_document, params.position)
    if found is None:
        return None
    answer = names.rename(found[0].document, found[0].snapshot, found[1], params.new_name)
    if answer.refused:
        raise RefusedError(visible(answer.refused))
    client = server.session.client
    if answer.moves and not _moves_files(client):
        moves = ", ".join(f"{one.old.rpartition('/')[2]} to {one.new.rpartition('/')[2]}" for one in answer.moves)
        message = f"This editor cannot rename files for a server; rename {moves} yourself."
        server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, visible(message)))
    server.session.own_moves = frozenset((one.old, one.new) for one in answer.moves)
    return workspace_edit(answer.files, answer.moves, server)


def will_rename_files(server: Server, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """Let names follow files that are about to be renamed in the editor's explorer."""
    moves = [(uris.to_path(one.old_uri), uris.to_path(one.new_uri)) for one in params.files]
    # An editor that moves a file because we asked for it asks us about the move in turn. All is said by then, and
    # VS Code would hold up the rename with a question to the user if we answered with edits again.
    moves = [one for one in moves if one not in server.session.own_moves]
    found = file_rename(server.session.snapshot(), moves)
    return workspace_edit(found, (), server) if found else None


def workspace_edit(files: tuple[FileEdits, ...], moves: tuple[FileMove, ...], server: Server) -> types.WorkspaceEdit:
    """Return edits of several files, then moves, with no more than the client understands."""
    client, locations = server.session.client, Locations(server.session)
    if not client.takes_versioned_edits and not (moves and _moves_files(client)):
        return types.WorkspaceEdit(
            changes={locations.uri(one.path): locations.edits(one.path).edits(one.edits) for one in files}
        )
    changes: list[Any] = [_file_changes(one, locations, client) for one in files]
    for move in moves if _moves_files(client) else ():
        note = _NOTED if move.note and client.notes_edits else None
        changes.append(
            types.RenameFile(
                locations.uri(move.old),
                uris.from_path(move.new),
                options=types.RenameFileOptions(overwrite=False),
                annotation_id=note,
            )
        )
    notes = sorted({one.note for one in files if one.note} | {one.note for one in moves if one.note})
    annotations = None
    if notes and client.notes_edits:
        annotations = {_NOTED: types.ChangeAnnotation(notes[0], needs_confirmation=True)}
    return types.WorkspaceEdit(document_changes=changes, change_annotations=annotations)


def _file_changes(one: FileEdits, locations: Locations, client: Client) -> types.TextDocumentEdit:
    document = types.OptionalVersionedTextDocumentIdentifier(locations.uri(one.path), locations.version(one.path))
    edits: list[Any] = locations.edits(one.path).edits(one.edits)
    if one.note and client.notes_edits:
        edits = [types.AnnotatedTextEdit(_NOTED, edit.range, edit.new_text) for edit in edits]
    return types.TextDocumentEdit(document, edits)


def _moves_files(client: Client) -> bool:
    # These can only stand among document changes: who knows them takes those, though Neovim does not say so.
    return types.ResourceOperationKind.Rename in client.knows_file_operations


HANDLERS: dict[str, Callable[..., Any]] = {
    types.TEXT_DOCUMENT_PREPARE_RENAME: prepare,
    types.TEXT_DOCUMENT_RENAME: rename,
    types.WORKSPACE_WILL_RENAME_FILES: will_rename_files,
}
OPTIONS: dict[str, Any] = {}
