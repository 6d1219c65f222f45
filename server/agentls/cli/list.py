"""`agentls list`: every agent, skill, command, server and plugin of a project, with its file."""

from __future__ import annotations

import argparse
from typing import Any

from agentls.cli import output, tables
from agentls.cli.inventory import inventory
from agentls.features.effective import model_of
from agentls.meaning.granted import granted
from agentls.project.document import Document
from agentls.project.names import Definition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the current folder)")
    parser.add_argument("--kind", metavar="KIND", help="only of this kind, such as agent or skill")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each name; return 2 when a file could not be read."""
    project = inventory(arguments.paths)
    rows = [
        _row(shown, document, one)
        for shown, document, one in project.definitions()
        if arguments.kind in (None, one.kind)
    ]
    rows.sort(key=lambda row: (row["kind"], row["name"], row["path"]))
    tables.show(rows, arguments.format)
    for path, message in project.problems:
        output.tell(f"{path}: {message}")
    return 2 if project.problems else 0


def _row(shown: str, document: Document, one: Definition) -> dict[str, Any]:
    is_whole_file = one.kind == document.dialect.kind
    tools = granted(document) if is_whole_file else None
    return {
        "kind": one.kind,
        "name": one.qualified,
        "host": document.dialect.host,
        "model": model_of(document)[1] if tools is not None else None,
        "tools": ("all" if tools.inherits and not tools.taken else list(tools.names)) if tools is not None else None,
        "path": shown,
    }
