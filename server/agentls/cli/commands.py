"""The command `agentls`: finds the command that is meant and hands the rest of the line to it.

Each command is a module beside this one, with `add_arguments(parser)` and `run(arguments)`, and is imported only when
it is meant: a check must not load the protocol, nor the server what walks folders.
"""

from __future__ import annotations

import argparse
import importlib
import os
from functools import partial
from typing import NoReturn

from agentls import __version__
from agentls.cli import output, streams
from agentls.cli.suggesting import did_you_mean
from agentls.text import log
from agentls.text.expressions import expression

# What the list of commands says of each; a command is the module of its name.
COMMANDS = {
    "check": "check files and print what is wrong with them",
    "fix": "mend what can be mended without changing what the assistants read",
    "convert": "write an agent for another assistant, and list what that one cannot have",
    "init": "begin a new agent, skill or command where its assistant looks for it",
    "list": "list every agent, skill, command, server and plugin with its file",
    "show": "show what an agent will get: its model, tools, skills and servers",
    "graph": "draw who may start whom",
    "audit": "list what a project makes its assistants run, send or allow without asking",
    "verify": "ask the assistant that is installed about a project, and print where it and agentls differ",
    "which": "tell as what a file is read, and by which programs",
    "explain": "print what a rule finds and why it matters",
    "rules": "list the rules",
    "catalog": "list the tools, models, colors and other names that a host knows",
    "schema": "print the JSON Schema of a kind of file",
    "completions": "print what lets a shell complete commands, options and names",
    "hook": "check the file that an assistant has just written, as a hook after its tool",
    "mcp": "let an assistant check and mend its files, by the Model Context Protocol",
    "lsp": "run the language server, on standard input and output",
}
_WRONG_USE = 2
_WIDE, _MARGIN = 80, 2
_INVALID_CHOICE = expression(r"argument (\S+): invalid choice: '(.*)' \(choose from (.*)\)")
_INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser that answers wrong use in one line, with what was probably meant."""

    def error(self, message: str) -> NoReturn:
        """Print `message` and how to get help, and end the program."""
        unknown = message.removeprefix("unrecognized arguments: ")
        if unknown != message:
            message = f"`{unknown.split()[0]}` is no option of `{self.prog}`{self._meant(unknown.split()[0])}"
        choice = _INVALID_CHOICE.fullmatch(message)
        if choice is not None:
            option, given, allowed = choice.groups()
            meant = did_you_mean(given, allowed.replace("'", "").split(", "), f"it is one of {allowed}")
            message = f"`{option}` cannot be `{given}`; {meant}"
        mark = "" if message.endswith("?") else ";"
        output.tell(f"{message}{mark} see `{self.prog} --help`")
        raise SystemExit(_WRONG_USE)

    def _meant(self, word: str) -> str:
        options = [option for action in self._actions for option in action.option_strings if option.startswith("--")]
        meant = did_you_mean(word.partition("=")[0], options, "")
        return f"; {meant}" if meant else ""


def main(words: list[str]) -> int:
    """Run the command line and return its exit status: 0 clean, 1 findings, 2 wrong use or internal error.

    Raises `BrokenPipeError` and `OutputProblem` as `agentls.cli.streams` does.
    """
    if not _is_somewhere():
        return _fail("the current folder is gone; change to one that is there")
    # Editors start language servers with `--stdio` by custom; it means the same as `lsp`.
    if words and words[0] == "--stdio":
        words[0] = "lsp"
    if not words or words[0].startswith("-"):
        return _overview(words)
    if words[0] not in COMMANDS:
        meant = did_you_mean(words[0], COMMANDS, f"the commands are {', '.join(COMMANDS)}")
        return _fail(f"there is no command `{words[0]}`; {meant}")
    return _run(words[0], words[1:])


def _is_somewhere() -> bool:
    try:
        os.getcwd()  # noqa: PTH109 - nobody wants the answer.
    except FileNotFoundError:
        return False
    return True


def _overview(words: list[str]) -> int:
    parser = Parser(
        prog="agentls",
        usage="agentls [-h] [--version] COMMAND ...",
        description="Language server and linter for agent files of coding assistants.",
        epilog="`agentls check` says what the assistants will not: keys, tools and files that they silently ignore.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"agentls {__version__}")
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {text}" for name, text in COMMANDS.items()]
    parser.description = f"{parser.description}\n\ncommands:\n" + "\n".join(lines)
    parser.parse_args(words)
    parser.print_help()
    return 0


def _run(name: str, words: list[str]) -> int:
    command = importlib.import_module(f"agentls.cli.{name}")
    parser = Parser(
        prog=f"agentls {name}",
        description=COMMANDS[name][:1].upper() + COMMANDS[name][1:] + ".",
        # It would look for the width anew for each option.
        formatter_class=partial(argparse.HelpFormatter, width=streams.columns(_WIDE) - _MARGIN),
    )
    command.add_arguments(parser)
    arguments = parser.parse_args(words, argparse.Namespace(words=words))
    output.prepare(debug=bool(os.environ.get("AGENTLS_DEBUG")))
    try:
        return int(command.run(arguments) or 0)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (BrokenPipeError, streams.OutputProblem):
        raise
    except Exception as error:
        log.named(__name__).debug("internal error", exc_info=True)
        return _fail(f"internal error: {type(error).__name__}: {error}")


def _fail(message: str) -> int:
    output.tell(message)
    return _WRONG_USE
