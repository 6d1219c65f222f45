"""`agentls lsp`: the language server."""

from __future__ import annotations

import argparse

from agentls.text import log

_LOOPBACK = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--stdio", action="store_true", help="the default; accepted because many editors pass it")
    parser.add_argument(
        "--tcp",
        metavar="HOST:PORT",
        type=_address,
        help=f"listen on a port instead, for debugging (HOST defaults to {_LOOPBACK})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve one editor until it says goodbye."""
    # The libraries write to the log, too.
    log.begin()
    # The protocol takes a third of a second to load, which asking for help must not cost.
    from agentls.lsp import server  # noqa: PLC0415

    return int(server.run(tcp=arguments.tcp) or 0)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT, such as {_LOOPBACK}:2087")
    return host or _LOOPBACK, int(port)
