"""Hover: what the word under the pointer means, or what it was probably meant to be.

hover(document, snapshot, offset) -> Hover | None
as_plain_text(markdown) -> str                  # for clients that do not show Markdown
"""

import re
from typing import NamedTuple

from agentls.features.hover.readers import readers
from agentls.features.hover.tools import named_in
from agentls.features.hover.tree import Word, word_in
from agentls.knowledge.catalog import Value
from agentls.knowledge.schema import Property
from agentls.meaning import governing
from agentls.meaning.frame import replacements
from agentls.meaning.misspelt_keys import place_meant
from agentls.meaning.own_values import value_at
from agentls.meaning.unasked import acts
from agentls.meaning.value_fixes import best_values
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar, node_at
from agentls.syntax.sketch.cursor import (
    Place,
    Slot,
    word_at,
)
from agentls.text.expressions import expression
from agentls.text.nearest import nearest
from agentls.text.positions import Span
from agentls.text.visible import code, markdown

_NEVER_JUDGED = expression(r"[_*/@:.|;]")
_FENCE = expression(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = expression(
    r"""\\(?P<escaped>[^\w\s])
      | (?P<ticks>`+)[ ]?(?P<code>[^\n]*?[^\n`])[ ]?(?P=ticks)(?!`)
      | \[(?P<text>(?:\\.|[^\]\\])+)\]\((?P<url>[^)\s]+)\)
      | \*\*(?P<strong>(?:\\.|[^*\n\\])+)\*\*""",
    re.VERBOSE,
)
_BULLET = expression(r"^- ", re.MULTILINE)


class Hover(NamedTuple):
    """The word that is explained, and its explanation in Markdown."""

    span: Span
    markdown: str


def hover(document: Document, snapshot: Snapshot, offset: int) -> Hover | None:
    """Return what is known of the word at `offset`, or `None` where there is nothing to say."""
    return _fence(document, offset) or _word(document, snapshot, offset) or _act(document, offset)


def _fence(document: Document, offset: int) -> Hover | None:
    """Tell on the opening fence which programs read the file."""
    fence = document.frontmatter.opening
    is_there = fence is not None and fence.start < fence.end and fence.touches(offset)
    return Hover(fence, readers(document)) if fence is not None and is_there else None


def _act(document: Document, offset: int) -> Hover | None:
    """Tell of a command, an address or a rule that it runs, is sent to or allows something without asking."""
    found = next((one for one in acts(document) if one.span.touches(offset)), None)
    return Hover(found.span, f"**Without asking** · {found.kind}: it {markdown(found.says)}.") if found else None


def _word(document: Document, snapshot: Snapshot, offset: int) -> Hover | None:
    if document.dialect.format == "toml":
        word = word_in(document.root, offset)
        return _in_tree(document, snapshot, word) if word else None
    place = place_meant(document, snapshot, offset)
    if place is None or place.span.start == place.span.end:
        return None
    if place.slot is Slot.KEY:
        return _key(document, snapshot, place)
    named = named_in(document, snapshot, place, offset)
    if named is not None:
        span, value = named
        return Hover(span, value.documentation)
    known_list = governing.list_property(document.dialect, place.path)
    if known_list is None:
        known = governing.property_at(document.dialect, place.path)
        return _value(document, snapshot, known, place.span) if known is not None else None
    part = word_at(document.text, place.span, offset)
    span = part.whole if part.in_argument else part.span
    return _value(document, snapshot, known_list, span, part.span)


def _in_tree(document: Document, snapshot: Snapshot, word: Word) -> Hover | None:
    known = governing.property_at(document.dialect, word.path)
    if known is None:
        return None
    if word.is_key:
        return Hover(word.span, known.documentation) if known.documentation else None
    node = node_at(document.root, word.path)
    value = governing.find(known, node.text) if isinstance(node, Scalar) else None
    text = _explained(known, value) if value is not None else None
    return Hover(word.span, text) if text else None


def _key(document: Document, snapshot: Snapshot, place: Place) -> Hover | None:
    name = place.span.of(document.text)
    known = governing.property_at(document.dialect, (*place.path, name))
    if known is not None:
        return Hover(place.span, known.documentation) if known.documentation else None
    above = governing.property_at(document.dialect, place.path)
    names = governing.children(above) if above is not None else {}
    if not names or (not place.path and name in snapshot.settings.keys):
        return None
    foreign = document.dialect.foreign_keys.get(name) if document.dialect.foreign_keys and not place.path else None
    if foreign is not None:
        return Hover(place.span, foreign.documentation)
    entry = next((one for one in document.root.entries if one.key.span.touches(place.span.start)), None)
    near = (replacements(document, entry) if entry is not None and not place.path else []) or nearest(name, names)
    if not near:
        return None
    return Hover(place.span, _meant(near[0], names[near[0]].documentation))


def _value(
    document: Document, snapshot: Snapshot, known: Property, span: Span, name_span: Span | None = None
) -> Hover | None:
    name = (name_span or span).of(document.text).strip()
    if not name or not governing.values(known):
        return None
    value = value_at(document, snapshot, known, name)
    if value is not None:
        text = _explained(known, value)
        return Hover(span, text) if text else None
    if known.catalog is not None and known.catalog.is_open and _NEVER_JUDGED.search(name):
        return None
    offered = {one.name: one for one in governing.offered(known)}
    if known.catalog is not None and known.catalog.is_open:
        near = nearest(name, offered)
    else:
        best, is_good_guess = best_values(known, name)
        near = [one for one in best if one in offered] if is_good_guess else []
    if not near:
        return None
    return Hover(span, _meant(near[0], offered[near[0]].documentation))


def _explained(known: Property, value: Value) -> str:
    """Return the documentation of a value, and of what replaces it when it is not current any more."""
    # What no catalog has is told in one line.
    text = value.documentation or value.summary
    for name in value.replaced_by:
        successor = governing.find(known, name)
        if successor is not None and successor.documentation:
            text += f"\n\n---\n\n{successor.documentation}"
    return text


def _meant(near: str, documentation: str) -> str:
    """Return what is known of the word that was probably meant; that another one stands there the finding says."""
    return f"Probably {code(near)}:\n\n{documentation}" if documentation else f"Probably {code(near)}."


def as_plain_text(markdown: str) -> str:
    """Return Markdown as people read it without a renderer."""
    text = _FENCE.sub(lambda found: "".join(f"    {line}\n" for line in found[1].splitlines()), markdown)
    text = _INLINE.sub(_bare, text)
    return _BULLET.sub("• ", text).strip()


def _bare(found: re.Match[str]) -> str:
    for name in ("text", "strong"):
        if found[name]:
            inner = _INLINE.sub(_bare, found[name])
            return f"{inner}: {found['url']}" if name == "text" else inner
    return str(found["escaped"] or found["code"])
