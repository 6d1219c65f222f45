"""What matchers of hooks and permission rules name: tools, agents, and the occasions on which an event happens.

named_in(document, snapshot, place, offset) -> tuple[Span, Value] | None
"""

from __future__ import annotations

from agentls.features.hover.names import describe
from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.catalog import Value
from agentls.knowledge.facts import ValueFacts
from agentls.meaning import governing
from agentls.meaning.hooks import matched_kind
from agentls.meaning.lookup import builtin_of, lookup
from agentls.project.document import Document
from agentls.project.names import view_of
from agentls.project.snapshot import Snapshot
from agentls.syntax.sketch.cursor import Place
from agentls.text.expressions import expression
from agentls.text.positions import Span
from agentls.text.visible import code

_MATCHER = "matcher"
# Of servers and their tools the words of a matcher are no names that lead anywhere.
_AGENT = "agent"
_NAME = expression(r"\w[\w:-]*")


def named_in(document: Document, snapshot: Snapshot, place: Place, offset: int) -> tuple[Span, Value] | None:
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
    event = governing.entry_facts(document.dialect, place.path)
    word = next(
        (one for one in _NAME.finditer(text, place.span.start, end) if one.start() <= offset <= one.end()), None
    )
    if word is None:
        return None
    kind = matched_kind(event)
    if kind is not None:
        value = builtin_of(document.dialect, kind, word[0])
        found = lookup(snapshot, kind, word[0], view_of(document)) if kind == _AGENT else []
        if found:
            value = Value(word[0], "", describe(found[0], snapshot))
    else:
        value = _occasion(word[0], event)
    return (Span(*word.span()), value) if value is not None else None


def _occasion(word: str, event: ValueFacts) -> Value | None:
    """Return what is known of a word that an event is limited to: the host tells little more than what it compares."""
    if event.matcher is None:
        return None
    listed = ", ".join(code(one) for one in event.matcher_values)
    known = f"\n\nThe words that are known: {listed}." if listed else ""
    return Value(word, event.matcher, f"**{word}** · what the event compares it with: {event.matcher}.{known}")
