"""`agentls audit`: what a project makes its assistants run, send or allow without asking."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from agentls.cli import history, output, streams, tables
from agentls.cli.history_problem import HistoryProblem
from agentls.cli.inventory import inventory
from agentls.knowledge.settings import Settings
from agentls.meaning.unasked import acts
from agentls.project.document import Document
from agentls.text.visible import terminal

_MOST = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: the current folder)")
    parser.add_argument("--since", metavar="REV", help="only what is new since this commit, branch or tag of git")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each thing; return 2 when a file, or the commit, could not be read."""
    project = inventory(arguments.paths)
    rows = [row for shown, document in project.documents for row in _rows(shown, document)]
    if arguments.since:
        try:
            before = _before(arguments.paths or ["."], arguments.since, project.snapshot.settings)
        except HistoryProblem as problem:
            output.tell(str(problem))
            return 2
        rows = [row for row in rows if _same(row, os.path.abspath(row["path"])) not in before]  # noqa: PTH100
    if arguments.format == "json":
        tables.show(rows, arguments.format)
    else:
        for row in rows:
            what = terminal(" ".join(row["what"].split()))
            what = what if len(what) <= _MOST else f"{what[: _MOST - 1]}…"
            streams.say(
                "stdout", f"{terminal(row['path'])}:{row['line']}: {row['kind']}: `{what}` {terminal(row['says'])}\n"
            )
    for path, message in project.problems:
        output.tell(f"{path}: {message}")
    return 2 if project.problems else 0


def _rows(shown: str, document: Document) -> list[dict[str, Any]]:
    places = ((document.lines.position(one.span.start), one) for one in acts(document))
    return [
        {"path": shown, "line": line + 1, "column": column + 1, "kind": one.kind, "what": one.what, "says": one.says}
        for (line, column), one in places
    ]


def _before(paths: list[str], revision: str, settings: Settings) -> set[tuple[str, ...]]:
    """Return everything that was there at the revision already."""
    return {
        _same(row, document.path)
        for path in paths
        for document in history.documents(Path(os.path.abspath(path)), revision, settings)  # noqa: PTH100
        for row in _rows(document.path, document)
    }


def _same(row: dict[str, Any], path: str) -> tuple[str, ...]:
    return (Path(path).as_posix(), row["kind"], row["what"], row["says"])
