"""Between our answers and the protocol's: spans and ranges, findings and diagnostics, fixes and edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from lsprotocol import types

from agentls.knowledge import resources
from agentls.lsp.state.client import Client
from agentls.meaning.finding import Finding
from agentls.text.positions import (
    Edit,
    Encoding,
    LineIndex,
    Span,
)

# The command of the extension for VS Code that shows the page of a rule.
EXPLAIN = "agentls.explainRule"
SOURCE = "agentls"
Elsewhere: TypeAlias = Callable[[str, Span], types.Location]


@dataclass(frozen=True)
class Places:
    """Converts places in one text, in the units that the client counts columns in."""

    lines: LineIndex
    encoding: Encoding

    def position(self, offset: int) -> types.Position:
        """Return the protocol's form of an offset."""
        return types.Position(*self.lines.position(offset, self.encoding))

    def range(self, span: Span) -> types.Range:
        """Return the protocol's form of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """Return the offset that a client's position means; the nearest one for a place outside the text."""
        return self.lines.offset(position.line, position.character, self.encoding)

    def span(self, range_: types.Range) -> Span:
        """Return the span that a client's range means."""
        start = self.offset(range_.start)
        return Span(start, max(start, self.offset(range_.end)))

    def edits(self, edits: Iterable[Edit]) -> list[types.TextEdit]:
        """Return the protocol's form of edits."""
        return [types.TextEdit(self.range(edit.span), edit.text) for edit in edits]


def diagnostic(
    finding: Finding, places: Places, uri: str, client: Client, elsewhere: Elsewhere | None = None
) -> types.Diagnostic:
    """Return what an editor shows of `finding`, with no more than `client` understands.

    `elsewhere` finds the places of other files that explain it; without it those are left out.
    """
    return types.Diagnostic(
        range=places.range(finding.span),
        severity=types.DiagnosticSeverity(finding.severity) if finding.severity else None,
        code=finding.rule or None,
        code_description=_link(finding.rule, client) if client.shows_rule_links and finding.rule else None,
        source=SOURCE,
        message=finding.message,
        tags=_tags(finding) if client.shows_tags else None,
        related_information=list(_related(finding, places, uri, elsewhere)) or None if client.shows_related else None,
    )


def _tags(finding: Finding) -> list[types.DiagnosticTag] | None:
    tags = []
    if finding.unnecessary:
        tags.append(types.DiagnosticTag.Unnecessary)
    if finding.deprecated:
        tags.append(types.DiagnosticTag.Deprecated)
    return tags or None


def _link(rule: str, client: Client) -> types.CodeDescription | None:
    # VS Code would show the source of the page; its own command shows it as it is meant to be read.
    return types.CodeDescription(f"command:{EXPLAIN}?%5B%22{rule}%22%5D") if client.runs_in_vscode else _page(rule)


@cache
def _page(rule: str) -> types.CodeDescription | None:
    page = resources.rule_page(rule)
    return types.CodeDescription(page.as_uri()) if page else None


def _related(
    finding: Finding, places: Places, uri: str, elsewhere: Elsewhere | None
) -> Iterator[types.DiagnosticRelatedInformation]:
    for one in finding.related:
        if one.path is None:
            yield types.DiagnosticRelatedInformation(types.Location(uri, places.range(one.span)), one.message)
        elif elsewhere is not None:
            yield types.DiagnosticRelatedInformation(elsewhere(one.path, one.span), one.message)


def workspace_edit(edits: list[types.TextEdit], uri: str, version: int | None, client: Client) -> types.WorkspaceEdit:
    """Return the edits of one file; with its version where the client refuses to edit a text that has moved on."""
    if not client.takes_versioned_edits:
        return types.WorkspaceEdit(changes={uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, edits)])


def markup(text: str, *, markdown: bool) -> types.MarkupContent:
    """Return documentation in the form that the client wishes."""
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.MarkupContent(kind, text)
