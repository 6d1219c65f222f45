"""What parentheses behind a name in a list of tools do, in lists of which the host reads the names alone.

unclosed(document, use) -> Unclosed
followed(document, use) -> Followed
"""

from typing import NamedTuple

from agentls.meaning.cut_items import cut_tools
from agentls.meaning.tool_lists import ToolUse, takes_agents
from agentls.project.document import Document
from agentls.text.positions import Edit, Span


class Unclosed(NamedTuple):
    """A parenthesis without its end in the same item: what is lost by it, and whether a comma cut the item in two."""

    lost: Span
    is_cut: bool


class Followed(NamedTuple):
    """Text directly behind parentheses, and the edit after which the name and what was to follow it are left."""

    rest: Span
    edit: Edit


def unclosed(document: Document, use: ToolUse) -> Unclosed:
    """Return what is lost by a parenthesis that never closes in the item."""
    for cut in cut_tools(document):
        if cut.first is use.item:
            return Unclosed(cut.parentheses, is_cut=True)
    opening = use.item.name_span.end
    comma = document.text.find(",", opening, use.item.span.end)
    return Unclosed(Span(opening, comma if comma >= 0 else use.item.span.end), is_cut=False)


def followed(document: Document, use: ToolUse) -> Followed:
    """Return what stands directly behind the item's parentheses."""
    closing = document.text.rindex(")", use.item.name_span.end, use.item.span.end)
    rest = Span(closing + 1, use.item.span.end)
    text = rest.of(document.text)
    # What was meant to part it from the next name is written as what does.
    name = text.lstrip(";|")
    has_more = text != name and use.number + 1 < len(use.every)
    better = (f", {name}" if name else "," if has_more else "") if text != name else ""
    return Followed(rest, Edit(Span(use.item.name_span.end, rest.end), better))


def may_take_agents(use: ToolUse) -> bool:
    """Tell whether names in parentheses count for the tool, or for the one that a misspelt name was meant to be."""
    if use.value is not None or use.server_tools.may_be_one(use.name):
        return use.takes_agents
    return any(takes_agents(name, use.catalog) for name in use.catalog.closest(use.name))


def is_first(use: ToolUse) -> bool:
    """Tell whether no earlier item of the list, and no bare one anywhere in it, has the same name."""
    return not any(
        other.name == use.name and (number < use.number or other.argument is None)
        for number, other in enumerate(use.others)
    )
