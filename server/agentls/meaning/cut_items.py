"""Items of a list in brackets whose parentheses a comma cuts in two: `[Bash(git diff, git log), Read]`.

YAML knows no parentheses, so that the host reads two items, of which neither is anything. It is one mistake.
"""

from typing import NamedTuple

from agentls.meaning.tool_lists import tool_lists
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.name_lists import Item
from agentls.syntax.nodes import Node, Sequence, Style
from agentls.text.positions import Span


class CutItem(NamedTuple):
    """What was meant as one item. `span` is all of it, `inside` what stands between its parentheses."""

    first: Item
    span: Span
    inside: Span

    @property
    def parentheses(self) -> Span:
        """The place of the parentheses with what they hold."""
        return Span(self.first.name_span.end, self.span.end)

    def is_cut_off(self, item: Item) -> bool:
        """Tell whether another item is in truth the rest of it."""
        return self.first.span.end <= item.span.start < self.span.end


def cut_items(document: Document, node: Node) -> tuple[CutItem, ...]:
    """Return the items of a list that are cut in two, in their order; only a list in brackets has such."""
    if not isinstance(node, Sequence) or not node.flow:
        return ()
    found, every = [], document.items(node)
    for number, item in enumerate(every):
        rest = _rest(every[number:])
        if rest is not None:
            inside = Span(item.name_span.end + 1, rest.span.end - 1)
            found.append(CutItem(item, Span(item.span.start, rest.span.end), inside))
    return tuple(found)


@once
def cut_tools(document: Document) -> tuple[CutItem, ...]:
    """Return the items of all lists of tools that are cut in two."""
    return tuple(one for entry, _ in tool_lists(document) for one in cut_items(document, entry.value))


def _rest(items: tuple[Item, ...]) -> Item | None:
    """Return the item with the parenthesis that closes the one that the first item opens."""
    first = items[0]
    if not first.is_unclosed:
        return None
    for item in items:
        if item.scalar.style is not Style.PLAIN or (item is not first and item.argument is not None):
            return None
        if item is not first and item.name.endswith(")"):
            return item
    return None
