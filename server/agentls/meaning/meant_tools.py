"""What an unknown name in a list of tools was meant to be.

meant(document, use) -> Meant
is_unknown(use) -> bool
is_phrase(document, use, own) -> bool
opens_list(use) -> bool
"""

from collections.abc import Collection
from enum import Enum
from fnmatch import fnmatchcase
from typing import NamedTuple

from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.server_tools import EVERYTHING
from agentls.meaning.tool_lists import ToolUse, declared_servers, tool_uses
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.text.expressions import expression

_ALL_OF_A_SERVER = expression(r"(?P<server>[A-Za-z0-9-]+)/\*")
# What people write as the whole value, and what the host understands.
_WHOLE = {
    "all": ("all tools", '"*"'),
    "all tools": ("all tools", '"*"'),
    "any": ("all tools", '"*"'),
    "none": ("no tools", "[]"),
    "no tools": ("no tools", "[]"),
}
_MOST_MATCHING = 5


class Meaning(Enum):
    """What an unknown name is."""

    SPELLED_OTHERWISE = "a tool in another case"
    RENAMED = "a tool that is called otherwise by now, or is gone"
    WORD = "a word for all tools or for none"
    SERVER = "an MCP server that the file declares"
    TOOLS_OF_SERVER = "an MCP server with a wildcard behind it"
    WILDCARD = "a wildcard where only one alone is read"
    SIMILAR = "a name that resembles others"
    STRANGER = "nothing that is known"


class Meant(NamedTuple):
    """What a name is, and the names to put in its place, best first.

    For a `WORD`, `whole` is what it means and how that is written as the whole value.
    """

    meaning: Meaning
    names: tuple[str, ...] = ()
    whole: tuple[str, str] | None = None


def meant(document: Document, use: ToolUse) -> Meant:
    """Return what an unknown name was meant to be."""
    if EVERYTHING in use.name:
        return _wildcard(use)
    same = use.catalog.get(use.name, ignore_case=True)
    if same is not None:
        names = (same.name,) if same.status in (Status.CURRENT, Status.CONDITIONAL) else same.replaced_by
        if names and names[0].casefold() == use.name.casefold():
            return Meant(Meaning.SPELLED_OTHERWISE, names)
        return Meant(Meaning.RENAMED, names)
    if (whole := whole_value(use)) is not None:
        return Meant(Meaning.WORD, whole=whole)
    if any(server.name == use.name for server in declared_servers(document)):
        return Meant(Meaning.SERVER, (use.server_tools.written(use.name),))
    near = tuple(use.catalog.closest(use.name))
    return Meant(Meaning.SIMILAR, near) if near else Meant(Meaning.STRANGER)


def whole_value(use: ToolUse) -> tuple[str, str] | None:
    """Return what a whole value that gives tools means in the words of people, and how the host has that written."""
    is_whole = use.allows and use.entry.value is use.item.scalar
    return _WHOLE.get(use.item.scalar.text.strip().casefold()) if is_whole else None


def _wildcard(use: ToolUse) -> Meant:
    server = _ALL_OF_A_SERVER.fullmatch(use.name)
    if server:
        return Meant(Meaning.TOOLS_OF_SERVER, (use.server_tools.written(server["server"]),))
    matching = [one.name for one in use.catalog.offered if fnmatchcase(one.name, use.name.replace("[", "[[]"))]
    return Meant(Meaning.WILDCARD, (", ".join(matching),) if 0 < len(matching) <= _MOST_MATCHING else ())


def is_unknown(use: ToolUse) -> bool:
    """Tell whether no catalog has the name, and nothing else speaks for it."""
    return use.value is None and not use.is_exempt


def is_phrase(document: Document, use: ToolUse, own: Collection[str]) -> bool:
    """Tell whether an item of a list is several words of which none is a tool, or resembles one.

    `own` are the names that the user knows better.
    """
    if not use.item.list_item or " " not in use.item.scalar.text.strip():
        return False
    return all(
        is_unknown(one) and one.name not in own and not meant(document, one).names
        for one in _by_scalar(document)[id(use.item.scalar)]
    )


@once
def _by_scalar(document: Document) -> dict[int, list[ToolUse]]:
    """Return the names by the values in which they stand; these live as long as the document."""
    found: dict[int, list[ToolUse]] = {}
    for use in tool_uses(document):
        found.setdefault(id(use.item.scalar), []).append(use)
    return found


def opens_list(use: ToolUse) -> bool:
    """Tell whether it is the beginning of a list in brackets that never ends; the host then reads one text."""
    return use.name.startswith("[") and is_in_open_list(use)


def is_in_open_list(use: ToolUse) -> bool:
    """Tell whether the name stands in a list in brackets that is not closed yet."""
    return not use.item.list_item and use.item.scalar.text.startswith("[") and "]" not in use.item.scalar.text
