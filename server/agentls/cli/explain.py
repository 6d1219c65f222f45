"""`agentls explain`: what a rule finds and why it matters."""

from __future__ import annotations

import argparse

from agentls.cli import output
from agentls.rules import all_rules
from agentls.text.nearest import nearest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("rule", metavar="RULE", help="the rule's name; `agentls rules` lists all")


def run(arguments: argparse.Namespace) -> int:
    """Print the documentation of one rule."""
    found = next((one for one in all_rules() if one.id == arguments.rule), None)
    if found is None:
        close = nearest(arguments.rule, [one.id for one in all_rules()], 1)
        meant = f"did you mean `{close[0]}`?" if close else "`agentls rules` lists all"
        output.tell(f"there is no rule `{arguments.rule}`; {meant}")
        return 2
    print(f"{found.id} ({found.severity.label})\n\n{found.documentation.strip()}")  # noqa: T201
    return 0
