"""`agentls completions`: what lets a shell complete our commands, options and names with the tabulator."""

from __future__ import annotations

import argparse
import importlib
from typing import Any

import shtab

from agentls.cli import streams
from agentls.cli.commands import COMMANDS
from agentls.knowledge.dialect import all_dialects, host_ids
from agentls.rules import all_rules

_SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("shell", choices=_SHELLS, help="the shell that is to complete")


def run(arguments: argparse.Namespace) -> int:
    """Print a script for the shell to read when it starts."""
    streams.say("stdout", shtab.complete(_every_command(), arguments.shell) + "\n")
    return 0


def _every_command() -> argparse.ArgumentParser:
    """Return a parser of the whole command line, in which names that we know are choices."""
    whole = argparse.ArgumentParser(prog="agentls", description="Language server and linter for agent files.")
    whole.add_argument("--version", action="store_true", help="print the version")
    commands = whole.add_subparsers(dest="command")
    for name, text in COMMANDS.items():
        parser = commands.add_parser(name, help=text)
        importlib.import_module(f"agentls.cli.{name}").add_arguments(parser)
        for action in parser._actions:  # noqa: SLF001 - argparse has no other way to look at what was added.
            _offer_names(action)
    return whole


def _offer_names(action: Any) -> None:
    known = {
        "RULE": tuple(one.id for one in all_rules()),
        "DIALECT": tuple(one.id for one in all_dialects()),
        "HOST": host_ids(),
    }
    if action.choices is None and action.metavar in known:
        action.choices = known[action.metavar]
    elif action.metavar in ("PATH", "FILE", "PROGRAM"):
        # The attribute in which the library looks for what completes a word.
        action.complete = shtab.FILE
