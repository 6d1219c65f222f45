"""Swatches and the color picker."""

from __future__ import annotations

import pytest

from agentls.features.colors import color_choices, color_spans
from agentls.text.positions import apply
from features.tables import marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("color: blue$0", [("blue", "#6a9bcc")]),
        ("color: 'red' # $0", [("red", "#dc2626")]),
        ("name: 'x\ncolor: red$0", [("red", "#dc2626")]),
        ("color: Red$0", []),
        ("color: '#ff0000'$0", []),
        ("color: [red]$0", []),
        ("model: red$0", []),
        ("color:$0", []),
    ],
)
def test_swatches(text: str, found: list[tuple[str, str]]) -> None:
    document = marked(text).document
    assert [(one.span.of(document.text), one.hex) for one in color_spans(document)] == found


@pytest.mark.parametrize(
    ("rgb", "name"),
    [((1.0, 0.0, 0.0), "red"), ((0.0, 1.0, 0.0), "green"), ((0.0, 1.0, 1.0), "cyan"), ((2.0, -1.0, 0.0), "red")],
)
def test_whatever_is_picked_snaps_to_a_color_of_the_host(rgb: tuple[float, float, float], name: str) -> None:
    document = marked('color: "blue$0"').document
    (swatch,) = color_spans(document)
    choices = color_choices(document, swatch.span, rgb)
    assert len(choices) == 8
    assert choices[0].name == name
    assert f'color: "{name}"\n' in apply(document.text, [choices[0].edit])


def test_a_color_picked_unchanged_stays() -> None:
    document = marked("color: blue$0").document
    (swatch,) = color_spans(document)
    for choice in color_choices(document, swatch.span, (0.5, 0.5, 0.5)):
        code = choice.hex
        red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
        assert color_choices(document, swatch.span, (red, green, blue))[0].name == choice.name


def test_no_choices_where_no_color_can_stand() -> None:
    document = marked("model: opus$0").document
    assert color_choices(document, document.root.entries[0].value.span, (1.0, 0.0, 0.0)) == ()
