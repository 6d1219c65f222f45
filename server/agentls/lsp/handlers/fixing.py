"""Fixes of a whole file or of the whole workspace, as edits with counts, or made at once by a command.

`agentls/fixAll` takes `{uri?, rule?, obvious?, confirm?}`. Without `uri` the whole workspace is mended, without `rule`
the findings of all rules. The fixes are those that cannot change what the assistant reads; with `obvious` also those
that are the first choice in the menu. With `confirm` the editor is asked to show each edit before it is made. The
answer is `{edit, files, fixed, left, choices}`: an edit of the workspace or `null`, how many files it changes, how
many fixes it makes, how many findings are left, and for how many of those there are fixes that somebody has to choose.

The command `agentls.applyFixes` takes the same as its one argument, makes the edit, and says what became of it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from lsprotocol import types

from agentls.lsp.background.mending import Mended, Wish, mend
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.handlers.renaming import workspace_edit
from agentls.rules.fixing import obvious_fix, safe_fix

APPLY = "agentls.applyFixes"
_CONFIRMED = "agentls.fixes"


def fix_all(server: Server, params: Any) -> Future[Any]:
    """Answer with the edits that were asked for, and how much they mend."""
    return _then(mend(server, _wish(server, params)), lambda mended: _answer(server, params, mended))


def apply_fixes(server: Server, *arguments: Any) -> Future[Any]:
    """Make the edits that were asked for, and tell the user how much they mend."""
    params = arguments[0] if arguments else None

    def finish(mended: Mended) -> dict[str, Any]:
        answer = _answer(server, params, mended)
        if answer["edit"] is not None:
            server.workspace_apply_edit(types.ApplyWorkspaceEditParams(answer["edit"], label="Fix all"))
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, summary(mended)))
        return answer

    return _then(mend(server, _wish(server, params)), finish)


def summary(mended: Mended) -> str:
    """Say in a sentence what was fixed and what was not."""
    look = f"{mended.left} {'needs' if mended.left == 1 else 'need'} a look" if mended.left else "nothing is left"
    return f"{mended.fixed} fixed, {look}."


def _wish(server: Server, params: Any) -> Wish:
    uri, rule = _text(params, "uri"), _text(params, "rule")
    file = server.session.file(uri) if uri else None
    path = file.document.path if file else uris.to_path(uri) if uri else None
    return Wish(path, rule or None, obvious_fix if _value(params, "obvious") else safe_fix)


def _answer(server: Server, params: Any, mended: Mended) -> dict[str, Any]:
    edit = workspace_edit(mended.files, (), server) if mended.files else None
    if edit is not None and _value(params, "confirm") and server.session.client.notes_edits:
        edit = _to_confirm(edit)
    return {
        "edit": edit,
        "files": len(mended.files),
        "fixed": mended.fixed,
        "left": mended.left,
        "choices": mended.choices,
    }


def _to_confirm(edit: types.WorkspaceEdit) -> types.WorkspaceEdit:
    """Have the editor show the edits before they are made."""
    for change in edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit):
            change.edits = [
                types.AnnotatedTextEdit(_CONFIRMED, one.range, one.new_text)
                for one in change.edits
                if isinstance(one, types.TextEdit)
            ]
    edit.change_annotations = {_CONFIRMED: types.ChangeAnnotation("Fix all", needs_confirmation=True)}
    return edit


def _then(first: Future[Mended], finish: Callable[[Mended], dict[str, Any]]) -> Future[Any]:
    """Return the promise of what `finish` makes of the first answer; to cancel the one is to cancel the other."""
    answer: Future[Any] = Future()

    def pass_on(done: Future[Mended]) -> None:
        if done.cancelled():
            answer.cancel()
        elif not answer.done():
            answer.set_result(finish(done.result()))

    first.add_done_callback(pass_on)
    answer.add_done_callback(lambda one: one.cancelled() and first.cancel())
    return answer


def _value(params: Any, name: str) -> Any:
    return params.get(name) if isinstance(params, dict) else getattr(params, name, None)


def _text(params: Any, name: str) -> str:
    value = _value(params, name)
    return value if isinstance(value, str) else ""


HANDLERS: dict[str, Callable[..., Any]] = {"agentls/fixAll": fix_all}
OPTIONS: dict[str, Any] = {}
COMMANDS: dict[str, Callable[..., Any]] = {APPLY: apply_fixes}
