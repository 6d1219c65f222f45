"""What people have: the version of a program that the settings name, and what in a file came only after it.

What came later is no part of what that version reads: the rules say so once, and nothing else of it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.meaning import governing
from agentls.meaning.finding import Finding
from agentls.meaning.governed_values import Governed, governed
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Span


class Later(NamedTuple):
    """A key or a value called `name`, at `place`, that came with the version `since`; `whole` is all of it."""

    name: str
    place: Span
    whole: Span
    since: str


def pin(document: Document, snapshot: Snapshot) -> str | None:
    """Return the version of the file's host that the settings name, if they name one."""
    return snapshot.settings.versions.get(document.dialect.host_id)


def is_later(since: str | None, pinned: str | None) -> bool:
    """Tell whether the version `since` comes after the one that people have; what nobody knows does not."""
    return since is not None and pinned is not None and _numbers(since) > _numbers(pinned)


def _numbers(version: str) -> tuple[int, ...]:
    # The end of `2.1.0` says nothing that `2.1` does not say.
    found = [int(part) for part in version.split(".")]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def later(document: Document, snapshot: Snapshot) -> Iterator[Later]:
    """Yield the keys and values that the version which people have does not know yet, in the order of the file."""
    pinned = pin(document, snapshot)
    if pinned is None:
        return
    inside = Span(0, 0)
    for one in governed(document):
        if one.known is None or one.node.span.start < inside.end:
            continue
        since = one.known.facts.since
        if one.entry is not None and since is not None and is_later(since, pinned):
            inside = Span(one.entry.span.start, one.entry.span.end)
            yield Later(one.entry.name, one.entry.key.span, inside, since)
        else:
            yield from _values(document, one, pinned)


def is_of_later(finding: Finding, document: Document, snapshot: Snapshot) -> bool:
    """Tell whether a finding is about what the version that people have does not know, or became true only after it."""
    pinned = pin(document, snapshot)
    if pinned is None:
        return False
    span = finding.span
    inside = (one.whole.start <= span.start and span.end <= one.whole.end for one in later(document, snapshot))
    return is_later(finding.since, pinned) or any(inside)


def _values(document: Document, one: Governed, pinned: str) -> Iterator[Later]:
    for name, span in _names(document, one):
        value = governing.find(one.known, name) if one.known is not None else None
        if value is not None and value.facts.since is not None and is_later(value.facts.since, pinned):
            yield Later(name, span, span, value.facts.since)


def _names(document: Document, one: Governed) -> Iterator[tuple[str, Span]]:
    if not isinstance(one.node, Scalar):
        return
    if one.known is not None and one.known.grammar is not None:
        yield from ((item.name, item.name_span) for item in document.items(one.node))
    elif one.node.is_string:
        yield one.node.text, one.node.content_span
