"""Inlay hints: what an alias of a model stands for today, how many tools are inherited, how long a description is.

inlays(document, snapshot) -> tuple[Inlay, ...]
"""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.features.effective import tools_line
from agentls.knowledge.annotation_parts import Grammar
from agentls.meaning.granted import granted
from agentls.meaning.models import model_uses
from agentls.meaning.resolution import names_in
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar

# English text comes to about four characters a token; the estimate says only whether a text is short or long.
_CHARACTERS_PER_TOKEN = 4
_DESCRIPTION = "description"
_READ_AT_START = frozenset({"agent", "skill", "command"})


class Inlay(NamedTuple):
    """Text shown behind `offset`, and what it tells when somebody points at it."""

    offset: int
    text: str
    tooltip: str


def inlays(document: Document, snapshot: Snapshot) -> tuple[Inlay, ...]:
    """Return the hints of the document in the order of the text."""
    found = [*_models(document, snapshot), *_tools(document, snapshot), *_descriptions(document)]
    return tuple(sorted(found, key=lambda one: one.offset))


def _models(document: Document, snapshot: Snapshot) -> Iterator[Inlay]:
    for use in model_uses(document, snapshot):
        meant = use.value.facts.resolves_to if use.value is not None else None
        if meant and meant != use.name:
            yield Inlay(use.scalar.span.end, f"→ {meant}", f"What `{use.name}` stands for today.")


def _tools(document: Document, snapshot: Snapshot) -> Iterator[Inlay]:
    tools = granted(document)
    if tools is None or not tools.inherits or not tools.builtin:
        return
    listed = next((use for use in _everything(document)), None)
    place = listed if listed is not None else _end_of_name(document, snapshot)
    if place is not None:
        yield Inlay(place, f"all {len(tools.builtin)} tools", tools_line(tools))


def _everything(document: Document) -> Iterator[int]:
    """Yield the end of a list of tools that names all of them."""
    for entry in document.root.entries:
        known = document.dialect.properties.get(entry.name)
        if known is not None and known.grammar is Grammar.TOOL_LIST and known.facts.allow_list:
            yield entry.span.end


def _end_of_name(document: Document, snapshot: Snapshot) -> int | None:
    """Return the end of the agent's name: without a list there is no better place to tell of tools."""
    for named in names_in(document, snapshot):
        if named.is_definition and named.kind == document.dialect.kind:
            line = document.lines.line_of(named.span.start)
            return document.lines.line_span(line).end
    return None


def _descriptions(document: Document) -> Iterator[Inlay]:
    entry = document.entry(_DESCRIPTION)
    if entry is None or document.dialect.kind not in _READ_AT_START:
        return
    if isinstance(entry.value, Scalar) and entry.value.is_string and entry.value.text:
        count = tokens_of(entry.value.text)
        tooltip = f"{document.dialect.host} reads the descriptions of all agents and skills with every conversation."
        yield Inlay(_end_of_key_line(document, entry.value), f"≈ {count} tokens", tooltip)


def tokens_of(text: str) -> int:
    """Return about how many tokens a text takes."""
    return -(-len(text) // _CHARACTERS_PER_TOKEN)


def _end_of_key_line(document: Document, value: Scalar) -> int:
    """Return where the first line of a value ends: a hint behind the last of many lines would not be seen."""
    line = document.lines.line_span(document.lines.line_of(value.span.start))
    return min(line.end, max(value.span.end, value.span.start))
