"""`agentls explain`: what a rule finds and why it matters."""

from __future__ import annotations

import argparse

from agentls.cli import choosing, output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("rule", metavar="RULE", help="the rule's name; `agentls rules` lists all")


def run(arguments: argparse.Namespace) -> int:
    """Print the documentation of one rule."""
    try:
        found = choosing.named(arguments.rule)
    except choosing.UnknownRule as problem:
        output.tell(str(problem))
        return 2
    print(f"{found.id} ({found.severity.label})\n\n{found.documentation.strip()}")  # noqa: T201
    return 0
