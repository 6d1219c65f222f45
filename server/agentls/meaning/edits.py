"""Edits that several fixes share: they keep the form in which a file is written."""

from __future__ import annotations

import re

from agentls.project.document import Document
from agentls.syntax.name_lists import Item
from agentls.syntax.nodes import Entry, Node, Sequence
from agentls.syntax.yaml import scalars
from agentls.text.positions import Edit, Span

_PLAIN_IS_RISKY = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$|[\n\r\t]|^(?:---|\.\.\.)")


def quoted(text: str) -> str:
    """Return `text` as a quoted YAML scalar with the same meaning."""
    simple = "\n" not in text and "\r" not in text
    if simple and '"' not in text and "\\" not in text:
        return f'"{text}"'
    if simple:
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def as_scalar(text: str) -> str:
    """Return `text` as it can stand after `key: `, in quotes only where they are needed for it to stay text."""
    if _PLAIN_IS_RISKY.search(text) or scalars.resolve(text) != text:
        return quoted(text)
    return text


def line_of(document: Document, span: Span) -> Span:
    """Return the whole lines that `span` touches, with the last one's line break."""
    first = document.lines.line_of(span.start)
    last = document.lines.line_of(max(span.start, span.end - 1))
    return Span(document.lines.line_start(first), document.lines.line_start(last + 1))


def remove_entry(document: Document, entry: Entry) -> Edit:
    """Return the edit that takes out a key with its value; in a block map with its lines."""
    lines = line_of(document, entry.span)
    before = document.text[lines.start : entry.span.start]
    after = document.text[entry.span.end : lines.end].strip()
    if not before.strip() and (not after or after.startswith("#")):
        return Edit(lines, "")
    return Edit(_with_separator(document.text, entry.span), "")


def remove_item(document: Document, item: Item, value: Node) -> Edit:
    """Return the edit that takes one name out of a list, with the separator or the line that belonged to it."""
    text = document.text
    alone = item.scalar.text.strip() == item.text
    if not isinstance(value, Sequence) or not alone:
        return Edit(_with_separator(text, item.span), "")
    if value.flow:
        return Edit(_with_separator(text, item.scalar.span), "")
    if len(value.items) == 1:
        # The last item of a block list leaves an explicit empty list: a bare key means something else.
        colon = text.rfind(":", 0, value.span.start) + 1
        return Edit(Span(colon, value.span.end), " []")
    return Edit(line_of(document, item.scalar.span), "")


def _with_separator(text: str, span: Span) -> Span:
    """Widen `span` by the comma and blanks after it or, for the last name, before it."""
    after = re.compile(r"[ \t]*,[ \t]*|[ \t]+(?=[^\s#\])}])").match(text, span.end)
    if after:
        return Span(span.start, after.end())
    start = span.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if start > 0 and text[start - 1] == ",":
        start -= 1
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        return Span(start, span.end)
    return span if text[start - 1 : start] in (":", "[", "-", "\n") else Span(start, span.end)


def insert_key(document: Document, line: str, after: Entry | None = None) -> Edit:
    """Return the edit that adds `line` (without line break) below `after`, or at the top of the block."""
    at = line_of(document, after.span).end if after else document.frontmatter.block.start
    text = line + document.line_break()
    if after and document.text[at - 1 : at] not in ("\n", "\r"):
        text = document.line_break() + line
    return Edit(Span(at, at), text)
