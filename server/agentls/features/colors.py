"""Swatches beside color values, and what a color picker may choose."""

from __future__ import annotations

from dataclasses import dataclass

from agentls.document import Document
from agentls.features import _knowledge
from agentls.nodes import Scalar
from agentls.text import Edit, Span


@dataclass(frozen=True, slots=True)
class ColorSpan:
    """A value that stands for a color. `hex` is `#rrggbb`."""

    span: Span
    hex: str


@dataclass(frozen=True, slots=True)
class ColorChoice:
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
        value = _knowledge.find(known, entry.value.text) if known.catalog else None
        if value is not None and "hex" in value.facts:
            quote = 1 if entry.value.is_quoted else 0
            span = Span(entry.value.span.start + quote, entry.value.span.end - quote)
            found.append(ColorSpan(span, str(value.facts["hex"])))
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
            ColorChoice(value.name, str(value.facts["hex"]), Edit(span, value.name))
            for value in _knowledge.values(known)
            if value.is_offered and "hex" in value.facts
        ]
    found.sort(key=lambda choice: distance(_parts(choice.hex), rgb))
    return tuple(found)


def distance(left: tuple[float, float, float], right: tuple[float, float, float]) -> float:
    """Return how different two colors look: the distance in the Oklab space, which follows the eye."""
    return sum((one - other) ** 2 for one, other in zip(_oklab(left), _oklab(right), strict=True))


def _parts(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _oklab(rgb: tuple[float, float, float]) -> tuple[float, float, float]:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
