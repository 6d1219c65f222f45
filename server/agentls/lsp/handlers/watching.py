"""Files and folders that come, change and go: what the server asks to be told of, and what it does then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types

from agentls.disk import project
from agentls.knowledge.dialect import all_dialects
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.state.project_settings import NAMES as SETTINGS_FILES

_EVERYTHING = types.FileOperationRegistrationOptions(
    [types.FileOperationFilter(types.FileOperationPattern("**"), scheme="file")]
)


def start(server: Server, params: types.InitializeParams) -> None:
    """Take note of the editor's folders."""
    folders = [one.uri for one in params.workspace_folders or ()] or [params.root_uri or ""]
    if not folders[0] and params.root_path:
        folders = [Path(params.root_path).as_uri()] if Path(params.root_path).is_absolute() else []
    _set_folders(server, folders)


def register(server: Server) -> None:
    """Ask a client that can do so to tell what changes outside of it, and read the project."""
    client = server.session.client
    if client.watches_files:
        options = types.DidChangeWatchedFilesRegistrationOptions(list(_watchers(server)))
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        server.client_register_capability(
            types.RegistrationParams([types.Registration("agentls.files", method, options)])
        )
    server.upkeep.rescan()


def _watchers(server: Server) -> Iterator[types.FileSystemWatcher]:
    globs = {one if one.startswith("**/") else f"**/{one}" for kind in all_dialects() for one in kind.files}
    globs |= {f"**/{kind.root_marker}" for kind in all_dialects() if kind.root_marker}
    globs |= {glob if "/" not in glob else f"**/{glob.lstrip('/')}" for glob in _assigned(server)}
    globs |= {f"**/{name}" for name in (*SETTINGS_FILES, ".gitignore")}
    # When a folder goes or comes as a whole, editors tell of the folder alone.
    globs |= {folder for glob in globs for folder in _folders(glob)}
    yield from (types.FileSystemWatcher(glob) for glob in sorted(globs))
    if server.session.client.watches_relative_patterns:
        for folder in project.user_folders():
            yield types.FileSystemWatcher(types.RelativePattern(uris.from_path(folder.as_posix()), "**/*"))


def _assigned(server: Server) -> Iterator[str]:
    """Yield the globs for which the settings of the editor's folders say what the files are."""
    for folder in server.session.workspace.folders:
        yield from (glob for one in server.session.settings_in(folder).dialects for glob in one.files.globs)


def _folders(glob: str) -> Iterator[str]:
    parts = glob.removeprefix("**/").split("/")[:-1]
    for number in range(1, len(parts) + 1):
        if parts[number - 1] != "**":
            yield "**/" + "/".join(parts[:number])


def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Take in what has changed outside the editor."""
    server.upkeep.changed_on_disk(uris.to_path(one.uri) for one in params.changes)


def did_create_files(server: Server, params: types.CreateFilesParams) -> None:
    """Take in files that the editor has made."""
    server.upkeep.changed_on_disk(uris.to_path(one.uri) for one in params.files)


def did_rename_files(server: Server, params: types.RenameFilesParams) -> None:
    """Take in files and folders that the editor has moved."""
    server.upkeep.changed_on_disk(uris.to_path(uri) for one in params.files for uri in (one.old_uri, one.new_uri))


def did_delete_files(server: Server, params: types.DeleteFilesParams) -> None:
    """Take in that files or folders are gone."""
    server.upkeep.changed_on_disk(uris.to_path(one.uri) for one in params.files)


def did_change_workspace_folders(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Read folders that have been added, and forget those that have been taken out."""
    gone = {uris.to_path(one.uri).rstrip("/") for one in params.event.removed}
    kept = [uris.from_path(one) for one in server.session.workspace.folders if one not in gone]
    _set_folders(server, [*kept, *(one.uri for one in params.event.added)])
    server.upkeep.rescan()


def _set_folders(server: Server, addresses: list[str]) -> None:
    server.session.workspace.set_folders(uris.to_path(uri) for uri in addresses if uris.on_disk(uri))


HANDLERS: dict[str, Callable[..., Any]] = {
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: did_change_watched_files,
    types.WORKSPACE_DID_CREATE_FILES: did_create_files,
    types.WORKSPACE_DID_RENAME_FILES: did_rename_files,
    types.WORKSPACE_DID_DELETE_FILES: did_delete_files,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: did_change_workspace_folders,
}
OPTIONS: dict[str, Any] = {
    types.WORKSPACE_DID_CREATE_FILES: _EVERYTHING,
    types.WORKSPACE_DID_RENAME_FILES: _EVERYTHING,
    types.WORKSPACE_DID_DELETE_FILES: _EVERYTHING,
    types.WORKSPACE_WILL_RENAME_FILES: _EVERYTHING,
}
