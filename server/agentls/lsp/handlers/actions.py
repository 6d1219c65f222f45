"""Code actions: fixes tied to their diagnostics, all safe ones at once, and other ways to write a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from agentls.features import refactor
from agentls.lsp.connection import Server
from agentls.lsp.convert import uris
from agentls.lsp.convert import values as convert
from agentls.lsp.handlers.converting import converting
from agentls.lsp.handlers.silencing import silencing
from agentls.lsp.state.client import Client
from agentls.lsp.state.file import File
from agentls.meaning.finding import Finding, Fix
from agentls.rules.fixing import compatible, fix_all, obvious_fix
from agentls.text.positions import Edit
from agentls.text.visible import visible

FIX_ALL = "source.fixAll.agentls"
KINDS = (types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, FIX_ALL)


def code_actions(server: Server, file: File, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
    """Yield what can be done about the part of `file` that the client asks for."""
    client = server.session.client
    if not client.takes_actions:
        return
    if _wants(params, types.CodeActionKind.QuickFix):
        yield from _quick_fixes(server, file, params)
    if _wants(params, types.CodeActionKind.RefactorRewrite):
        yield from _refactorings(file, params, client)
        yield from converting(file, params, client)
    if _wants(params, FIX_ALL):
        yield from _fix_all(file, client)


def _wants(params: types.CodeActionParams, kind: str) -> bool:
    only = params.context.only
    return only is None or any(not one or kind == one or kind.startswith(f"{one}.") for one in only)


def _quick_fixes(server: Server, file: File, params: types.CodeActionParams) -> Iterator[types.CodeAction]:
    client = server.session.client
    asked = file.places.span(params.range)
    # Some editors mention every diagnostic of the line: with the cursor on one of them, that one is meant.
    here = [one for one in file.findings if one.span.overlaps(asked)]
    about_rules: list[types.CodeAction] = []
    for finding in here or file.findings:
        shown = _shown(finding, file, params.context.diagnostics)
        if shown is None and not here:
            continue
        diagnostic = shown or server.protocol.structured(
            convert.diagnostic(finding, file.places, file.uri, client), types.Diagnostic
        )
        for fix in finding.fixes:
            if fix.moves_to is None or types.ResourceOperationKind.Rename in client.knows_file_operations:
                yield _quick_fix(fix, diagnostic, file, client)
        if finding in here:
            about_rules += silencing(server, file, finding, diagnostic)
    yield from _fixes_of_rules(here, file, client)
    yield from about_rules


def _shown(finding: Finding, file: File, diagnostics: Sequence[types.Diagnostic]) -> types.Diagnostic | None:
    """Return the client's own copy of the diagnostic, when the request mentions it."""
    range_ = file.places.range(finding.span)
    return next((one for one in diagnostics if one.code == finding.rule and one.range == range_), None)


def _quick_fix(fix: Fix, diagnostic: types.Diagnostic, file: File, client: Client) -> types.CodeAction:
    return types.CodeAction(
        visible(fix.title),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        is_preferred=fix.preferred or None if client.prefers_actions else None,
        edit=_edit(fix.edits, file, client) if fix.moves_to is None else _move(file.uri, fix.moves_to),
    )


def _move(uri: str, target: str) -> types.WorkspaceEdit:
    """Return the edit that moves a whole file, unless something is there already."""
    options = types.RenameFileOptions(overwrite=False, ignore_if_exists=False)
    return types.WorkspaceEdit(document_changes=[types.RenameFile(uri, uris.from_path(target), options=options)])


def _refactorings(file: File, params: types.CodeActionParams, client: Client) -> Iterator[types.CodeAction]:
    for one in refactor.conversions(file.document, file.places.offset(params.range.start)):
        kind = types.CodeActionKind.RefactorRewrite
        yield types.CodeAction(visible(one.title), kind=kind, edit=_edit(one.edits, file, client))


def _fix_all(file: File, client: Client) -> Iterator[types.CodeAction]:
    edits = fix_all(file.document, file.known).edits
    if edits:
        yield types.CodeAction("Fix all that cannot change the meaning", kind=FIX_ALL, edit=_edit(edits, file, client))


def _fixes_of_rules(findings: Sequence[Finding], file: File, client: Client) -> Iterator[types.CodeAction]:
    """Yield for each rule of these findings the fix of all its findings in the file, where there are several."""
    for rule in dict.fromkeys(one.rule for one in findings):
        fixes = list(compatible(file.findings, obvious_fix, rule))
        if len(fixes) > 1:
            edits = tuple(edit for fix in fixes for edit in fix.edits)
            title = f"Fix all {len(fixes)} `{rule}` in this file"
            yield types.CodeAction(title, kind=types.CodeActionKind.QuickFix, edit=_edit(edits, file, client))


def _edit(edits: tuple[Edit, ...], file: File, client: Client) -> types.WorkspaceEdit:
    return convert.workspace_edit(file.places.edits(edits), file.uri, file.document.version, client)
