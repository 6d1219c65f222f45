"""The tools and agents that matchers of hooks and permission rules name.

named_in(document, place, offset) -> tuple[Span, Value] | None
"""

from __future__ import annotations

import re

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.catalog import Value
from agentls.meaning import governing
from agentls.meaning.hooks import matched_kind
from agentls.meaning.resolution import builtin_catalog
from agentls.project.document import Document
from agentls.syntax.sketch.cursor import Place
from agentls.text.positions import Span

_MATCHER = "matcher"
_NAME = re.compile(r"\w[\w:-]*")


def named_in(document: Document, place: Place, offset: int) -> tuple[Span, Value] | None:
    """Return the name at `offset` in a matcher, or the tool that a rule is about, with what is known of it."""
    known = governing.property_at(document.dialect, place.path)
    text, end = document.text, place.span.end
    if known is not None and known.grammar is Grammar.PERMISSION_RULE:
        tool = _NAME.match(text, place.span.start, end)
        value = known.catalog.get(tool[0]) if tool and known.catalog is not None else None
        if tool is None or value is None:
            return None
        # What is in parentheses says no more than what it limits.
        return (Span(*tool.span()) if offset <= tool.end() else place.span), value
    if not place.path or place.path[-1] != _MATCHER:
        return None
    kind = matched_kind(governing.entry_facts(document.dialect, place.path))
    own = builtin_catalog(document.dialect.host, kind) if kind is not None else None
    for found in _NAME.finditer(text, place.span.start, end):
        value = own.get(found[0]) if own is not None and found.start() <= offset <= found.end() else None
        if value is not None:
            return Span(*found.span()), value
    return None
