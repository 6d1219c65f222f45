"""The command `agentls`."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence

from agentls import __version__

_LOOPBACK = "127.0.0.1"
_SEVERITIES = ("error", "warning", "information", "hint")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 clean, 1 findings, 2 wrong use or internal error."""
    words = list(sys.argv[1:] if argv is None else argv)
    # Editors start language servers with `--stdio` by custom; it means the same as `lsp`.
    if words and words[0] == "--stdio":
        words[0] = "lsp"
    parser = _parser()
    arguments = parser.parse_args(words)
    level = logging.DEBUG if os.environ.get("AGENTLS_DEBUG") else logging.WARNING
    logging.basicConfig(level=level, stream=sys.stderr, format="agentls: %(levelname)s %(message)s")
    if arguments.command is None:
        parser.print_help()
        return 0
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if isinstance(error, BrokenPipeError):
            return _reader_left()
        logging.getLogger(__name__).debug("internal error", exc_info=True)
        print(f"agentls: internal error: {type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201
        return 2


def _reader_left() -> int:
    """End quietly when the reader of our output, `head` for one, has enough: Python would complain while closing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="agentls",
        description="Language server and linter for agent files of coding assistants.",
        epilog="`agentls check` says what the assistants will not: keys, tools and files that they silently ignore.",
    )
    parser.add_argument("--version", action="version", version=f"agentls {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _add_check(commands)
    _add_lsp(commands)
    _add_explain(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="check files and print what is wrong with them")
    check.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files and folders (default: the current folder); - reads standard input",
    )
    check.add_argument(
        "--format", choices=("text", "json"), default="text", help="how to print findings (default: text)"
    )
    check.add_argument(
        "--fail-on", choices=_SEVERITIES, default="error", help="exit with 1 from this severity on (default: error)"
    )
    check.add_argument(
        "--as", dest="dialect", metavar="DIALECT", help="take every file for this dialect, such as claude-code/agent"
    )
    check.add_argument("--stdin-filename", metavar="PATH", help="with -: where the text on standard input belongs")
    check.set_defaults(run=_check)


def _add_lsp(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    lsp = commands.add_parser("lsp", help="run the language server, on standard input and output")
    lsp.add_argument("--stdio", action="store_true", help="the default; accepted because many editors pass it")
    lsp.add_argument(
        "--tcp",
        metavar="HOST:PORT",
        type=_address,
        help=f"listen on a port instead, for debugging (HOST defaults to {_LOOPBACK})",
    )
    lsp.set_defaults(run=_serve)


def _add_explain(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    explain = commands.add_parser("explain", help="print what a rule finds and why it matters")
    explain.add_argument("rule", nargs="?", metavar="RULE", help="the rule's name; without it, all rules are listed")
    explain.set_defaults(run=_explain)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT, such as {_LOOPBACK}:2087")
    return host or _LOOPBACK, int(port)


# Commands import what they need when they run: a check must not load the protocol, nor the server the walker.


def _check(arguments: argparse.Namespace) -> int:
    from agentls.cli import check as check_command  # noqa: PLC0415

    return check_command.run(arguments)


def _serve(arguments: argparse.Namespace) -> int:
    from agentls.lsp import server  # noqa: PLC0415

    return int(server.run(tcp=arguments.tcp) or 0)


def _explain(arguments: argparse.Namespace) -> int:
    from agentls.rules import all_rules  # noqa: PLC0415

    if arguments.rule is None:
        width = max(len(rule.id) for rule in all_rules())
        for rule in all_rules():
            print(f"{rule.id:{width}}  {rule.severity.label:11}  {rule.summary}")  # noqa: T201
        return 0
    found = [one for one in all_rules() if one.id == arguments.rule]
    if not found:
        print(f"agentls: there is no rule `{arguments.rule}`; `agentls explain` lists all", file=sys.stderr)  # noqa: T201
        return 2
    print(f"{found[0].id} ({found[0].severity.label})\n\n{found[0].documentation.strip()}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
