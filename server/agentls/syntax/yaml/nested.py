"""Which entry of a nested value cannot be read: of a long map under one key, the line to blame and not the key."""

from enum import Enum
from typing import NamedTuple

from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import YamlError
from agentls.syntax.yaml.flavours import Flavour
from agentls.text.expressions import expression
from agentls.text.positions import Span

# A key with its colon and the blanks behind it.
KEY = expression(r"[^\n:#]*?:(?=[ \t\r\n]|\Z)[ \t]*")
_CONTENT = expression(r"[ ]*(?=[^\s#])")
_DEEPEST = 20


class Shape(Enum):
    """What a part of a nested value is."""

    ENTRY = "a key with its value"
    ITEM = "what stands behind a dash"
    WITHOUT_DASH = "a line among the items of a list, without a dash"
    WITHOUT_COLON = "a line among the keys of a map, without a colon"


class Part(NamedTuple):
    """A part that cannot be read; in `source` the dashes before it are blanks."""

    source: str
    span: Span
    error: YamlError
    shape: Shape


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
        odd = _odd_line(source, span, flavour)
        if odd is not None:
            shape = Shape.WITHOUT_DASH if _is_dash(source, start) else Shape.WITHOUT_COLON
            return Part(source, odd, error, shape)
        if _is_dash(source, start):
            source = f"{source[:start]} {source[start + 1 :]}"
            found, value = Part(source, span, error, Shape.ITEM), span
            continue
        found = Part(source, span, error, Shape.ENTRY)
        key = KEY.match(source, start, span.end)
        below = source.find("\n", start, span.end) + 1
        if key is None or not below or source[key.end() : below].strip():
            return found
        value = Span(below, span.end)
    return found


def _failing(source: str, value: Span, flavour: Flavour) -> tuple[Span, YamlError] | None:
    tried = ((span, _error(span.of(source), flavour)) for span in _parts(source, value))
    return next(((span, error) for span, error in tried if error is not None), None)


def _odd_line(source: str, part: Span, flavour: Flavour) -> Span | None:
    """Return the line below the first of a part that spoils it by standing where only the next part may begin."""
    column = _content(source, part) - part.start
    at = source.find("\n", part.start, part.end) + 1 or part.end
    while at < part.end:
        end = source.find("\n", at, part.end) + 1 or part.end
        content = _content(source, Span(at, end))
        if 0 < column == content - at and content < end:
            return Span(at, end) if _error(source[part.start : at], flavour) is None else None
        at = end
    return None


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
                if not is_list and KEY.match(source, content, end) is None:
                    return []
            is_dash = _is_dash(source, content)
            begins = is_dash if is_list else not is_dash and KEY.match(source, content, end) is not None
            if content - at == column and begins:
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
