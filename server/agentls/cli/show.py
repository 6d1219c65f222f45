"""`agentls show`: an agent as its host will see it."""

from __future__ import annotations

import argparse
from typing import Any

from agentls.cli import output, page, streams, tables
from agentls.cli.inventory import inventory
from agentls.cli.suggesting import did_you_mean
from agentls.features.effective import Effective, as_markdown, effective
from agentls.rules.lint import lint
from agentls.text.visible import to_json

_NOT_FOUND = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("name", metavar="NAME", help="the agent's name")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="where to look (default: the current folder)")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the model, tools, skills and servers that the agent will get, and what of its file is ignored."""
    project = inventory(arguments.paths)
    names = []
    for shown, document, one in project.definitions():
        found = effective(document, project.snapshot, lint(document, project.snapshot))
        if found is None or one.kind != document.dialect.kind:
            continue
        names.append(one.qualified)
        if arguments.name in (one.name, one.qualified):
            if arguments.format == "json":
                streams.say("stdout", to_json({"path": shown, **_plain(found)}) + "\n")
            else:
                page.show(as_markdown(found))
            return 0
    meant = did_you_mean(arguments.name, names, "`agentls list` shows what is there")
    output.tell(f"there is no agent `{arguments.name}` here; {meant}")
    return _NOT_FOUND


def _plain(found: Effective) -> dict[str, Any]:
    tools = found.tools
    notes = {"skills": found.skills, "servers": found.servers, "ignored": found.ignored}
    return {
        "name": found.name,
        "loaded": found.is_loaded,
        "model": {"written": found.model_written, "meant": found.model},
        "tools": {"names": tools.names, "inherits": tools.inherits, "added": tools.added, "taken": tools.taken},
        **{key: [{"name": note.name, "about": note.text} for note in some] for key, some in notes.items()},
    }
