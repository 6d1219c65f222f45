"""Measures what a server holds of the machine's memory, and how long answers take while files change, for docs/benchmarks.md.

    python tests/bench/server.py [EDITS] [EVENTS]

The edits are those of somebody who writes and breaks files of several kinds. The events tell of files on disk that have
changed, all at once, as after a change of branches; answers are asked for all the time until the last is taken in.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "server"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lsp"))

from wire import Wire

from bench import ABLE, memory, milliseconds, project_of
from sections import write_section

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
POINTS = 4
MARKDOWN = """---
name: reviewer
description: Reviews the code, and says what would break.
tools: Read, Grep, Bash(git diff:*)
model: opus
skills:
  - notes
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: ./check.sh
---
# Task

Read `src/a.ts`, then [this](docs/x.md).
"""
DATA = '{\n  "hooks": {"PreToolUse": [{"matcher": "Bash"}]},\n  "permissions": {"allow": ["Bash(ls:*)", "Read"]}\n}\n'
FILES = {
    "file:///p/.claude/agents/a.md": MARKDOWN,
    "file:///p/.claude/skills/x/SKILL.md": MARKDOWN,
    "file:///p/.gemini/agents/g.md": MARKDOWN,
    "file:///p/.opencode/agent/o.md": MARKDOWN,
    "file:///p/.claude/settings.json": DATA,
}
PIECES = [
    "a",
    " ",
    ":",
    "\n",
    "-",
    '"',
    "[",
    "]",
    "{",
    "é",
    "tools: ",
    "Bash(",
    "mcp__s__t, ",
    "---\n",
    "true",
    "color",
]


def megabytes(wire: Wire) -> int:
    return memory(wire) // 1_000_000


def edited(edits: int) -> list[tuple[int, int]]:
    """Return how many megabytes the server has after so many edits; the first is the number after the start."""
    choose = random.Random(1)
    with Wire() as wire:
        wire.initialize(ABLE)
        wire.settle()
        found = [(0, megabytes(wire))]
        texts = dict(FILES)
        for uri, text in texts.items():
            wire.open(uri, text)
        uris = list(texts)
        for number in range(1, edits + 1):
            uri = uris[number // 40 % len(uris)]
            text = texts[uri]
            at = choose.randrange(len(text) + 1)
            cut = text[at + choose.randrange(1, 6) :]
            text = text[:at] + (cut if choose.random() < 0.5 else choose.choice(PIECES) + text[at:])
            texts[uri] = FILES[uri] if number % 400 == 0 or not 40 < len(text) < 3000 else text
            wire.change(uri, texts[uri], number + 1)
            if number % 50 == 0:
                wire.silence()
            if number % (edits // POINTS) == 0:
                found.append((number, megabytes(wire)))
    return found


def told(events: int) -> tuple[float, float]:
    """Return the seconds until so many events were taken in, and the milliseconds of the slowest answer meanwhile."""
    with tempfile.TemporaryDirectory() as folder, Wire() as wire:
        file = project_of(events, folder)
        able = {**ABLE, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
        wire.initialize(able, rootUri=Path(folder).as_uri())
        wire.settle()
        uri, text = file.as_uri(), file.read_text(encoding="utf-8")
        wire.open(uri, text)
        wire.silence()
        paths = sorted(file.parent.glob("*.md"))
        for path in paths:
            path.write_text(path.read_text(encoding="utf-8").replace("Reviews part", "Looks at part"), encoding="utf-8")
        changes = [{"uri": path.as_uri(), "type": 2} for path in paths]
        place = {"textDocument": {"uri": uri}, "position": {"line": 3, "character": 8}}
        start = time.perf_counter()
        wire.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        slowest = 0.0
        while True:
            slowest = max(slowest, milliseconds(partial(wire.result, "textDocument/hover", place)))
            if wire.result("agentls/status", {"uri": ""})["ready"] and time.perf_counter() - start > 1:
                return time.perf_counter() - start, slowest


def report(edits: int, events: int) -> str:
    memories, (seconds, slowest) = edited(edits), told(events)
    lines = ["## Memory of the server, and many files that change at once", "", "| edits | memory |", "|--:|--:|"]
    lines += [f"| {number:,} | {amount} MB |" for number, amount in memories]
    lines += [
        "",
        f"{events:,} files change at once: the slowest answer meanwhile takes {slowest:.0f} ms ({seconds:.1f} s in all).",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Measure and write the section."""
    edits, events = (*map(int, arguments), *(100_000, 10_000)[len(arguments) :])
    text = report(edits, events)
    write_section(PAGE, "server", text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
