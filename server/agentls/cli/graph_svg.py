"""A graph as a picture of its own: layers from left to right, each name in a box, an arrow for each pair.

Who is started stands to the right of who starts, as far as there is no circle; within a layer names stand where their
neighbours are. That is enough for some dozens of agents, and needs no program that draws.
"""

from __future__ import annotations

import unicodedata
from html import escape

from agentls.text.visible import visible

Edges = list[tuple[str, str]]

_LETTER, _HEIGHT, _PADDING = 8, 30, 12
_BETWEEN_LAYERS, _BETWEEN_ROWS, _MARGIN = 70, 16, 12
_SWEEPS = 4
_STYLE = """  <style>
    text { font: 13px ui-monospace, monospace; fill: #1f2430; }
    rect { fill: #f5f6fa; stroke: #7a84a0; }
    path { fill: none; stroke: #7a84a0; }
    marker path { fill: #7a84a0; stroke: none; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e4e7ef; }
      rect { fill: #232733; }
    }
  </style>
  <defs>
    <marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">
      <path d="M0 0 8 4 0 8z"/>
    </marker>
  </defs>
"""


def drawn(names: list[str], edges: Edges) -> str:
    """Return the picture of `names`, and of what `edges` name beside them."""
    every = list(dict.fromkeys([*names, *(to for _, to in edges)]))
    rows = _ordered(_layers(every, edges), edges)
    boxes: dict[str, tuple[int, int, int]] = {}
    left = _MARGIN
    for row in rows:
        width = max((_width(name) for name in row), default=0)
        for number, name in enumerate(row):
            boxes[name] = (left, _MARGIN + number * (_HEIGHT + _BETWEEN_ROWS), width)
        left += width + _BETWEEN_LAYERS
    width = max(left - _BETWEEN_LAYERS, _MARGIN) + _MARGIN
    height = 2 * _MARGIN + max(map(len, rows), default=0) * (_HEIGHT + _BETWEEN_ROWS)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    ]
    lines += [_arrow(boxes[start], boxes[end]) for start, end in edges]
    lines += [_box(name, boxes[name]) for name in every]
    lines.insert(1, _STYLE.rstrip("\n"))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _layers(names: list[str], edges: Edges) -> dict[str, int]:
    """Return the layer of each name: one more than that of who starts it, without the edges that close a circle."""
    following: dict[str, list[str]] = {name: [] for name in names}
    for start, end in edges:
        following.setdefault(start, []).append(end)
    finished: list[str] = []
    state: dict[str, bool] = {}
    forward: Edges = []
    for first, direct in following.items():
        # Each name is visited once; what is still open when it is met again closes a circle.
        steps = [] if first in state else [(first, iter(direct))]
        state.setdefault(first, False)
        while steps:
            name, rest = steps[-1]
            to = next(rest, None)
            if to is None:
                state[name] = True
                finished.append(name)
                steps.pop()
            elif to not in state:
                state[to] = False
                forward.append((name, to))
                steps.append((to, iter(following.get(to, ()))))
            elif state[to]:
                forward.append((name, to))
    layers = dict.fromkeys(following, 0)
    ends: dict[str, list[str]] = {}
    for start, end in forward:
        ends.setdefault(start, []).append(end)
    for name in reversed(finished):
        for to in ends.get(name, ()):
            layers[to] = max(layers[to], layers[name] + 1)
    return layers


def _ordered(layers: dict[str, int], edges: Edges) -> list[list[str]]:
    """Return the names of each layer from top to bottom, near those that they are joined with."""
    rows: list[list[str]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for name, layer in layers.items():
        rows[layer].append(name)
    joined: dict[str, list[str]] = {name: [] for name in layers}
    for start, end in edges:
        joined[start].append(end)
        joined[end].append(start)
    for _ in range(_SWEEPS):
        place = {name: number for row in rows for number, name in enumerate(row)}
        for row in rows:
            mean = {
                name: sum(place[one] for one in joined[name]) / len(joined[name]) if joined[name] else place[name]
                for name in row
            }
            row.sort(key=mean.__getitem__)
            place.update((name, number) for number, name in enumerate(row))
    return rows


def _width(name: str) -> int:
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in visible(name))
    return (len(visible(name)) + wide) * _LETTER + 2 * _PADDING


def _box(name: str, box: tuple[int, int, int]) -> str:
    left, top, width = box
    text = escape(visible(name))
    rectangle = f'<rect x="{left}" y="{top}" width="{width}" height="{_HEIGHT}" rx="6"/>'
    return f'  <g>{rectangle}<text x="{left + _PADDING}" y="{top + 20}">{text}</text></g>'


def _arrow(start: tuple[int, int, int], end: tuple[int, int, int]) -> str:
    from_x, from_y = start[0] + start[2], start[1] + _HEIGHT // 2
    to_x, to_y = end[0], end[1] + _HEIGHT // 2
    bend = max(_BETWEEN_LAYERS // 2, (to_x - from_x) // 2)
    curve = f"C{from_x + bend} {from_y} {to_x - bend} {to_y} {to_x} {to_y}"
    return f'  <path d="M{from_x} {from_y} {curve}" marker-end="url(#arrow)"/>'
