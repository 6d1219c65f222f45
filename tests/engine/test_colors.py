"""Which of a host's colors is meant by a color that it does not have."""

from __future__ import annotations

import pytest

from agentls.meaning.colors import closest_colors

OFFERED = {
    "red": "#dc2626",
    "orange": "#d97757",
    "yellow": "#eab308",
    "green": "#16a34a",
    "cyan": "#0891b2",
    "blue": "#2563eb",
    "purple": "#9333ea",
    "pink": "#db2777",
}


@pytest.mark.parametrize("order", [("dark", "light"), ("light", "dark")])
@pytest.mark.parametrize(
    ("written", "closest"), [("black", "dark"), ("#111", "dark"), ("white", "light"), ("silver", "light")]
)
def test_colors_without_a_hue_go_by_how_light_they_are(written: str, closest: str, order: tuple[str, str]) -> None:
    grays = {"dark": "#333333", "light": "#cccccc"}
    assert closest_colors(written, {name: grays[name] for name in order})[0] == closest


@pytest.mark.parametrize(
    ("written", "closest"),
    [
        ("navy", "blue"),
        ("teal", "cyan"),
        ("maroon", "red"),
        ("lime", "green"),
        ("gold", "yellow"),
        ("indigo", "purple"),
        ("hotpink", "pink"),
        ("chocolate", "orange"),
        ("#0f0", "green"),
        ("#0f08", "green"),
        ("#00ff0080", "green"),
        ("00ff00", "green"),
        ("#faa", "red"),
        ("#FFFFAA", "yellow"),
        ("neon-green", "green"),
        ("green blue", "blue"),
        ("Light Blue", "cyan"),
    ],
)
def test_colors_with_a_hue_go_by_that(written: str, closest: str) -> None:
    assert closest_colors(written, OFFERED)[0] == closest


@pytest.mark.parametrize("written", ["", "#", "#12", "#12345", "nice", "fad", "facade", "#ggg", "5"])
def test_what_is_no_color_resembles_none(written: str) -> None:
    assert closest_colors(written, OFFERED) == []
