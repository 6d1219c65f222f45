"""Why a piece of YAML cannot be read: the culprit's characters and its kind."""

from __future__ import annotations

import re

from agentls.syntax.yaml.causes import Cause, Kind
from agentls.syntax.yaml.errors import YamlError
from agentls.syntax.yaml.flavours import Flavour
from agentls.syntax.yaml.nested import KEY, Part, Shape, innermost
from agentls.text.expressions import expression
from agentls.text.positions import Span

_COLON = expression(r":(?=[ \t\r\n]|\Z)")
_COMMENT = expression(r"(?:^|[ \t])#.*", re.DOTALL)
_DOCUMENT_END = expression(r"^\.\.\.[ \t]*\r?$", re.MULTILINE)
_TAB_INDENT = expression(r"^([ ]*)(\t+)(?=\S)", re.MULTILINE)
_HYPHEN = expression(r"^[ \t]*(-)(?=[^\s-])", re.MULTILINE)
_NO_SPACE = expression(r"([A-Za-z_][\w-]*)(:)(?=[^\s:/])")
_ODD = {Shape.WITHOUT_DASH: Kind.NO_HYPHEN, Shape.WITHOUT_COLON: Kind.LOOSE_TEXT}


def explain(source: str, chunk: Span, block: Span, error: YamlError, flavour: Flavour) -> Cause:
    """Return what makes `chunk` of `source` unreadable; `error.offset` counts from the chunk's start."""
    text = chunk.of(source)
    at = min(chunk.start + error.offset, max(block.end - 1, block.start))
    document_end = _DOCUMENT_END.search(text)
    if document_end:
        return Cause(
            Kind.DOCUMENT_END, Span(chunk.start + document_end.start(), chunk.start + document_end.start() + 3)
        )
    tab = _TAB_INDENT.search(text)
    if tab:
        return Cause(Kind.TAB, Span(chunk.start + tab.start(2), chunk.start + tab.end(2)))
    key_span, behind = _key(source, chunk)
    if key_span is None or behind == chunk.end:
        return _without_key(source, chunk, at)
    value = _trimmed(source, Span(behind, chunk.end))
    part = _inside(source, chunk, value, flavour)
    if part is not None:
        return _of_part(part, block)
    if source[value.start - 1] == "\n" and source[value.start] not in "#-":
        # A value cannot begin at the margin of the line below its key.
        return Cause(Kind.LOOSE_TEXT, _first_line(source, value), value, key_span)
    kind, span = _in_value(source, value, at, error.problem)
    return Cause(kind, span, value, key_span)


def _key(source: str, entry: Span) -> tuple[Span | None, int]:
    """Return the key of an entry, if it has one, and where its value may begin."""
    found = KEY.match(source, entry.start, entry.end)
    if found is None:
        return None, entry.start
    return _trimmed(source, Span(entry.start, entry.start + found.group().rindex(":"))), found.end()


def _inside(source: str, chunk: Span, value: Span, flavour: Flavour) -> Part | None:
    """Return the entry to blame in a value that begins below its key."""
    below = source.rfind("\n", chunk.start, value.start) + 1
    text = value.of(source)
    if not below or (text.startswith("- ") and _HYPHEN.search(text)):
        return None
    return innermost(source, Span(below, chunk.end), flavour)


def _of_part(part: Part, block: Span) -> Cause:
    source, span, error, shape = part
    if shape in _ODD:
        return Cause(_ODD[shape], _trimmed(source, span))
    at = min(span.start + error.offset, max(block.end - 1, block.start))
    key_span, behind = (None, span.start) if shape is Shape.ITEM else _key(source, span)
    value = _trimmed(source, Span(behind, span.end))
    if value.start == value.end:
        return Cause(Kind.LOOSE_TEXT, _line_of(source, span, at), None, key_span)
    kind, culprit = _in_value(source, value, at, error.problem)
    return Cause(kind, culprit, value, key_span)


def _without_key(source: str, chunk: Span, at: int) -> Cause:
    text = chunk.of(source)
    glued = _NO_SPACE.match(text)
    if glued:
        return Cause(Kind.NO_SPACE, Span(chunk.start + glued.start(2), chunk.start + glued.end(2)))
    if text[:1] in " \t":
        width = len(text) - len(text.lstrip(" \t"))
        return Cause(Kind.INDENTATION, Span(chunk.start, chunk.start + max(width, 1)))
    line = _line_of(source, chunk, at if text.strip() else chunk.start)
    return Cause(Kind.LOOSE_TEXT, line)


def _in_value(source: str, value: Span, at: int, problem: str) -> tuple[Kind, Span]:  # noqa: C901, PLR0912
    text = value.of(source)
    first = text[:1]
    if first in ('"', "'"):
        closing = _closing_quote(text)
        if closing is None:
            return Kind.OPEN_QUOTE, Span(value.start, value.start + 1)
        rest = _trimmed(source, Span(value.start + closing + 1, value.end))
        if rest.end > rest.start and not rest.of(source).startswith("#"):
            below = source[rest.start - 1] == "\n"
            return Kind.LOOSE_TEXT if below else Kind.AFTER_QUOTE, _first_line(source, rest)
        return Kind.OTHER, _character(source, at, value)
    if first in ("[", "{"):
        closing = _closing_bracket(text)
        if closing is None:
            return Kind.OPEN_BRACKET, Span(value.start, value.start + 1)
        rest = _trimmed(source, Span(value.start + closing + 1, value.end))
        if rest.end > rest.start and not rest.of(source).startswith("#"):
            return Kind.AFTER_BRACKET, _first_line(source, rest)
        return Kind.OTHER, _character(source, at, value)
    if text.startswith("- ") and (hyphen := _HYPHEN.search(text)):
        return Kind.HYPHEN, Span(value.start + hyphen.start(1), value.start + hyphen.end(1))
    if "alias" in problem or first == "*":
        return Kind.ALIAS, Span(value.start, value.start + 1)
    if first in "@`%|>&!" and first:
        return Kind.RESERVED, Span(value.start, value.start + 1)
    colon = _COLON.search(_without_comment(text))
    if colon and not text.startswith(("|", ">")):
        return Kind.COLON, Span(value.start + colon.start(), value.start + colon.end())
    for line in _lines(source, value)[1:]:
        content = line.of(source)
        if content.strip() and content[:1] not in " \t#":
            glued = _NO_SPACE.match(content)
            if glued:
                return Kind.NO_SPACE, Span(line.start + glued.start(2), line.start + glued.end(2))
            return Kind.LOOSE_TEXT, _trimmed(source, line)
    return Kind.OTHER, _character(source, at, value)


def _without_comment(text: str) -> str:
    return text if "\n" in text else _COMMENT.sub("", text)


def _closing_quote(text: str) -> int | None:
    quote, at = text[0], 1
    while at < len(text):
        if text[at] == "\\" and quote == '"':
            at += 2
            continue
        if text[at] == quote:
            if quote == "'" and text.startswith("''", at):
                at += 2
                continue
            return at
        at += 1
    return None


def _closing_bracket(text: str) -> int | None:
    depth, at = 0, 0
    while at < len(text):
        character = text[at]
        if character in "\"'" and text[at - 1 : at] in "[{,: \t\n":
            closing = _closing_quote(text[at:])
            if closing is None:
                return None
            at += closing
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return None


def _trimmed(source: str, span: Span) -> Span:
    start, end = span
    while end > start and source[end - 1].isspace():
        end -= 1
    while start < end and source[start].isspace():
        start += 1
    return Span(start, end)


def _lines(source: str, span: Span) -> list[Span]:
    lines, at = [], span.start
    while at < span.end:
        end = source.find("\n", at, span.end) + 1 or span.end
        lines.append(Span(at, end))
        at = end
    return lines


def _first_line(source: str, span: Span) -> Span:
    lines = _lines(source, span)
    return _trimmed(source, lines[0]) if lines else span


def _line_of(source: str, chunk: Span, at: int) -> Span:
    for line in _lines(source, chunk):
        if line.start <= at < line.end and source[line.start : line.end].strip():
            return _trimmed(source, line)
    return _first_line(source, _trimmed(source, chunk))


def _character(source: str, at: int, within: Span) -> Span:
    """Return the character at `at`, or the last visible one before it."""
    at = max(within.start, min(at, within.end - 1))
    while at > within.start and source[at].isspace():
        at -= 1
    return Span(at, at + 1)
