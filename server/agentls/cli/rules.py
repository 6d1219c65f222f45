"""`agentls rules`: every rule with its severity and what it finds."""

from __future__ import annotations

import argparse

from agentls.cli import tables
from agentls.rules import all_rules


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each rule; JSON also says what kinds of files a rule looks at and whether it is on."""
    rows = [
        {"rule": rule.id, "severity": rule.severity.label, "summary": rule.summary}
        | ({"on": rule.is_on, "formats": sorted(rule.formats)} if arguments.format == "json" else {})
        for rule in all_rules()
    ]
    tables.show(rows, arguments.format)
    return 0
