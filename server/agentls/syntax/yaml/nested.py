"""Which entry of a nested value cannot be read: of a long map under one key, the line to blame and not the key."""

from __future__ import annotations

from typing import NamedTuple

from agentls.syntax.yaml.compose import YamlError, compose
from agentls.syntax.yaml.flavours import Flavour
from agentls.text.expressions import expression
from agentls.text.positions import Span

_KEY = expression(r"[^\n:#]*?:(?=[ \t\r\n]|\Z)[ \t]*")
_CONTENT = expression(r"[ ]*(?=[^\s#])")
_DEEPEST = 20


class Part(NamedTuple):
    """An entry, or with `is_item` what stands behind a dash; in `source` the dashes before it are blanks."""

    source: str
    span: Span
    error: YamlError
    is_item: bool


def innermost(source: str, value: Span, flavour: Flavour) -> Part | None:
    """Return the smallest part of a nested value that cannot be read by itself.

    `value` begins at the beginning of a line. `None` where it is no map and no list, or where each part can be read and
    only all of them together cannot.
    """
    found: Part | None = None
    for _ in range(_DEEPEST):
        failing = _failing(source, value, flavour)
        if failing is None:
            return found
        span, error = failing
        start = _content(source, span)
        if _is_dash(source, start):
            source = f"{source[:start]} {source[start + 1 :]}"
            found, value = Part(source, span, error, is_item=True), span
            continue
        found = Part(source, span, error, is_item=False)
        key = _KEY.match(source, start, span.end)
        below = source.find("\n", start, span.end) + 1
        if key is None or not below or source[key.end() : below].strip():
            return found
        value = Span(below, span.end)
    return found


def _failing(source: str, value: Span, flavour: Flavour) -> tuple[Span, YamlError] | None:
    tried = ((span, _error(span.of(source), flavour)) for span in _parts(source, value))
    return next(((span, error) for span, error in tried if error is not None), None)


def _error(text: str, flavour: Flavour) -> YamlError | None:
    try:
        compose(text, flavour)
    except YamlError as error:
        return error
    return None


def _parts(source: str, value: Span) -> list[Span]:
    """Return the entries of the map or list, each with the lines below it; nothing for a text."""
    starts: list[int] = []
    column, at = -1, value.start
    is_list = False
    while at < value.end:
        end = source.find("\n", at, value.end) + 1 or value.end
        content = _content(source, Span(at, end))
        if content < end:
            if column < 0:
                column, is_list = content - at, _is_dash(source, content)
                if not is_list and _KEY.match(source, content, end) is None:
                    return []
            if content - at == column and _is_dash(source, content) == is_list:
                starts.append(at)
        at = end
    ends = [*starts[1:], value.end] if starts else []
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _content(source: str, line: Span) -> int:
    """Return where the first character stands that is neither a blank nor the beginning of a comment."""
    found = _CONTENT.match(source, line.start, line.end)
    return found.end() if found is not None else line.end


def _is_dash(source: str, at: int) -> bool:
    return source.startswith("-", at) and source[at + 1 : at + 2] in ("", " ", "\t", "\r", "\n")
