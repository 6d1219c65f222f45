"""The picture of who may start whom: whole XML, every name in a box of its own, an arrow for each pair."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest
from test_check import agentls

from agentls.cli.graph_svg import drawn

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def boxes(picture: str) -> dict[str, Box]:
    found = {}
    for group in ET.fromstring(picture).iter(f"{SVG}g"):
        rectangle, text = group.find(f"{SVG}rect"), group.find(f"{SVG}text")
        assert rectangle is not None
        assert text is not None
        left, top, width, height = (float(rectangle.get(name, "")) for name in ("x", "y", "width", "height"))
        found[text.text or ""] = (left, top, left + width, top + height)
    return found


def arrows(picture: str) -> int:
    return len(re.findall(r'marker-end="url\(#arrow\)"', picture))


@pytest.mark.parametrize(
    ("names", "edges"),
    [
        ([], []),
        (["alone"], []),
        (["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")]),
        (["a", "b"], [("a", "b"), ("b", "a"), ("a", "a")]),
        (["a"], [("a", "absent"), ("/run", "a")]),
        ([f"n{number}" for number in range(40)], [(f"n{one}", f"n{one * 7 % 40}") for one in range(40)]),
        (["<script>&\"'", "审阅者", "hidden\u200bname"], [("<script>&\"'", "审阅者")]),
    ],
)
def test_nothing_is_missing_and_nothing_covers_another(names: list[str], edges: list[tuple[str, str]]) -> None:
    picture = drawn(sorted({*names, *(start for start, _ in edges)}), edges)
    places = boxes(picture)
    named = {*names, *(name for edge in edges for name in edge)}
    assert set(places) == {name.replace("\u200b", "U+200B") for name in named}
    assert arrows(picture) == len(edges)
    for name, (left, top, right, bottom) in places.items():
        for other, (left_2, top_2, right_2, bottom_2) in places.items():
            apart = right <= left_2 or right_2 <= left or bottom <= top_2 or bottom_2 <= top
            assert name == other or apart, (name, other)


def test_who_is_started_stands_to_the_right() -> None:
    places = boxes(drawn(["a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "c")]))
    assert places["a"][2] < places["b"][0] < places["b"][2] < places["c"][0]


def test_long_chains_are_drawn() -> None:
    names = [str(number) for number in range(3000)]
    assert len(boxes(drawn(names, list(pairwise(names))))) == 3000


def test_the_command_draws_and_tells(tmp_path: Path) -> None:
    agents = tmp_path / ".claude" / "agents"
    agents.mkdir(parents=True)
    (agents / "lead.md").write_text("---\nname: lead\ndescription: Leads.\ntools: Agent(helper)\n---\nLead.\n", "utf-8")
    (agents / "helper.md").write_text("---\nname: helper\ndescription: Helps.\ntools: Read\n---\nHelp.\n", "utf-8")
    picture = agentls(tmp_path, "graph", "--format", "svg").stdout
    assert set(boxes(picture)) == {"lead", "helper"}
    assert arrows(picture) == 1
    told = json.loads(agentls(tmp_path, "graph", "--format", "json").stdout)
    assert told == {"names": ["helper", "lead"], "starts": [{"from": "lead", "to": "helper"}]}
