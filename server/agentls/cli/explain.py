"""`agentls explain`: what a rule finds and why it matters."""

from __future__ import annotations

import argparse
import re

from agentls.cli import choosing, output, page, streams, tables
from agentls.knowledge import resources
from agentls.rules import Rule
from agentls.text.expressions import expression
from agentls.text.visible import to_json

# What stands behind a mark says how the example is tested.
_WORDS = expression(r"^([ \t]*\^+)(?: [a-z]+)+$", re.MULTILINE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("rule", metavar="RULE", help="the rule's name; `agentls rules` lists all")
    tables.add_format(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the documentation of one rule."""
    try:
        found = choosing.named(arguments.rule)
    except choosing.UnknownRule as problem:
        output.tell(str(problem))
        return 2
    text = _WORDS.sub(r"\1", resources.rule_text(found.id) or f"# {found.id}\n\n{found.documentation.strip()}\n")
    if arguments.format == "json":
        streams.say("stdout", to_json(_facts(found) | {"markdown": text}) + "\n")
    else:
        page.show(text)
    return 0


def _facts(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "severity": rule.severity.label,
        "summary": rule.summary,
        "on": rule.is_on,
        "formats": sorted(rule.formats),
    }
