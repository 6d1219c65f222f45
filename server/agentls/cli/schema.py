"""`agentls schema`: the JSON Schema of a kind of file, or the kinds that there are."""

from __future__ import annotations

import argparse
import json
from typing import Any

from agentls.cli import output, streams, tables
from agentls.cli.project import UnknownDialect, named_dialect
from agentls.knowledge.dialect import Dialect, all_dialects

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "dialect", nargs="?", metavar="DIALECT", help="such as claude-code/agent; without it, all are listed"
    )
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print one schema, in which every reference has been followed, or a line for each dialect."""
    if arguments.dialect is None:
        rows = [{"dialect": one.id, "title": one.title, "files": list(one.files)} for one in all_dialects()]
        tables.show(rows, arguments.format)
        return 0
    try:
        found = named_dialect(arguments.dialect)
    except UnknownDialect as problem:
        output.tell(str(problem))
        return 2
    assert found is not None  # noqa: S101 - a name is given.
    streams.say("stdout", json.dumps(published(found), indent=2, ensure_ascii=False) + "\n")
    return 0


def published(kind: Dialect) -> dict[str, Any]:
    """Return the schema of a kind of file with its name, which is the same wherever it lies and in every version."""
    own = {name: value for name, value in kind.schema.items() if name not in ("$schema", "$id")}
    return {"$schema": _DRAFT, "$id": f"urn:agentls:schema:{kind.id.replace('/', ':')}", **own}
