"""`agentls mcp`: a server of the Model Context Protocol with which an assistant checks and mends its own files.

The library that speaks the protocol is an extra, `pip install agentls[mcp]`; nothing else needs it. Each tool runs the
command of its name in a process of its own, so that its answer is never older than the files.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from agentls import __version__
from agentls.cli import output
from agentls.cli.watch import START
from agentls.text import log

_SECONDS = 120
_INSTRUCTIONS = (
    "Checks agent files: Markdown with frontmatter, and the JSON and TOML beside it, that define agents, skills, "
    "commands and rules for coding assistants. After you have written such a file, call `check` with its path."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes: nothing; a client starts it in the folder of its project."""
    del parser


def run(_: argparse.Namespace) -> int:
    """Serve on standard input and output until the client leaves."""
    try:
        library = importlib.import_module("mcp.server")
    except ImportError:
        output.tell("the library that speaks the protocol is missing; `pip install 'agentls[mcp]'` brings it")
        return 2
    # The library writes to the log, too.
    log.begin()
    server = library.MCPServer("agentls", version=__version__, instructions=_INSTRUCTIONS, log_level="ERROR")
    for tool, is_reading in ((check, True), (fix, False), (explain, True), (catalog, True)):
        _add(server, tool, is_reading=is_reading)
    server.run("stdio")
    return 0


def _add(server: Any, tool: Callable[..., dict[str, Any]], *, is_reading: bool) -> None:
    types = importlib.import_module("mcp.types")
    hints = types.ToolAnnotations(readOnlyHint=is_reading, openWorldHint=False, idempotentHint=True)
    server.tool(annotations=hints)(tool)


def check(paths: list[str], targets: list[str] | None = None) -> dict[str, Any]:
    """Tell what is wrong with agent files, or with all of them below folders; nothing is changed.

    `targets` are further programs that must take the files, such as `copilot` or `gemini`.
    """
    hosts = [f"--target={host}" for host in targets or ()]
    return _answer("check", "--format", "json", *hosts, "--", *paths)


def fix(paths: list[str], *, unsafe: bool = False, only_show: bool = False) -> dict[str, Any]:
    """Mend agent files where the answer is clear, and tell what is left.

    `unsafe` makes the obvious fixes, too, that change what the assistants read; `only_show` writes nothing and tells
    what would change.
    """
    options = [*(["--unsafe"] if unsafe else []), *(["--diff"] if only_show else [])]
    return _answer("fix", "--format", "json", *options, "--", *paths)


def explain(rule: str) -> dict[str, Any]:
    """Tell what a rule finds, why it matters, and how to mend it."""
    return _answer("explain", "--format", "json", "--", rule)


def catalog(name: str, host: str) -> dict[str, Any]:
    """List what a program knows, such as its `tools`, `models` or `colors`; `host` is one like `claude-code`."""
    return _answer("catalog", "--format", "json", f"--host={host}", "--", name)


def _answer(*words: str) -> dict[str, Any]:
    """Return what a command prints for programs; when it prints nothing, its complaint is the tool's error."""
    run = subprocess.run(  # noqa: S603 - ourselves.
        [sys.executable, "-c", START, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_SECONDS,
        check=False,
    )
    if not run.stdout:
        said = run.stderr.strip() or f"`agentls {words[0]}` ended with {run.returncode}"
        raise importlib.import_module("mcp.server.mcpserver.exceptions").ToolError(said)
    found = json.loads(run.stdout)
    return found if isinstance(found, dict) else {"names": found}
