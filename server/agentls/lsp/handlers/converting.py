"""Code actions that write a file for another assistant, offered on its first line, and the command behind them.

The command `agentls.convert` takes `{uri, to}`, `to` being an assistant such as `gemini`. It makes the new file and
tells what that lacks, or why there is none. All that is worked out only then, so that the menu opens at once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import Any

from lsprotocol import types

from agentls.features.convert import Conversion, convert, problem_with, target_of, targets
from agentls.knowledge.detection import root_of
from agentls.knowledge.dialect import Dialect
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.state.client import Client
from agentls.lsp.state.file import File
from agentls.rules.lint import refusal
from agentls.text.visible import visible

CONVERT = "agentls.convert"
_LONGEST_LIST = 8


def converting(file: File, params: types.CodeActionParams, client: Client) -> Iterator[types.CodeAction]:
    """Yield an action for each other assistant that has such files."""
    makes_files = client.applies_edits and types.ResourceOperationKind.Create in client.knows_file_operations
    if params.range.start.line > 0 or not makes_files or problem_with(file.document) is not None:
        return
    for target in targets(file.document):
        title = visible(f"Write it for {target.host}")
        command = types.Command(title, CONVERT, arguments=[{"uri": file.uri, "to": target.host_id}])
        yield types.CodeAction(title, kind=types.CodeActionKind.RefactorRewrite, command=command)


def write_for(server: Server, *arguments: Any) -> None:
    """Make the file of another assistant, and tell the user what has become of it."""
    params = arguments[0] if arguments and isinstance(arguments[0], dict) else {}
    file = server.session.file(str(params.get("uri")))
    target = target_of(str(params.get("to")), file.document.dialect.kind) if file is not None else None
    if file is None or target is None:
        return
    found = convert(file.document, target, file.known.files)
    path = posixpath.join(root_of(file.document.path, file.document.dialect), _path(found))
    problem = _problem(found, file, path)
    if problem is not None:
        _tell(server, types.MessageType.Warning, f"It cannot be written for {target.host}: {problem}")
        return
    assert found.document is not None  # noqa: S101 - there is no problem.
    label = f"Write it for {target.host}"
    server.workspace_apply_edit(
        types.ApplyWorkspaceEditParams(_edit(uris.from_path(path), found.document.text), label=label)
    )
    _tell(server, types.MessageType.Info, _loss(found, target))


def _path(found: Conversion) -> str:
    return found.document.path if found.document is not None else ""


def _problem(found: Conversion, file: File, path: str) -> str | None:
    if found.document is None:
        return found.problem
    # Asking the disk is cheaper than judging a file that would not be written.
    if file.known.files.exists(path):
        return f"`{found.document.path}` is there already."
    wrong = refusal(found.document, file.known)
    return wrong.message if wrong is not None else None


def _loss(found: Conversion, target: Dialect) -> str:
    """Say what the other file lacks."""
    written = f"Written to `{_path(found)}`"
    keys = list(dict.fromkeys(one.key for one in found.left if one.key != "#"))
    if not keys:
        return f"{written}; nothing was left behind."
    more = len(keys) - _LONGEST_LIST
    names = ", ".join(f"`{key}`" for key in keys[:_LONGEST_LIST]) + (f" and {more} more" if more > 0 else "")
    return f"{written}; {target.host} does not have all that stands in {names}."


def _tell(server: Server, kind: types.MessageType, message: str) -> None:
    server.window_show_message(types.ShowMessageParams(kind, visible(message)))


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


COMMANDS: dict[str, Callable[..., Any]] = {CONVERT: write_for}
