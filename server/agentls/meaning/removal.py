"""Edits that take a key or a name out of a file, with the comma, the line and the comment that belonged to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from agentls.meaning.edits import line_of
from agentls.meaning.finding import Fix
from agentls.project.document import Document
from agentls.syntax.json_faults import Wrong
from agentls.syntax.name_lists import Item
from agentls.syntax.nodes import Entry, Mapping, Node, Sequence
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

_COMMENT = expression(r"//[^\r\n]*|/\*.*?(?:\*/|\Z)|#[^\r\n]*", re.DOTALL)
_SEPARATOR = expression(r"[ \t]*,[ \t]*|[ \t]+(?=[^\s#\])}])")
# The keys of TOML that stand on the line before the last one of them, which go with it.
_DOTTED = expression(r"(?:[ \t]*(?:[\w-]+|\"[^\"]*\"|'[^']*')[ \t]*\.)+[ \t]*\Z")
# Around these it is still certain where a part of a JSON file begins and ends.
_HARMLESS = frozenset({Wrong.COMMENT, Wrong.COMMA_MISSING, Wrong.COMMA_TOO_MANY})
# After one of these nobody knows which brackets belong together, wherever in the file it stands.
_CONFUSING = frozenset({Wrong.OPEN_BRACKET, Wrong.AFTER_THE_END, Wrong.ODD_CHARACTER})


def removal(
    document: Document, entry: Entry, title: str, *, preferred: bool = False, safe: bool = False
) -> tuple[Fix, ...]:
    """Return the fix that takes out a key with its value; none where the text is too broken to know what that is."""
    edit = remove_entry(document, entry)
    return () if edit is None else (Fix(title, (edit,), preferred=preferred, safe=safe),)


def remove_entry(document: Document, entry: Entry) -> Edit | None:
    """Return the edit that takes out a key with its value, in a block map with its lines.

    `None` where broken JSON leaves open what belongs to the value: too much would go.
    """
    parent = _holder(document.root, entry)
    if parent is not None and parent.flow:
        return _remove_part(document, parent, entry.span) if _is_certain(document, parent, entry.span) else None
    is_yaml = document.dialect.format == "markdown"
    if parent is not None and is_yaml and parent is not document.root and len(parent.entries) == 1:
        # A key without any value means something else than an empty map.
        return _empty(document, parent, "{}")
    lines = line_of(document, entry.span)
    after = document.text[entry.span.end : lines.end].strip()
    before = document.text[lines.start : entry.span.start]
    if document.dialect.format == "toml":
        before = _DOTTED.sub("", before)
    elif is_yaml and before.strip() == "?":
        # The sign of a key that may be anything goes with the key.
        before = ""
    if not before.strip() and (not after or after.startswith("#")):
        return Edit(lines, "")
    following = _next_in(parent, entry) if parent is not None else None
    if following is not None and not document.text[entry.span.end : following.span.start].strip():
        return Edit(Span(entry.span.start, following.span.start), "")
    return Edit(_with_separator(document.text, entry.span), "")


def remove_item(document: Document, item: Item, value: Node) -> Edit | None:
    """Return the edit that takes one name out of a list, with the separator or the line that belonged to it.

    `None` where broken JSON leaves open where the name ends.
    """
    if not item.scalar.is_closed or (
        isinstance(value, Sequence) and not _is_certain(document, value, item.scalar.span)
    ):
        return None
    alone = item.scalar.text.strip() == item.text
    if not isinstance(value, Sequence) or not alone:
        return Edit(_with_separator(document.text, item.span), "")
    if value.flow:
        return _remove_part(document, value, item.scalar.span)
    if len(value.items) == 1:
        return _empty(document, value, "[]")
    return Edit(line_of(document, item.scalar.span), "")


def remove_part(document: Document, value: Sequence, part: Node) -> Edit | None:
    """Return the edit that takes one item, whatever it holds, out of a list in brackets; `None` as above."""
    return _remove_part(document, value, part.span) if _is_certain(document, value, part.span) else None


def _is_certain(document: Document, parent: Mapping | Sequence, span: Span) -> bool:
    """Tell whether the part at `span` surely ends where it seems to: only the lines between its neighbours matter."""
    if document.dialect.format != "json" or not document.json.faults:
        return True
    parts, lines = _parts(parent), document.lines
    number = _number_of(parts, span)
    start = parts[number - 1].span.end if number else parent.span.start
    end = parts[number + 1].span.start if number + 1 < len(parts) else parent.span.end
    near = Span(lines.line_start(lines.line_of(start)), lines.line_span(lines.line_of(end)).end)
    faults = [one for one in document.json.faults if one.wrong not in _HARMLESS]
    return not any(one.wrong in _CONFUSING or one.span.overlaps(near) for one in faults)


def _holder(node: Node, entry: Entry) -> Mapping | None:
    """Return the map that has the entry, looked for from `node` on; parts stand in the order of the text."""
    while True:
        number = bisect_right(_parts(node), entry.span.start, key=_start) - 1
        if number < 0:
            return None
        if isinstance(node, Mapping) and node.entries[number] is entry:
            return node
        node = _inner(node, number)


def _inner(node: Node, number: int) -> Node:
    if isinstance(node, Mapping):
        return node.entries[number].value
    return node.items[number] if isinstance(node, Sequence) else node


def _parts(node: Node) -> tuple[Entry, ...] | tuple[Node, ...]:
    if isinstance(node, Mapping):
        return node.entries
    return node.items if isinstance(node, Sequence) else ()


def _start(part: Entry | Node) -> int:
    return part.span.start


def _number_of(parts: tuple[Entry, ...] | tuple[Node, ...], span: Span) -> int:
    """Return which of the parts stands at `span`; of thousands each may be asked for."""
    number = bisect_left(parts, span.start, key=_start)
    while parts[number].span != span:
        number += 1
    return number


def _next_in(parent: Mapping, entry: Entry) -> Entry | None:
    number = next((number for number, one in enumerate(parent.entries) if one is entry), len(parent.entries))
    return parent.entries[number + 1] if number + 1 < len(parent.entries) else None


def _empty(document: Document, value: Node, brackets: str) -> Edit:
    """Return the edit that writes a block map or list that loses its only part as an empty one in brackets."""
    start = len(document.text[: value.span.start].rstrip())
    if document.text[start - 1 : start] == ":":
        return Edit(Span(start, value.span.end), f" {brackets}")
    # Behind the hyphen of a list, or below a comment that would swallow it.
    return Edit(value.span, brackets)


def _remove_part(document: Document, parent: Mapping | Sequence, span: Span) -> Edit:
    """Return the edit that takes one part out of a map or list in brackets, with one comma beside it."""
    text, parts = document.text, _parts(parent)
    number = _number_of(parts, span)
    closing = parent.span.end - 1 if text[parent.span.end - 1 : parent.span.end] in ("}", "]") else parent.span.end
    following = parts[number + 1].span.start if number + 1 < len(parts) else closing
    comma = _comma(text, span.end, following)
    if number + 1 < len(parts) or comma is not None:
        return Edit(_up_to_next(text, span, span.end if comma is None else comma + 1, following), "")
    if not number:
        return _remove_only(text, parent.span.start + 1, span, closing)
    return _remove_last(text, parts[number - 1].span.end, span)


def _up_to_next(text: str, span: Span, end: int, following: int) -> Span:
    """Widen the span to where the next part, its comment or the closing bracket begins."""
    start = span.start
    if not text[end:following].strip():
        return Span(start, following) if text[following : following + 1] not in ("}", "]") else _line(text, start, end)
    return _line(text, start, end)


def _line(text: str, start: int, end: int) -> Span:
    """Widen a part to its lines and the comment beside it if nothing else stands there."""
    first = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    end = _after_blanks(text, end)
    comment = _COMMENT.match(text, end)
    last = comment.end() if comment else end
    if text[first:start].strip() or text[last : last + 1] not in ("\r", "\n", ""):
        return Span(start, end)
    return Span(first, last + (2 if text.startswith("\r\n", last) else 1))


def _remove_only(text: str, opening: int, span: Span, closing: int) -> Edit:
    if not (text[opening : span.start] + text[span.end : closing]).strip():
        return Edit(Span(opening, closing), "")
    return Edit(_line(text, span.start, span.end), "")


def _remove_last(text: str, before: int, span: Span) -> Edit:
    """Take out the last part with the comma before it; comments between the two stay."""
    comma = _comma(text, before, span.start)
    between = text[before : span.start]
    if comma is not None:
        between = text[before:comma] + text[comma + 1 : span.start]
    beside = _COMMENT.match(text, _after_blanks(text, span.end))
    is_own_line = "\n" in between or "\r" in between
    end = beside.end() if beside and is_own_line else span.end
    return Edit(Span(before, end), between.rstrip())


def _after_blanks(text: str, start: int) -> int:
    while text[start : start + 1] in (" ", "\t"):
        start += 1
    return start


def _comma(text: str, start: int, end: int) -> int | None:
    """Return where the comma stands between two parts, which is in none of the comments there."""
    while start < end:
        comment = _COMMENT.match(text, start)
        if comment:
            start = comment.end()
        elif text[start] == ",":
            return start
        else:
            start += 1
    return None


def _with_separator(text: str, span: Span) -> Span:
    """Widen `span` by the comma and blanks after it or, for the last name, before it."""
    after = _SEPARATOR.match(text, span.end)
    if after:
        return Span(span.start, after.end())
    start = len(text[: span.start].rstrip(" \t"))
    if text[start - 1 : start] == ",":
        return Span(len(text[: start - 1].rstrip(" \t")), span.end)
    return span if text[start - 1 : start] in (":", "[", "-", "\n") else Span(start, span.end)


def remove_name(document: Document, span: Span) -> Edit | None:
    """Return the edit that takes the name at `span` out of the list of names in which it stands at the top level.

    A list that holds no other goes with its key. `None` where the name stands anywhere else.
    """
    for entry in document.root.entries:
        every = document.items(entry.value)
        for item in every if entry.span.contains(span.start) else ():
            if item.span.contains(span.start):
                alone = len(every) == 1
                return remove_entry(document, entry) if alone else remove_item(document, item, entry.value)
    return None


def remove_word(document: Document, span: Span) -> Edit:
    """Return the edit that takes one word out of a list with commas."""
    return Edit(_with_separator(document.text, span), "")
