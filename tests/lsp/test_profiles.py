"""The same session under what VS Code, Neovim and Emacs say they can do; pytest-lsp warns of answers they did not ask for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities
from small_project import lay_out
from wire import ENVIRONMENT, SERVER

TEXT = """\
---
name: reviewer
description: Reviews 😀 a diff for bugs.
tools: Read, Grpe
color: purple
---
Read the diff.
"""
EDITORS = ["visual_studio_code", "neovim", "emacs"]

pytestmark = pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning")


@pytest_lsp.fixture(params=EDITORS, config=ClientServerConfig(server_command=SERVER, server_env=ENVIRONMENT))
async def editor(request: pytest.FixtureRequest, lsp_client: LanguageClient, tmp_path: Path) -> AsyncIterator[None]:
    options = {"editor": {"name": "vscode", "version": "1.139.1"}} if request.param == EDITORS[0] else None

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_: types.RegistrationParams) -> None:
        """Real editors take note of what they shall tell of; these tests change nothing."""

    for method in (
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):
        lsp_client.feature(method)(lambda _: None)

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param), root_uri=tmp_path.as_uri(), initialization_options=options
        )
    )
    yield
    await lsp_client.shutdown_session()


async def open_agent(editor: LanguageClient, folder: Path, text: str = TEXT) -> tuple[str, Sequence[types.Diagnostic]]:
    uri = (folder / ".claude" / "agents" / "reviewer.md").as_uri()
    editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, text)))
    published = await editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert (published.uri, published.version) == (uri, 1)
    return uri, published.diagnostics


def at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"text_document": types.TextDocumentIdentifier(uri), "position": types.Position(line, character)}


async def test_a_mistake_is_underlined_and_mended(editor: LanguageClient, tmp_path: Path) -> None:
    uri, [mistake] = await open_agent(editor, tmp_path)
    assert mistake.code == "unknown-tool"
    assert mistake.severity == types.DiagnosticSeverity.Warning
    assert mistake.range == types.Range(types.Position(3, 13), types.Position(3, 17))
    offered = await editor.text_document_code_action_async(
        types.CodeActionParams(types.TextDocumentIdentifier(uri), mistake.range, types.CodeActionContext([mistake]))
    )
    best = next(one for one in offered or () if isinstance(one, types.CodeAction) and one.is_preferred)
    assert best.title == "Replace with `Grep`"
    assert list(best.diagnostics or ()) == [mistake]
    assert best.edit
    if best.edit.document_changes:
        [change] = best.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(uri, 1)
        edits = change.edits
    else:
        assert best.edit.changes
        edits = best.edit.changes[uri]
    assert list(edits) == [types.TextEdit(mistake.range, "Grep")]
    changed = types.TextDocumentContentChangeWholeDocument(TEXT.replace("Grpe", "Grep"))
    document = types.VersionedTextDocumentIdentifier(2, uri)
    editor.text_document_did_change(types.DidChangeTextDocumentParams(document, [changed]))
    published = await editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert (published.version, list(published.diagnostics)) == (2, [])
    editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    published = await editor.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert list(published.diagnostics) == []


async def test_completion_and_its_documentation(editor: LanguageClient, tmp_path: Path) -> None:
    uri, _ = await open_agent(editor, tmp_path)
    answer = await editor.text_document_completion_async(types.CompletionParams(**at(uri, 3, 15)))
    assert isinstance(answer, types.CompletionList)
    item = next(one for one in answer.items if one.label == "Grep")
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.range == types.Range(types.Position(3, 13), types.Position(3, 17))
    assert "Read" not in [one.label for one in answer.items]
    resolved = await editor.completion_item_resolve_async(item)
    documentation = resolved.documentation
    text = documentation.value if isinstance(documentation, types.MarkupContent) else documentation
    assert "search" in (text or "").lower()
    assert resolved.text_edit == item.text_edit


async def test_hover(editor: LanguageClient, tmp_path: Path) -> None:
    uri, _ = await open_agent(editor, tmp_path)
    answer = await editor.text_document_hover_async(types.HoverParams(**at(uri, 3, 8)))
    assert answer
    assert answer.range == types.Range(types.Position(3, 7), types.Position(3, 11))
    assert isinstance(answer.contents, types.MarkupContent)
    assert "Read" in answer.contents.value
    assert ("**" in answer.contents.value) is (answer.contents.kind == types.MarkupKind.Markdown)
    assert await editor.text_document_hover_async(types.HoverParams(**at(uri, 6, 3))) is None


async def test_colors(editor: LanguageClient, tmp_path: Path) -> None:
    uri, _ = await open_agent(editor, tmp_path)
    document = types.TextDocumentIdentifier(uri)
    [swatch] = await editor.text_document_document_color_async(types.DocumentColorParams(document))
    assert swatch.range == types.Range(types.Position(4, 7), types.Position(4, 13))
    blue = types.Color(0.4, 0.6, 0.8, 1.0)
    offered = await editor.text_document_color_presentation_async(
        types.ColorPresentationParams(document, blue, swatch.range)
    )
    assert offered[0].label == "blue"
    assert offered[0].text_edit == types.TextEdit(swatch.range, "blue")


async def test_markdown_that_nobody_reads_costs_nothing(editor: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "README.md").as_uri()
    editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, TEXT)))
    assert await editor.text_document_hover_async(types.HoverParams(**at(uri, 3, 8))) is None
    assert await editor.text_document_completion_async(types.CompletionParams(**at(uri, 3, 8))) is None
    assert uri not in editor.diagnostics


async def test_names_of_other_files(editor: LanguageClient, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """What leads to other files, what is shown around the text, and a rename: each as the editor says it can take it."""
    lay_out(tmp_path)
    lead = tmp_path / ".claude" / "agents" / "lead.md"
    text = lead.read_text(encoding="utf-8")
    uri, document = lead.as_uri(), types.TextDocumentIdentifier(lead.as_uri())
    editor.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 1, text)))
    while not (await editor.protocol.send_request_async("agentls/status", {"uri": uri})).ready:
        pass
    editor.workspace_did_create_files(types.CreateFilesParams([types.FileCreate((tmp_path / ".claude").as_uri())]))
    while not (await editor.protocol.send_request_async("agentls/status", {"uri": uri})).ready:
        pass
    word = at(uri, 3, text.split("\n")[3].index("helper") + 1)
    found = await editor.text_document_definition_async(types.DefinitionParams(**word))
    assert isinstance(found, Sequence)
    assert "helper.md" in str(found[0])
    context = types.ReferenceContext(include_declaration=True)
    assert len(await editor.text_document_references_async(types.ReferenceParams(**word, context=context)) or ()) == 3
    assert await editor.text_document_document_highlight_async(types.DocumentHighlightParams(**word))
    assert await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert await editor.text_document_document_link_async(types.DocumentLinkParams(document))
    assert await editor.workspace_symbol_async(types.WorkspaceSymbolParams("help"))
    assert await editor.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    whole = types.Range(types.Position(0, 0), types.Position(9, 0))
    assert await editor.text_document_inlay_hint_async(types.InlayHintParams(document, whole))
    lenses = await editor.text_document_code_lens_async(types.CodeLensParams(document)) or ()
    # Only our own extension has what opens the page.
    own = ["What this agent will get"] if request.node.callspec.params["editor"] == EDITORS[0] else []
    assert [one.command.title for one in lenses if one.command] == own
    [item] = await editor.text_document_prepare_call_hierarchy_async(types.CallHierarchyPrepareParams(**word)) or ()
    assert await editor.call_hierarchy_incoming_calls_async(types.CallHierarchyIncomingCallsParams(item))
    edit = await editor.text_document_rename_async(types.RenameParams(**word, new_name="aide"))
    assert edit
    assert "aide" in str(edit)
