"""`agentls hook`: what an assistant runs after it has written a file, to see what will silently happen to it.

The event is read from standard input as JSON, in the form that Claude Code's documentation gives for `PostToolUse`.
Exit status 2 hands standard error to the assistant; anything else says nothing, so that no other file is held up.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
from typing import Any

from agentls.cli import check
from agentls.disk import system

_TELL_THE_ASSISTANT = 2
_INPUTS = ("tool_input", "toolInput", "tool_args", "toolArgs")
_PATHS = ("file_path", "filePath", "path")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning"),
        default="warning",
        help="tell the assistant from this severity on (default: warning)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Check the file that the event names; return 2 with the findings on standard error, or 0 in silence."""
    path = written_file(sys.stdin.buffer.read())
    if path is None or not system.is_file(path):
        return 0
    parser = argparse.ArgumentParser()
    check.add_arguments(parser)
    words = ["--fail-on", arguments.fail_on, "--", path]
    said, complaints = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complaints):
        status = check.run(parser.parse_args(words, argparse.Namespace(words=words)))
    if status != check.FOUND:
        # What no assistant reads is none of ours to judge.
        return 0
    sys.stderr.write(f"agentls looked at the file that was just written:\n{said.getvalue()}")
    return _TELL_THE_ASSISTANT


def written_file(event: bytes) -> str | None:
    """Return the path in the event of a tool that wrote a file, `None` in any other text."""
    try:
        data: Any = json.loads(event)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    for name in _INPUTS:
        given = data.get(name)
        if isinstance(given, dict):
            path = next((given[key] for key in _PATHS if isinstance(given.get(key), str)), None)
            folder = data.get("cwd")
            if path:
                return os.path.join(folder, path) if isinstance(folder, str) else path  # noqa: PTH118
    return None
