"""A whole new file, offered where there is no frontmatter yet."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.completion import textmate
from agentls.features.completion.item import Item
from agentls.knowledge.schema import Property
from agentls.meaning import edits, governing
from agentls.meaning.own_values import own_name
from agentls.project.document import Document
from agentls.syntax.frontmatter import FENCE, Fencing
from agentls.text.expressions import expression
from agentls.text.positions import Span

BODY = "Write the instructions here."

# Three dashes are the first line of a file that somebody writes by hand: nothing may be offered when Enter comes.
_BEGUN = expression(r"-{0,2}\Z")


def scaffold(document: Document, offset: int, *, snippets: bool) -> Iterator[Item]:
    """Yield the skeleton of a file: its required keys, and a first line for the text below when there is none."""
    line = document.lines.line_span(document.lines.line_of(offset))
    start = line.start + (1 if document.text.startswith("\ufeff", line.start) else 0)
    span = Span(start, offset if document.text[offset : line.end].strip() else max(line.end, offset))
    if offset < start or not _may_begin_file(document, line, offset):
        return
    lines, number = [FENCE], 1
    for one in document.dialect.first_keys:
        body = _value(document, one, number)
        number += textmate.stops(body) - number + 1 if textmate.has_stops(body) else 0
        lines.append(f"{one.name}:{body}")
    lines.append(FENCE)
    if document.text[offset:].strip():
        lines.append("")
    else:
        lines += ["", f"${{{number}:{BODY}}}", ""]
    body = "\n".join(lines)
    yield Item(
        label=f"New {document.dialect.title}",
        kind="file",
        replace=span,
        text=textmate.filled(body),
        snippet=body if snippets else None,
        detail="The whole file with its required keys",
        documentation_key=("key", document.dialect.id),
        filter_text=span.of(document.text).rstrip() or FENCE,
    )


def _may_begin_file(document: Document, line: Span, offset: int) -> bool:
    """Tell whether the cursor stands where a file begins, with nothing but the beginning of a fence before it."""
    parts = document.frontmatter
    before = document.text[: line.start].lstrip("\ufeff")
    if before.strip() or not _BEGUN.match(document.text[line.start : offset].lstrip("\ufeff")):
        return False
    if governing.is_strict(document.dialect) or parts.fencing is Fencing.CLOSED or parts.late is not None:
        return False
    rest = document.text[offset : line.end].strip()
    return parts.fencing is Fencing.NONE or (not document.root.entries and not rest)


def _value(document: Document, one: Property, number: int) -> str:
    """Return the value of a key with white space before it, its tab stops counted from `number`."""
    own = own_name(document, one)
    if own is not None:
        return f" ${{{number}:{textmate.escaped(edits.as_scalar(own.name))}}}"
    if one.snippets:
        return textmate.renumbered(str(one.snippets[0]["body"]), number)
    return f" ${number}"
