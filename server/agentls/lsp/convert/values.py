"""Between our answers and the protocol's: spans and ranges, findings and diagnostics, fixes and edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

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
Elsewhere: TypeAlias = Callable[[str, Span], dict[str, Any]]


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

    def plain_range(self, span: Span) -> dict[str, Any]:
        """Return the protocol's form of a span, as JSON."""
        start, end = (self.lines.position(offset, self.encoding) for offset in span)
        return {
            "start": {"line": start[0], "character": start[1]},
            "end": {"line": end[0], "character": end[1]},
        }

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
) -> dict[str, Any]:
    """Return what an editor shows of `finding` as JSON, with no more than `client` understands.

    `elsewhere` finds the places of other files that explain it; without it those are left out.
    """
    answer: dict[str, Any] = {
        "range": places.plain_range(finding.span),
        "message": finding.message,
        "source": SOURCE,
    }
    if finding.severity:
        answer["severity"] = int(finding.severity)
    if finding.rule:
        answer["code"] = finding.rule
        link = _link(finding.rule, client) if client.shows_rule_links else None
        if link is not None:
            answer["codeDescription"] = {"href": link}
    tags = _tags(finding) if client.shows_tags else []
    if tags:
        answer["tags"] = tags
    related = list(_related(finding, places, uri, elsewhere)) if client.shows_related else []
    if related:
        answer["relatedInformation"] = related
    return answer


def _tags(finding: Finding) -> list[types.DiagnosticTag]:
    tags = []
    if finding.unnecessary:
        tags.append(types.DiagnosticTag.Unnecessary)
    if finding.deprecated:
        tags.append(types.DiagnosticTag.Deprecated)
    return tags


def _link(rule: str, client: Client) -> str | None:
    # VS Code would show the source of the page; its own command shows it as it is meant to be read.
    return f"command:{EXPLAIN}?%5B%22{rule}%22%5D" if client.runs_in_vscode else _page(rule)


@cache
def _page(rule: str) -> str | None:
    page = resources.rule_page(rule)
    return page.as_uri() if page else None


def _related(finding: Finding, places: Places, uri: str, elsewhere: Elsewhere | None) -> Iterator[dict[str, Any]]:
    for one in finding.related:
        if one.path is None:
            location = {"uri": uri, "range": places.plain_range(one.span)}
            yield {"location": location, "message": one.message}
        elif elsewhere is not None:
            yield {"location": elsewhere(one.path, one.span), "message": one.message}


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
