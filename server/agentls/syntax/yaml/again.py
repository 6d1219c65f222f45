"""Reading a block once more after an edit in one of its lines, which costs a fraction of reading all of it.

While somebody types, one value after the other changes and all others stay as they are. What is taken over here is
exactly what a new reading would give; wherever that is not certain, there is no answer, and the whole block is read.
"""

from typing import NamedTuple

from agentls.syntax.nodes import Entry, Mapping, Scalar
from agentls.syntax.policies import Reader
from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import YamlError
from agentls.syntax.yaml.moved import shifted_entry
from agentls.syntax.yaml.read import Outcome, Reading
from agentls.text.positions import Edit, Span

# An anchor may be meant further down, and a tab may need the slower of the two scanners.
_REACHING = ("&", "\t", "\r")


class Before(NamedTuple):
    """A text, and what its block was read as."""

    text: str
    reading: Reading


class Again(NamedTuple):
    """What a block is read as after an edit, and the number of the only top-level entry that is another by it."""

    reading: Reading
    entry: int


def read_again(before: Before, edit: Edit, block: Span, reader: Reader) -> Again | None:
    """Return what is read after `edit`, with the block at `block`; `None` when all of it must be read."""
    reading, old = before.reading, before.text
    if reader.lines is not None or reading.outcome is not Outcome.READ or reading.causes or reading.root.flow:
        return None
    entries, (first, last) = reading.root.entries, edit.span
    number = next((at for at in range(len(entries) - 1, -1, -1) if entries[at].span.start < first), None)
    if number is None or first <= entries[number].key.span.end or not isinstance(entries[number].value, Scalar):
        return None
    by = len(edit.text) - (last - first)
    start = entries[number].span.start
    end = entries[number + 1].span.start if number + 1 < len(entries) else block.end - by
    was = old[start:end]
    line = old[start:first] + edit.text + old[last:end]
    if last >= end or old[start - 1 : start] != "\n" or not (_is_line(was) and _is_line(line)):
        return None
    entry = _read_line(line, start, reader)
    if entry is None or entry.key != entries[number].key:
        return None
    every = (*entries[:number], entry, *(shifted_entry(one, by) for one in entries[number + 1 :]))
    top = reading.root.span.start
    root = Mapping(Span(top, max(top, every[-1].span.end)), every, flow=False)
    return Again(Reading(root, reading.outcome, reading.causes, reading.is_map), number)


def _is_line(text: str) -> bool:
    """Tell whether the text is one line, with nothing in it that has to do with others."""
    return text.endswith("\n") and text.count("\n") == 1 and not any(one in text for one in _REACHING)


def _read_line(line: str, start: int, reader: Reader) -> Entry | None:
    """Return the one entry with a text in its line, if that is what the line holds."""
    try:
        node = compose(line, reader.flavour, start)
    except YamlError:
        return None
    if not isinstance(node, Mapping) or node.flow or len(node.entries) != 1:
        return None
    entry = node.entries[0]
    is_text = isinstance(entry.value, Scalar) and entry.value.span.start < entry.value.span.end
    return entry if is_text and entry.span.start == start else None
