"""The keys at the top of a file that its host does not read, but for those of which something else is said already."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from agentls.knowledge.annotation_parts import UnknownKeys
from agentls.knowledge.catalog import Value
from agentls.meaning.frame import misspelt, replacements
from agentls.meaning.hooks import outside
from agentls.meaning.mcp_servers import loose_servers
from agentls.meaning.stray_lines import stray_lines
from agentls.meaning.unreadable import running_texts
from agentls.project.document import Document
from agentls.syntax.nodes import Entry


def unread_keys(document: Document, own: Collection[str]) -> Iterator[tuple[Entry, Value | None]]:
    """Yield each such entry, with what is known of its key where that means something to another program.

    `own` are keys that the user knows better.
    """
    dialect = document.dialect
    unknown = [one for one in document.root.entries if one.name not in dialect.properties and one.name not in own]
    if not unknown:
        return
    missing = _reported_as_missing(document)
    running, elsewhere, loose = running_texts(document), outside(document), loose_servers(document)
    stray = stray_lines(document)
    for entry in unknown:
        if entry.name in missing or (stray is not None and stray.has(entry)):
            continue
        if any(one is entry for one in loose):
            continue
        if any(text.contains(entry.key.span.start) for text in running) or any(one.entry is entry for one in elsewhere):
            continue
        foreign = dialect.foreign_keys.get(entry.name) if dialect.foreign_keys else None
        resembling = dialect.facts.unknown_keys is UnknownKeys.RESEMBLING
        if foreign is not None or not resembling or replacements(document, entry):
            yield entry, foreign


def _reported_as_missing(document: Document) -> set[str]:
    """Return the keys at which the rule about missing keys already says what they should be called."""
    wrong = (misspelt(document, one.name) for one in document.dialect.stating("on_missing"))
    return {entry.name for entry in wrong if entry is not None}
