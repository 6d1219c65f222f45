"""What the rules about tool lists share: every name in every list, with what its catalog says of it."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.catalog import Catalog, Value
from agentls.knowledge.schema import Property
from agentls.knowledge.server_tools import EVERYTHING, ServerTools
from agentls.meaning.finding import Fix
from agentls.meaning.removal import remove_entry, remove_item
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.name_lists import Item
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
)
from agentls.text.expressions import expression
from agentls.text.lazy import lazy
from agentls.text.positions import Edit, Span

_WRONG_SEPARATORS = expression(r"[;|\n\r\t]")
_LONGEST_SHOWN = 32
_AGENT = "agent"


class ListFacts:
    """What is asked of a list as a whole, and seldom: most lists are right."""

    def __init__(self, every: tuple[Item, ...], catalog: Catalog) -> None:
        self.every = every
        self.catalog = catalog

    @lazy
    def counted(self) -> Counter[str]:
        """How often each name stands in the list."""
        return Counter(item.name for item in self.every)

    @lazy
    def working(self) -> int:
        """How many of the tools the host may find."""
        return sum(may_work(item.name, self.catalog) for item in self.every)


class ToolUse(NamedTuple):
    """One name in one list of tools. `value` is what the catalog knows of it, if anything.

    `number` is its place in the list and `others` are the list's other names.
    """

    item: Item
    list: Node
    entry: Entry
    known: Property
    catalog: Catalog
    value: Value | None
    number: int
    every: tuple[Item, ...]
    told: ListFacts
    #: The name without its parentheses, and whether the list gives tools; the other kind takes them away.
    name: str
    allows: bool
    #: Whether it is rather several names, joined by something that does not separate.
    has_wrong_separator: bool

    @property
    def others(self) -> tuple[Item, ...]:
        """The other items of the same list."""
        return self.every[: self.number] + self.every[self.number + 1 :]

    @property
    def shown(self) -> str:
        """The name as a message shows it."""
        return shown(self.item.name)

    @property
    def canonical(self) -> str:
        """The name that the host uses today, for an old name that still works; otherwise the name itself."""
        if self.value is not None and self.value.status.is_other_name and self.value.replaced_by:
            return self.value.replaced_by[0]
        return self.item.name

    @property
    def is_exempt(self) -> bool:
        """Tell whether the name is never called unknown: names of MCP servers' tools look like that."""
        name = self.item.name
        return not name or name == EVERYTHING or self.has_wrong_separator or self.server_tools.may_be_one(name)

    @property
    def server_tools(self) -> ServerTools:
        """How tools of MCP servers are called in such a list."""
        return self.catalog.server_tools

    @property
    def takes_agents(self) -> bool:
        """Tell whether names in parentheses say which agents the tool may start."""
        return takes_agents(self.canonical, self.catalog)

    @property
    def may_become_known(self) -> bool:
        """Tell whether the name is the beginning of a known one, as while somebody is typing it."""
        begin = self.server_tools.begin
        return self.catalog.begins_longer(self.name) or (begin.startswith(self.name) and begin != self.name)

    def lists(self, name: str) -> bool:
        """Tell whether another item of the same list has that name."""
        return self.told.counted[name] > (name == self.name)

    def removal(self, document: Document, *, preferred: bool = False, safe: bool = False) -> Iterator[Fix]:
        """Yield the fix that takes it out of its list, where that leaves a list.

        Without its last good name a list that gives tools would leave the agent none: that is no way to mend it.
        """
        if self.allows and self.told.working == may_work(self.name, self.catalog):
            return
        edit = (
            remove_item(document, self.item, self.list) if len(self.every) > 1 else remove_entry(document, self.entry)
        )
        if edit is not None:
            yield Fix(f"Remove `{shown(self.item.text)}`", (edit,), preferred=preferred, safe=safe)


def shown(text: str) -> str:
    """Return `text` as it fits into a message of one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


def takes_agents(name: str, names: Catalog) -> bool:
    """Tell whether the tool of that name starts agents, so that it may name them in parentheses."""
    return starts_agents(names.get(name))


def starts_agents(value: Value | None) -> bool:
    """Tell whether the tool is the one that starts other agents."""
    return value is not None and value.facts.argument_refers == _AGENT


def may_work(name: str, names: Catalog) -> bool:
    """Tell whether the host may find a tool of that name: a known one, a wildcard or one of an MCP server."""
    value = names.get(name)
    return value.works if value is not None else names.server_tools.may_be_one(name) or EVERYTHING in name


@once
def tool_lists(document: Document) -> tuple[tuple[Entry, Property], ...]:
    """Return the entries that count for the host and hold a list of tools."""
    found: list[tuple[Entry, Property]] = []
    for known in document.dialect.tool_lists:
        entry = document.entry(known.name)
        if entry is not None:
            found.append((entry, known))
    return tuple(found)


@once
def tool_uses(document: Document) -> tuple[ToolUse, ...]:
    """Return every name in every list of tools, in the order of the lists."""
    found: list[ToolUse] = []
    for entry, known in tool_lists(document):
        names = known.catalog
        assert names is not None  # noqa: S101 - `tool_lists` yields only properties with a catalog.
        every = document.items(entry.value)
        told, plain, allows, value = ListFacts(every, names), _plain(names), bool(known.facts.allow_list), entry.value
        for number, item in enumerate(every):
            name = item.name
            is_joined = name not in plain and _WRONG_SEPARATORS.search(name) is not None
            found.append(
                ToolUse(item, value, entry, known, names, names.get(name), number, every, told, name, allows, is_joined)
            )
    return tuple(found)


@once
def odd_uses(document: Document) -> tuple[ToolUse, ...]:
    """Return those of which something may be wrong by themselves: all but the bare names of tools that there are."""
    return tuple(
        use for use in tool_uses(document) if use.item.argument is not None or use.name not in _plain(use.catalog)
    )


@cache
def _plain(names: Catalog) -> frozenset[str]:
    """Return the names of which there is nothing to say: the tool is there, by that name, and no pattern is meant."""
    form = names.server_tools
    return frozenset(
        one.name
        for one in names.values
        if one.status is Status.CURRENT and EVERYTHING not in one.name and not form.may_be_one(one.name)
    )


def place_of_value(document: Document, entry: Entry) -> Span:
    """Return where somebody stands who is writing the value of `entry`: from its key to the next key or the end."""
    following = [one.span.start for one in document.root.entries if one.span.start > entry.span.start]
    end = min(following, default=document.frontmatter.block.end)
    is_open = not following and document.frontmatter.fencing is Fencing.UNCLOSED
    return Span(entry.key.span.start, max(entry.span.end, end if is_open else end - 1))


def append(document: Document, entry: Entry, name: str) -> Edit | None:
    """Return the edit that adds `name` to a list that is not empty, in the list's own form."""
    every = document.items(entry.value)
    if not every:
        return None
    last = every[-1]
    if not isinstance(entry.value, Sequence):
        separator = ", " if len(every) == 1 or "," in last.scalar.text else " "
        return Edit(Span(last.span.end, last.span.end), separator + name)
    if entry.value.flow:
        end = last.scalar.span.end
        return Edit(Span(end, end), f", {name}")
    if last.scalar.style in (Style.LITERAL, Style.FOLDED):
        return None
    lines = document.lines
    first = lines.line_span(lines.line_of(last.scalar.span.start))
    indentation = document.text[first.start : last.scalar.span.start].partition("-")[0]
    end = lines.line_span(lines.line_of(last.scalar.span.end)).end
    return Edit(Span(end, end), f"{document.line_break()}{indentation}- {name}")


class Server(NamedTuple):
    """An MCP server that an agent declares, by its name alone or with its definition."""

    name: str
    span: Span
    is_defined_here: bool


def declared_servers(document: Document) -> Iterator[Server]:
    """Yield the MCP servers that the file declares in a list, as the host wants them."""
    for known in document.dialect.stating("refers"):
        if known.facts.refers != "mcp-server":
            continue
        value = document.value(known.name)
        if not isinstance(value, Sequence):
            continue
        for item in value.items:
            if isinstance(item, Scalar) and item.is_string and item.text:
                yield Server(item.text, item.span, is_defined_here=False)
            elif isinstance(item, Mapping):
                for entry in item.entries:
                    yield Server(entry.name, entry.key.span, is_defined_here=True)
