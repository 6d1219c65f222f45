"""What is TOML and what a value means, as the standard library's reader has it; that stops at the first mistake."""

import importlib
import sys
from functools import cache
from typing import Any, NamedTuple

from agentls.text.expressions import expression
from agentls.text.positions import LineIndex, Span

_PLACE = expression(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)\Z")
_TOKEN = expression(r"[^\s\[\]{},=#]+|\S")
_LONGEST_NUMBER = 100


class Fault(NamedTuple):
    """What is not TOML: what the reader says of it, and the place."""

    message: str
    span: Span


#: What is said of tables and lists that lie in one another further than they can be read.
TOO_DEEP = "nested too deeply"


@cache
def _library() -> Any:
    """Return the standard library's reader, which whoever has no such file need not load."""
    return importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")


def first_fault(text: str) -> Fault | None:
    """Return the first mistake in `text`, if there is one."""
    # The reader takes no other line breaks than these two, and no mark at the beginning.
    plain = text.removeprefix("\ufeff")
    tomllib = _library()
    try:
        tomllib.loads(plain)
    except RecursionError:
        # How deep that is depends on the reader; where, it does not say.
        return Fault(TOO_DEEP, _token(text, len(text)))
    except (tomllib.TOMLDecodeError, ValueError) as error:
        message = str(error)
    else:
        return None
    place = _PLACE.search(message)
    found = message[: place.start()] if place else message
    offset = len(text)
    if place and place["line"]:
        # The reader counts lines in a text whose CR LF have become LF; columns are the same by that.
        lines = LineIndex(text)
        line = min(int(place["line"]) - 1, len(lines) - 1)
        offset = min(lines.line_start(line) + int(place["column"]) - 1, lines.line_span(line).end)
    return Fault(found, _token(text, offset))


def _token(text: str, offset: int) -> Span:
    """Return the word at a place, or the last one before the end of a line where nothing follows."""
    found = _TOKEN.match(text, offset)
    if found and not (found.group() in "]}" and text[offset - 1 : offset].isalnum()):
        return Span(*found.span())
    end = len(text[:offset].rstrip())
    start = end
    while start > 0 and not (text[start - 1].isspace() or text[start - 1] in "[]{},=#"):
        start -= 1
    return Span(start, end)


def meant(written: str) -> object:
    """Return what the standard library's reader makes of one value, `None` where that is no value."""
    if len(written) > _LONGEST_NUMBER and written[0] not in "\"'":
        return None
    tomllib = _library()
    try:
        return tomllib.loads(f"x = {written}")["x"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return None
