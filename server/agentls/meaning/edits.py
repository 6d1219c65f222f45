"""Edits that several fixes share: they keep the form in which a file is written."""

from __future__ import annotations

from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Node, Scalar, Sequence
from agentls.syntax.yaml import scalars
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

# What is text to one host is a date or a number to the next.
_READ_BY_SOME_HOST = (scalars.resolve, scalars.core, scalars.js_yaml_3, scalars.js_yaml_4)
_PLAIN_IS_RISKY = expression(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$|[\n\r\t]|^(?:---|\.\.\.)")


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
    is_other = any(read(text) != text for read in _READ_BY_SOME_HOST)
    return quoted(text) if _PLAIN_IS_RISKY.search(text) or is_other else text


def line_of(document: Document, span: Span) -> Span:
    """Return the whole lines that `span` touches, with the last one's line break."""
    first = document.lines.line_of(span.start)
    last = document.lines.line_of(max(span.start, span.end - 1))
    return Span(document.lines.line_start(first), document.lines.line_start(last + 1))


def insert_key(document: Document, line: str, after: Entry | None = None) -> Edit:
    """Return the edit that adds `line` (without line break) below `after`, or at the top of the block."""
    at = line_of(document, after.span).end if after else document.frontmatter.block.start
    text = line + document.line_break()
    if after and document.text[at - 1 : at] not in ("\n", "\r"):
        text = document.line_break() + line
    return Edit(Span(at, at), text)


def added_name(document: Document, value: Node, name: str) -> Edit | None:
    """Return the edit that adds a name to a list of names, in the form that it has; `None` for an empty value."""
    if isinstance(value, Scalar):
        end = value.span.start + len(value.span.of(document.text).rstrip()) - value.is_quoted
        return Edit(Span(end, end), f", {name}") if value.is_string and value.text.strip() else None
    if not isinstance(value, Sequence) or not value.items:
        return None
    last = value.items[-1].span
    if value.flow:
        return Edit(Span(last.end, last.end), f", {quoted(name)}")
    start = document.lines.line_start(document.lines.line_of(last.start))
    before = document.text[start : last.start]
    return Edit(Span(last.end, last.end), f"{document.line_break()}{before}{as_scalar(name)}")


def remove_comment(document: Document, span: Span) -> Edit:
    """Return the edit that takes out a comment, with the line on which it stands alone or the blanks before it."""
    text, lines = document.text, document.lines
    first, last = lines.line_of(span.start), lines.line_of(span.end)
    whole = Span(lines.line_start(first), lines.line_start(last + 1))
    if not (text[whole.start : span.start] + text[span.end : whole.end]).strip():
        return Edit(whole, "")
    return Edit(Span(len(text[: span.start].rstrip(" \t")), span.end), "")
