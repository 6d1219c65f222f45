"""The editor and the terminal say the same about the same files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from wire import ENVIRONMENT, SERVER, Wire

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"


def test_editor_and_terminal_agree_on_the_examples() -> None:
    command = [*SERVER[:-1], "check", "--format", "json", "."]
    done = subprocess.run(command, cwd=EXAMPLES, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    terminal: dict[str, list[tuple[object, ...]]] = {}
    for one in json.loads(done.stdout)["findings"]:
        place = (one["start"]["line"], one["start"]["column"], one["end"]["line"], one["end"]["column"])
        terminal.setdefault(one["path"], []).append((one["rule"], one["severity"], one["message"], *place))
    severities = {1: "error", 2: "warning", 3: "information", 4: "hint"}
    assert terminal
    with Wire() as wire:
        wire.initialize({"general": {"positionEncodings": ["utf-32"]}})
        for file in sorted(EXAMPLES.glob("**/.claude/agents/**/*.md")):
            wire.open(file.as_uri(), file.read_bytes().decode())
            editor = []
            for one in wire.published()["diagnostics"]:
                start, end = one["range"]["start"], one["range"]["end"]
                place = (start["line"] + 1, start["character"] + 1, end["line"] + 1, end["character"] + 1)
                editor.append((one["code"], severities[one["severity"]], one["message"], *place))
            assert editor == terminal.get(file.relative_to(EXAMPLES).as_posix(), []), file
