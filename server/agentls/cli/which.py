"""`agentls which`: as what a file is read, by which programs, and why."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from agentls.cli import streams, tables
from agentls.cli.project import kind_at
from agentls.disk import configuration, system
from agentls.knowledge.detection import is_collected, readings
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.moves import meant
from agentls.text.visible import terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, which need not exist")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print an answer for each path, in their order."""
    answers = [_answer(path) for path in arguments.paths]
    if arguments.format == "json":
        tables.show_json(answers)
        return 0
    for one in answers:
        who = f" Read by {', '.join(one['readers'])}." if one["readers"] else ""
        streams.say(
            "stdout", terminal(f"{one['path']}: {one['dialect'] or 'no agent file'}, {one['reason']}.{who}") + "\n"
        )
    return 0


def _answer(path: str) -> dict[str, Any]:
    absolute = Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 - links must stay as the user wrote them.
    settings = configuration.find(Path.cwd()).settings
    dialect = None if system.is_folder(path) else kind_at(path)
    if dialect is None:
        is_out = settings.leaves_out(absolute)
        reason = (
            "left out, as `exclude` in the settings wants it" if is_out else "no assistant reads a file at this place"
        )
        return {"path": path, "dialect": None, "reason": reason, "readers": []}
    found = readings(absolute, dialect)
    target = meant(absolute, dialect)
    # What lies where its host does not look is still what it was written as; who reads it all the same is told.
    known = [one.host_id for one in (found if target is None else found[1:])]
    readers = list(dict.fromkeys([*known, *dialect.facts.also_read_by]))
    return {
        "path": path,
        "dialect": (target or dialect).id,
        "reason": _reason(absolute, dialect) if target is None else _misplaced(target),
        "readers": readers,
    }


def _misplaced(target: Dialect) -> str:
    return f"by its path: meant as {target.title}, but {target.host} does not look there"


def _reason(path: str, dialect: Dialect) -> str:
    if dialect.is_placed:
        return f"by `dialects` in the settings: {dialect.title}"
    if is_collected(path, dialect):
        return f"by what is in it: it was written as {dialect.title}, and lies in a collection"
    if dialect.root_marker is not None:
        return f"by its place below the folder that holds `{dialect.root_marker}`"
    return f"by its path: {dialect.title}"
