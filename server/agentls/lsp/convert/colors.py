"""Swatches and color pickers as the protocol has them."""

from __future__ import annotations

from lsprotocol import types

from agentls.features import colors
from agentls.lsp.state.file import File


def swatches(file: File) -> list[types.ColorInformation]:
    """Return the colors in a file."""
    return [
        types.ColorInformation(file.places.range(one.span), _color(one.hex))
        for one in colors.color_spans(file.document)
    ]


def choices(file: File, params: types.ColorPresentationParams) -> list[types.ColorPresentation]:
    """Return what can be written for a color that was picked."""
    picked = (params.color.red, params.color.green, params.color.blue)
    found = colors.color_choices(file.document, file.places.span(params.range), picked)
    return [types.ColorPresentation(one.name, file.places.edits([one.edit])[0]) for one in found]


def _color(code: str) -> types.Color:
    # The protocol's library refuses whole numbers here.
    red, green, blue = (int(code[at : at + 2], 16) / 255.0 for at in (1, 3, 5))
    return types.Color(red, green, blue, 1.0)
