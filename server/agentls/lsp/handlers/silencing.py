"""Code actions and commands about the rule of a finding: switch it off here or for the project, read its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types

from agentls.disk import configuration, files
from agentls.knowledge import resources
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.convert import values as convert
from agentls.lsp.convert.locations import Locations
from agentls.lsp.state.file import File
from agentls.meaning.finding import Finding
from agentls.meaning.silencing import silencers, switched_off
from agentls.text.positions import LineIndex
from agentls.text.visible import visible

OPEN = "agentls.openDocumentation"
_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


def silencing(server: Server, file: File, finding: Finding, diagnostic: types.Diagnostic) -> Iterator[types.CodeAction]:
    """Yield what can be done about the rule that has found something."""
    client, kind = server.session.client, types.CodeActionKind.QuickFix
    for fix in silencers(file.document, finding):
        edits = file.places.edits(fix.edits)
        edit = convert.workspace_edit(edits, file.uri, file.document.version, client)
        yield types.CodeAction(visible(fix.title), kind=kind, diagnostics=[diagnostic], edit=edit)
    setting = _setting(server, file, finding.rule)
    if setting is not None:
        name, edit = setting
        title = f"Switch `{finding.rule}` off in {name}"
        yield types.CodeAction(title, kind=kind, diagnostics=[diagnostic], edit=edit)
    title = f"Open documentation of `{finding.rule}`"
    if client.runs_in_vscode:
        command = types.Command(title, convert.EXPLAIN, arguments=[finding.rule])
        yield types.CodeAction(title, kind=kind, diagnostics=[diagnostic], command=command)
    elif client.shows_documents:
        command = types.Command(title, OPEN, arguments=[finding.rule])
        yield types.CodeAction(title, kind=kind, diagnostics=[diagnostic], command=command)


def _setting(server: Server, file: File, rule: str) -> tuple[str, types.WorkspaceEdit] | None:
    """Return the edit that switches a rule off for the project, and the name of the file with the settings."""
    disk = uris.on_disk(file.uri)
    if disk is None or file.document.dialect.table or file.document.dialect.is_closed:
        return None
    found = configuration.find(disk.parent)
    if found.problem:
        return None
    path = found.file or _new_file(server, disk)
    text = _text(server, path) if found.file else ""
    edit = switched_off(text, configuration.table_of(path.name), rule, "\r\n" if "\r\n" in text else "\n")
    if edit is None:
        return None
    client, uri = server.session.client, Locations(server.session).uri(path.as_posix())
    if found.file:
        edits = convert.Places(LineIndex(text), client.encoding).edits([edit])
        return path.name, convert.workspace_edit(edits, uri, Locations(server.session).version(path.as_posix()), client)
    if types.ResourceOperationKind.Create not in client.knows_file_operations:
        return None
    document = types.OptionalVersionedTextDocumentIdentifier(uri, None)
    create = types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))
    change = types.TextDocumentEdit(document, [types.TextEdit(_TOP, edit.text)])
    return path.name, types.WorkspaceEdit(document_changes=[create, change])


def _new_file(server: Server, file: Path) -> Path:
    """Return where a file with settings belongs: at the top of the editor's folder, or else of the file's own."""
    tops = [folder for folder in server.session.workspace.folders if f"{file.as_posix()}/".startswith(f"{folder}/")]
    return Path(max(tops, key=len, default=file.parent.as_posix()), "agentls.toml")


def _text(server: Server, path: Path) -> str:
    opened = server.session.open_at(path.as_posix())
    if opened is not None:
        return opened.document.text
    try:
        return files.read(path).text
    except files.FileProblem:
        return ""


def open_documentation(server: Server, *arguments: Any) -> None:
    """Show the page of a rule in the editor."""
    page = resources.rule_page(arguments[0]) if arguments and isinstance(arguments[0], str) else None
    if page is not None:
        server.window_show_document(types.ShowDocumentParams(page.as_uri(), take_focus=True))


COMMANDS: dict[str, Callable[..., Any]] = {OPEN: open_documentation}
