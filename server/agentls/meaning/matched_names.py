"""The names in a hook's matcher, and those of them that never match, each with what was probably meant.

names_in(document, matcher) -> Iterator[tuple[str, Span]]
is_hit(name, tools) -> bool
missed(event, tools, name, is_alone=...) -> Missed | None
"""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from agentls.knowledge.catalog import Catalog, Value
from agentls.knowledge.server_tools import NONE
from agentls.project.document import Document
from agentls.syntax.name_lists import source_offsets
from agentls.syntax.nodes import Scalar
from agentls.text.expressions import expression
from agentls.text.nearest import nearest
from agentls.text.positions import Span

_NAME = expression(r"[^|,]+")


class Miss(Enum):
    """Why a name never matches."""

    SERVER = "an MCP server is no tool"
    UNKNOWN = "no tool is called so"
    GONE = "the tool no longer exists"
    VALUE = "the event never happens with it"


class Missed(NamedTuple):
    """A name that never matches, and what to write instead where that can be guessed.

    `may_become_known` tells that it is the beginning of one that matches.
    """

    why: Miss
    better: str | None
    may_become_known: bool = False


def names_in(document: Document, matcher: Scalar) -> Iterator[tuple[str, Span]]:
    """Yield the exact names of a matcher that is a list, and where they are written."""
    places = source_offsets(matcher, document.text)
    for found in _NAME.finditer(matcher.text):
        name = found.group().strip()
        if name:
            start = found.start() + found.group().index(name)
            yield name, Span(places[start], places[start + len(name) - 1] + 1)


def is_hit(name: str, tools: Catalog | None) -> bool:
    """Tell whether a tool of the host, or one of an MCP server, may be called so."""
    if tools is None:
        return False
    value = tools.get(name)
    return (value is not None and value.works) or tools.server_tools.is_one(name)


def missed(event: Value, tools: Catalog | None, name: str, *, is_alone: bool) -> Missed | None:
    """Return why a name in the matcher of an `event` never matches; `None` if it may.

    `is_alone` tells that no other name of the matcher is known: one that resembles none may belong to another version,
    but alone it leaves the hook without any tool.
    """
    values = event.facts.matcher_values
    value = tools.get(name) if tools is not None else None
    form = tools.server_tools if tools is not None else NONE
    if form.whole_server(name) == name:
        return Missed(Miss.SERVER, f"{name}{form.between}.*", may_become_known=True)
    if tools is not None and value is None and not form.may_be_one(name):
        near = tools.closest(name)
        begins_one = any(one.name.startswith(name) for one in tools.values)
        return Missed(Miss.UNKNOWN, near[0] if near else None, begins_one) if near or is_alone else None
    if value is not None and not value.works and is_alone:
        return Missed(Miss.GONE, value.replaced_by[0] if value.replaced_by else None)
    if name not in values and (near := nearest(name, values)):
        return Missed(Miss.VALUE, near[0], any(one.startswith(name) for one in values))
    return None
