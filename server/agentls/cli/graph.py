"""`agentls graph`: who may start whom, as a picture, for Mermaid or Graphviz to draw, or for a script."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from agentls.cli import output, streams
from agentls.cli.graph_svg import Edges, drawn
from agentls.cli.inventory import Inventory, inventory
from agentls.features.calls import STARTED, Node, outgoing
from agentls.project.names import Definition
from agentls.text.positions import Span
from agentls.text.visible import to_json, visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the current folder)")
    parser.add_argument("--format", choices=_FORMATS, default="mermaid", help="how to print it (default: mermaid)")
    parser.add_argument(
        "--all", action="store_true", help="also draw what an agent may start because no list of tools limits it"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the graph; return 2 when a file could not be read."""
    project = inventory(arguments.paths)
    names, edges = _graph(project, everything=arguments.all)
    streams.say("stdout", _FORMATS[arguments.format](names, edges))
    for path, message in project.problems:
        output.tell(f"{path}: {message}")
    return 2 if project.problems else 0


def _graph(project: Inventory, *, everything: bool) -> tuple[list[str], Edges]:
    names: list[str] = []
    edges: Edges = []
    for _, document, one in project.definitions():
        if one.kind != document.dialect.kind or one.kind not in (STARTED, "skill", "command"):
            continue
        calls = outgoing(project.snapshot, Node(one.kind, one.name, one.path, one.span, ""))
        listed = [
            call
            for call in calls
            if everything or any(_names_it(document.text, call.node, span) for span in call.spans)
        ]
        if one.kind == STARTED or listed:
            names.append(_label(one))
        edges += [(_label(one), call.node.name) for call in listed]
    return sorted(set(names)), sorted(set(edges))


def _names_it(text: str, node: Node, span: Span) -> bool:
    """Tell whether the place names the agent: a list that only lets any agent be started does not."""
    return node.name.rpartition(":")[2] in span.of(text)


def _label(one: Definition) -> str:
    return one.qualified if one.kind == STARTED else f"/{one.qualified}"


def _mermaid(names: list[str], edges: Edges) -> str:
    numbers = {name: f"n{number}" for number, name in enumerate(dict.fromkeys([*names, *(to for _, to in edges)]))}
    lines = ["flowchart LR"]
    lines += [f'  {number}["{_quoted(name)}"]' for name, number in numbers.items()]
    lines += [f"  {numbers[start]} --> {numbers[end]}" for start, end in edges]
    return "\n".join(lines) + "\n"


def _dot(names: list[str], edges: Edges) -> str:
    lines = ["digraph agents {", "  rankdir=LR;"]
    lines += [f'  "{_escaped(name)}";' for name in names]
    lines += [f'  "{_escaped(start)}" -> "{_escaped(end)}";' for start, end in edges]
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(name: str) -> str:
    return visible(name).replace('"', "#quot;")


def _escaped(name: str) -> str:
    return visible(name).replace("\\", "\\\\").replace('"', '\\"')


def _json(names: list[str], edges: Edges) -> str:
    # A command or a skill that starts agents has a slash before its name.
    return to_json({"names": names, "starts": [{"from": start, "to": end} for start, end in edges]}) + "\n"


_FORMATS: dict[str, Callable[[list[str], Edges], str]] = {"mermaid": _mermaid, "dot": _dot, "svg": drawn, "json": _json}
