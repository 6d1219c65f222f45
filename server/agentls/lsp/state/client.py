"""What the editor at the other end can do, as one value that never changes after `initialize`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lsprotocol import types

from agentls.text.positions import Encoding


@dataclass(frozen=True)
class Client:
    """The abilities of a client that make a difference to an answer."""

    encoding: Encoding = "utf-16"
    pulls_diagnostics: bool = False
    refreshes_diagnostics: bool = False
    shows_related: bool = False
    shows_tags: bool = False
    shows_rule_links: bool = False
    takes_snippets: bool = False
    adjusts_indentation: bool = False
    runs_in_vscode: bool = False
    suggest_command: str | None = None
    shows_markdown_hover: bool = False
    shows_markdown_completion: bool = False
    knows_documentation_kinds: bool = False
    tags_completion: bool = False
    takes_actions: bool = False
    prefers_actions: bool = False
    takes_versioned_edits: bool = False
    has_configuration: bool = False
    shows_progress: bool = False
    shows_documents: bool = False
    watches_files: bool = False
    watches_relative_patterns: bool = False
    knows_file_operations: frozenset[str] = frozenset()
    notes_edits: bool = False
    applies_edits: bool = False
    takes_links: bool = False
    explains_links: bool = False
    nests_symbols: bool = False
    refreshes_lenses: bool = False
    refreshes_hints: bool = False
    refreshes_tokens: bool = False
    announces_settings_if_asked: bool = False


def describe(
    capabilities: types.ClientCapabilities,
    encoding: Encoding,
    *,
    runs_in_vscode: bool = False,
    suggest_command: str | None = None,
) -> Client:
    """Return what `capabilities` amount to for us; only our own extension tells that it `runs_in_vscode`.

    `suggest_command` is the client's own command that brings its list up.
    """

    def has(path: str) -> Any:
        at: Any = capabilities
        for name in path.split("."):
            at = getattr(at, name, None)
        return at

    markdown = types.MarkupKind.Markdown
    refreshes = bool(has("workspace.diagnostics.refresh_support"))
    pushes = has("text_document.publish_diagnostics") is not None
    item = "text_document.completion.completion_item"
    return Client(
        encoding=encoding,
        # A client that cannot be asked to pull again would go on showing what was true at its last question.
        pulls_diagnostics=has("text_document.diagnostic") is not None and (refreshes or not pushes),
        refreshes_diagnostics=refreshes,
        shows_related=bool(
            has("text_document.publish_diagnostics.related_information")
            or has("text_document.diagnostic.related_information")
        ),
        shows_tags=bool(
            has("text_document.publish_diagnostics.tag_support") or has("text_document.diagnostic.tag_support")
        ),
        shows_rule_links=bool(
            has("text_document.publish_diagnostics.code_description_support")
            or has("text_document.diagnostic.code_description_support")
        ),
        takes_snippets=bool(has(f"{item}.snippet_support")),
        adjusts_indentation=types.InsertTextMode.AdjustIndentation
        in (has(f"{item}.insert_text_mode_support.value_set") or ()),
        runs_in_vscode=runs_in_vscode,
        suggest_command=suggest_command,
        shows_markdown_hover=markdown in (has("text_document.hover.content_format") or ()),
        shows_markdown_completion=markdown in (has(f"{item}.documentation_format") or ()),
        knows_documentation_kinds=bool(has(f"{item}.documentation_format")),
        tags_completion=types.CompletionItemTag.Deprecated in (has(f"{item}.tag_support.value_set") or ()),
        takes_actions=has("text_document.code_action.code_action_literal_support") is not None,
        prefers_actions=bool(has("text_document.code_action.is_preferred_support")),
        takes_versioned_edits=bool(has("workspace.workspace_edit.document_changes")),
        has_configuration=bool(has("workspace.configuration")),
        shows_documents=bool(has("window.show_document.support")),
        shows_progress=bool(has("window.work_done_progress")),
        watches_files=bool(has("workspace.did_change_watched_files.dynamic_registration")),
        watches_relative_patterns=bool(has("workspace.did_change_watched_files.relative_pattern_support")),
        knows_file_operations=frozenset(has("workspace.workspace_edit.resource_operations") or ()),
        applies_edits=bool(has("workspace.apply_edit")),
        notes_edits=has("workspace.workspace_edit.change_annotation_support") is not None,
        takes_links=bool(has("text_document.definition.link_support")),
        explains_links=bool(has("text_document.document_link.tooltip_support")),
        nests_symbols=bool(has("text_document.document_symbol.hierarchical_document_symbol_support")),
        refreshes_lenses=bool(has("workspace.code_lens.refresh_support")),
        refreshes_hints=bool(has("workspace.inlay_hint.refresh_support")),
        refreshes_tokens=bool(has("workspace.semantic_tokens.refresh_support")),
        announces_settings_if_asked=bool(has("workspace.did_change_configuration.dynamic_registration")),
    )
