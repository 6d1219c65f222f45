"""Swatches beside color values, and what a color picker may choose."""

from typing import NamedTuple

from agentls.meaning import governing
from agentls.meaning.colors import closest_colors
from agentls.project.document import Document
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Edit, Span


class ColorSpan(NamedTuple):
    """A value that stands for a color. `hex` is `#rrggbb`."""

    span: Span
    hex: str


class ColorChoice(NamedTuple):
    """One color that may be written instead."""

    name: str
    hex: str
    edit: Edit


def color_spans(document: Document) -> tuple[ColorSpan, ...]:
    """Return the values in the frontmatter whose catalog gives them a color."""
    found = []
    for entry in document.root.entries:
        known = document.dialect.properties.get(entry.name)
        if known is None or not isinstance(entry.value, Scalar) or not entry.value.is_string:
            continue
        value = governing.find(known, entry.value.text) if known.catalog else None
        if value is not None and value.facts.hex is not None:
            quote = 1 if entry.value.is_quoted else 0
            span = Span(entry.value.span.start + quote, entry.value.span.end - quote)
            found.append(ColorSpan(span, str(value.facts.hex)))
    return tuple(found)


def color_choices(document: Document, span: Span, rgb: tuple[float, float, float]) -> tuple[ColorChoice, ...]:
    """Return the colors that the host knows, the one nearest to `rgb` (each part 0 to 1) first.

    Only named colors can be written, so whatever is picked snaps to one of them.
    """
    found: list[ColorChoice] = []
    for entry in document.root.entries:
        known = document.dialect.properties.get(entry.name)
        if known is None or known.catalog is None or not entry.value.span.overlaps(span):
            continue
        found += [
            ColorChoice(value.name, str(value.facts.hex), Edit(span, value.name))
            for value in governing.values(known)
            if value.is_offered and value.facts.hex is not None
        ]
    picked = "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02x}" for part in rgb)
    order = closest_colors(picked, {choice.name: choice.hex for choice in found})
    return tuple(sorted(found, key=lambda choice: order.index(choice.name)))
