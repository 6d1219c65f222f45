"""Rows of text in columns for a terminal, or the same as JSON for programs."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agentls.cli import streams
from agentls.text.visible import terminal, to_json


def add_format(parser: argparse.ArgumentParser) -> None:
    """Let the user choose between the two."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it (default: text)")


def show(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print `rows`, which have the same keys in the same order, as a JSON list or in columns."""
    if form == "json":
        show_json(rows)
        return
    cells = [[terminal(_text(value)) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [f"{cell:{width}}" for cell, width in zip(row[:-1], widths, strict=False)]
        streams.say("stdout", "  ".join([*padded, row[-1]]).rstrip() + "\n")


def show_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """Print `rows` as a JSON list, a row on each line."""
    streams.say("stdout", "[" + ",".join(f"\n{to_json(dict(row))}" for row in rows) + "]\n")


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
