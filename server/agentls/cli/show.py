"""`agentls show`: an agent as its host will see it."""

from __future__ import annotations

import argparse
import sys

from agentls.cli import output
from agentls.cli.inventory import inventory
from agentls.cli.suggesting import did_you_mean
from agentls.features.effective import as_markdown, effective
from agentls.rules.lint import lint

_NOT_FOUND = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("name", metavar="NAME", help="the agent's name")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="where to look (default: the current folder)")


def run(arguments: argparse.Namespace) -> int:
    """Print the model, tools, skills and servers that the agent will get, and what of its file is ignored."""
    project = inventory(arguments.paths)
    names = []
    for _, document, one in project.definitions():
        found = effective(document, project.snapshot, lint(document, project.snapshot))
        if found is None or one.kind != document.dialect.kind:
            continue
        names.append(one.qualified)
        if arguments.name in (one.name, one.qualified):
            sys.stdout.write(as_markdown(found))
            return 0
    meant = did_you_mean(arguments.name, names, "`agentls list` shows what is there")
    output.tell(f"there is no agent `{arguments.name}` here; {meant}")
    return _NOT_FOUND
