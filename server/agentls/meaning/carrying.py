"""What was found in a text still holds in the next one as far as an edit has not touched what it was found in.

A keystroke changes one value, or a word of the text below; most rules look at something else. The parts that a rule
reads are named beside it, and what it found is moved along with the text while those parts stay the same.
"""

from enum import Flag, auto
from functools import reduce
from itertools import compress, product
from operator import or_
from typing import NamedTuple

from agentls.knowledge.annotation_parts import Grammar
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.violations import violations
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Node, Scalar, Sequence
from agentls.text.change import change_between, moved
from agentls.text.lazy import lazy
from agentls.text.positions import Edit


class Section(Flag):
    """Parts of a file of which a rule may need one and not the others.

    `KEYS` are the top-level keys with their order, the fences, and what does not fit the schema. `TOOLS` are the lists
    of tools as they are written, `VALUES` all other values with the comments behind them, and `BODY` is the text below.
    """

    KEYS = auto()
    TOOLS = auto()
    VALUES = auto()
    BODY = auto()


EVERYTHING = Section.KEYS | Section.TOOLS | Section.VALUES | Section.BODY
FRONTMATTER = Section.KEYS | Section.TOOLS | Section.VALUES
# Flags are slow to put together, and this is done for every keystroke.
_DIFFERENT = {
    which: reduce(or_, compress((Section.TOOLS, Section.VALUES, Section.BODY), which), Section(0))
    for which in product((False, True), repeat=3)
}


class _Sections(NamedTuple):
    keys: tuple[object, ...]
    tools: tuple[str, ...]
    values: tuple[str, ...]
    body: str


@once
def _parts(document: Document) -> _Sections | None:
    """Return the parts as they are written; `None` where the block is broken, and so no part stands for itself."""
    parts, entries, text = document.frontmatter, document.root.entries, document.text
    if document.dialect.format != "markdown" or not document.is_loaded_as_map or not entries:
        return None
    if document.reading.causes:
        return None
    names: list[str] = []
    tools: list[str] = []
    values: list[str] = []
    ends = [one.span.start for one in entries[1:]]
    for entry, end in zip(entries, [*ends, parts.block.end], strict=True):
        (tools if _is_tool_list(document, entry) else values).append(text[entry.key.span.end : end])
        names.append(text[entry.key.span.start : entry.key.span.end])
    fences = text[: entries[0].span.start], text[parts.block.end : parts.body.start]
    # Some findings name the line of another key.
    lines = text.count("\n", 0, parts.body.start)
    return _Sections((*names, *_unfit(document), *fences, lines), tuple(tools), tuple(values), document.body)


def _unfit(document: Document) -> list[tuple[object, ...]]:
    """Return what does not fit the schema, as far as rules about other values may ask for it."""
    return [(one.path, one.keyword, one.missing) for one in violations(document)]


def _is_tool_list(document: Document, entry: Entry) -> bool:
    """Tell whether the entry is a list of tools in which no rule looks for keys."""
    known = document.dialect.properties.get(entry.name)
    return known is not None and known.grammar is Grammar.TOOL_LIST and _is_plain(entry.value)


def _is_plain(value: Node) -> bool:
    """Tell whether the value is a text or a list of texts, in which no rule looks for keys."""
    return isinstance(value, Scalar) or (
        isinstance(value, Sequence) and all(isinstance(one, Scalar) for one in value.items)
    )


def changed(old: Document, new: Document) -> Section:
    """Return the parts in which two states of a file differ, as far as anybody can be sure of the others."""
    if new.changed_entry is not None and new.came_by is not None and new.came_by.before is old.text:
        return _of_one_value(old, new, new.changed_entry)
    before, after = _parts(old), _parts(new)
    if before is None or after is None or before.keys != after.keys:
        return EVERYTHING
    return _DIFFERENT[before.tools != after.tools, before.values != after.values, before.body != after.body]


def _of_one_value(old: Document, new: Document, number: int) -> Section:
    """Return the part that one value belongs to, unless by that value something else fits the schema or no longer does.

    The block was read before and after it, and without faults: otherwise all of it would have been read again.
    """
    if not new.is_loaded_as_map or _unfit(old) != _unfit(new):
        return EVERYTHING
    return Section.TOOLS if _is_tool_list(new, new.root.entries[number]) else Section.VALUES


class Carrier:
    """Takes findings from one state of a file to the next."""

    def __init__(self, old: Document, new: Document) -> None:
        self.changed = changed(old, new)
        self._old, self._new = old.text, new

    @lazy
    def _edit(self) -> Edit:
        known = self._new.came_by
        return known.edit if known and known.before is self._old else change_between(self._old, self._new.text)

    def carried(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...] | None:
        """Return the findings at their places in the new text; `None` where a place is not certain."""
        found = tuple(self._moved(one) for one in findings)
        return tuple(one for one in found if one is not None) if None not in found else None

    def _moved(self, finding: Finding) -> Finding | None:
        if _end(finding) < self._edit.span.start:
            return finding
        span = moved(finding.span, self._edit)
        typing = moved(finding.typing_span, self._edit) if finding.typing_span is not None else None
        fixes = [self._moved_fix(one) for one in finding.fixes]
        related = [self._moved_place(one) for one in finding.related]
        is_lost = None in fixes or None in related or (typing is None) != (finding.typing_span is None)
        if span is None or is_lost:
            return None
        return finding._replace(
            span=span,
            typing_span=typing,
            fixes=tuple(one for one in fixes if one is not None),
            related=tuple(one for one in related if one is not None),
        )

    def _moved_fix(self, fix: Fix) -> Fix | None:
        spans = [moved(one.span, self._edit) for one in fix.edits]
        edits = [Edit(span, one.text) for one, span in zip(fix.edits, spans, strict=True) if span is not None]
        return fix._replace(edits=tuple(edits)) if len(edits) == len(fix.edits) else None

    def _moved_place(self, related: Related) -> Related | None:
        span = moved(related.span, self._edit) if related.path is None else related.span
        return related._replace(span=span) if span is not None else None


def _end(finding: Finding) -> int:
    """Return the last offset of the file of which the finding says anything."""
    last = finding.span.end if finding.typing_span is None else max(finding.span.end, finding.typing_span.end)
    for fix in finding.fixes:
        for edit in fix.edits:
            last = max(last, edit.span.end)
    for one in finding.related:
        if one.path is None:
            last = max(last, one.span.end)
    return last
