"""Measures agentls beside two other programs in one run, for docs/benchmarks-peers.md.

    python tests/bench/peers.py FOLDER [AGENTS...]

`make bench-peers` installs them into FOLDER: agnix, which checks the same kinds of files from a terminal, and
yaml-language-server, which knows nothing of assistants and is given our schema for the same keys. Programs take turns, so
that what else the machine does slows down all of them; what it did stands beside each median as the least and the most.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "server"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lsp"))

from wire import ENVIRONMENT, SERVER, Wire

from bench import ABLE, agent, keystrokes, machine, memory
from sections import write_section

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks-peers.md"
SIZES = (100, 1000, 10_000)
EDITS = 60
STARTS = 7


class Cost(NamedTuple):
    """What one run took: seconds on the clock, seconds of all processors, and megabytes at most."""

    wall: float
    processor: float
    memory: float


def run(command: list[str], folder: Path) -> Cost:
    """Run a check, whatever it finds."""
    environment = {**ENVIRONMENT, "HOME": str(folder.parent / "home"), "XDG_CACHE_HOME": str(folder.parent / "cache")}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    assert isinstance(usage, resource.struct_rusage)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def in_turns(programs: dict[str, Callable[[], Cost]], rounds: int) -> dict[str, list[Cost]]:
    """Return what each program took in each round."""
    taken: dict[str, list[Cost]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            taken[name].append(program())
    return taken


def checks(tools: Path, size: int) -> dict[str, list[Cost]]:
    """Check a project of so many agents, of which every tenth has a mistake."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder, "project")
        agents = top / ".claude" / "agents"
        agents.mkdir(parents=True)
        for number in range(size):
            (agents / f"agent-{number}.md").write_text(agent(number, mistake=number % 10 == 0), encoding="utf-8")
        ours = [*SERVER[:-1], "check", "--format", "json"]
        programs = {
            "agnix": partial(run, [str(tools / "bin/agnix"), "--format", "json", "."], top),
            "agentls": partial(run, [*ours, "--no-cache", "."], top),
            "agentls, once more": partial(run, [*ours, "."], top),
        }
        programs["agentls, once more"]()
        return in_turns(programs, 5 if size <= 1000 else 1)


def processor(wire: Wire) -> float:
    """Return the seconds of the processor that a server has taken so far; only Linux tells."""
    fields = Path(f"/proc/{wire.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Editor:
    """A server with one open file, as an editor sees it."""

    def __init__(self, wire: Wire, uri: str, language: str, seen: Callable[[str], str]) -> None:
        self.wire, self.uri, self.version, self._seen = wire, uri, 1, seen
        wire.initialize(ABLE)
        wire.open(uri, seen(agent(1, mistake=True)), language=language)
        self.wait()

    def wait(self) -> None:
        """Wait for diagnostics, whatever else comes."""
        while self.wire.next().get("method") != "textDocument/publishDiagnostics":
            pass

    def edit(self, text: str) -> None:
        self.version += 1
        self.wire.change(self.uri, self._seen(text), self.version)
        self.wait()

    def ask(self, method: str, line: int, character: int) -> object:
        place = {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": character}}
        return self.wire.result(method, place)

    def check(self) -> None:
        """Refuse a server that is quick because it knows nothing."""
        listed: Any = self.ask("textDocument/completion", 5, 7)
        labels = {one["label"] for one in (listed["items"] if isinstance(listed, dict) else listed)}
        if "blue" not in labels or not self.ask("textDocument/hover", 2, 3):
            raise SystemExit(f"{self.uri}: the server does not know the keys of an agent")


def opened(tools: Path, schema: Path) -> dict[str, Callable[[], Editor]]:
    """Return how each server is started and shown an agent; the one for YAML is told our schema for its keys."""

    def keys_of(text: str) -> str:
        # To a server for YAML the fences and the text below them are other documents; the lines keep their numbers.
        return f"# yaml-language-server: $schema={schema.as_uri()}\n{text.split('---')[1].lstrip()}"

    theirs = ["node", str(tools / "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"]
    return {
        "yaml-language-server": lambda: Editor(Wire(theirs), "file:///project/a.yaml", "yaml", keys_of),
        "agentls": lambda: Editor(Wire(), "file:///project/.claude/agents/reviewer.md", "markdown", str),
    }


def started(open_: Callable[[], Editor]) -> Cost:
    """Return what it takes to start a server and to get the first diagnostics."""
    start = time.perf_counter()
    editor = open_()
    wall = time.perf_counter() - start
    with editor.wire:
        return Cost(wall, processor(editor.wire), memory(editor.wire) / 1e6)


def typed(open_: Callable[[], Editor]) -> dict[str, Cost]:
    """Return what one edit, one completion and one hover take, each as the median, and the memory after all of them."""
    editor = open_()
    found: dict[str, Cost] = {}
    with editor.wire:
        editor.check()
        steps = keystrokes(agent(1, mistake=True))
        states = [next(steps) for _ in range(EDITS)]
        for what in ("an edit, until its diagnostics", "completion", "hover"):
            walls = []
            before = processor(editor.wire)
            for text, at in states:
                line = text.count("\n", 0, at)
                character = at - text.rindex("\n", 0, at) - 1
                start = time.perf_counter()
                if what.startswith("an edit"):
                    editor.edit(text)
                elif what == "completion":
                    editor.ask("textDocument/completion", line, character)
                else:
                    editor.ask("textDocument/hover", 2, 3)
                walls.append(time.perf_counter() - start)
            each = (processor(editor.wire) - before) / len(states)
            found[what] = Cost(median(walls), each, memory(editor.wire) / 1e6)
    return found


def spread(values: list[float], digits: int) -> str:
    around = f" ({min(values):.{digits}f}-{max(values):.{digits}f})" if len(values) > 1 else ""
    return f"{median(values):.{digits}f}{around}"


def check_rows(tools: Path, sizes: tuple[int, ...]) -> list[str]:
    rows = [
        "| agents | program | seconds on the clock | seconds of the processor | memory | times faster than agnix, clock | processor |",
        "|--:|---|--:|--:|--:|--:|--:|",
    ]
    for size in sizes:
        taken = checks(tools, size)
        theirs = [median(column) for column in zip(*taken["agnix"], strict=True)]
        for name, costs in taken.items():
            wall, used, most = ([getattr(one, field) for one in costs] for field in Cost._fields)
            ratios = f"{theirs[0] / median(wall):.2f} | {theirs[1] / median(used):.2f}"
            rows.append(
                f"| {size:,} | {name} | {spread(wall, 2)} | {spread(used, 2)} | {median(most):.0f} MB | "
                f"{'' if name == 'agnix' else ratios} |".replace("|  |", "| | |")
            )
    return rows


def editor_rows(tools: Path) -> list[str]:
    rows = [
        "| | yaml-language-server, clock | agentls, clock | times | yaml-language-server, processor | agentls, processor | times |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder, "agent.json")
        command = [*SERVER[:-1], "schema", "claude-code/agent"]
        schema.write_bytes(subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, check=True).stdout)
        servers = opened(tools, schema)
        starts = in_turns({name: partial(started, open_) for name, open_ in servers.items()}, STARTS)
        runs = [{name: typed(open_) for name, open_ in servers.items()} for _ in range(3)]
    compared = {"start, until the first diagnostics": starts}
    for what in runs[0]["agentls"]:
        compared[what] = {name: [one[name][what] for one in runs] for name in servers}
    for what, costs in compared.items():
        theirs, ours = costs["yaml-language-server"], costs["agentls"]
        cells = []
        for field in ("wall", "processor"):
            both = [[getattr(one, field) * 1000 for one in each] for each in (theirs, ours)]
            ratio = median(both[0]) / median(both[1]) if median(both[1]) else float("nan")
            cells += [f"{spread(both[0], 1)} ms", f"{spread(both[1], 1)} ms", f"{ratio:.1f}"]
        rows.append(f"| {what} | {' | '.join(cells)} |")
    memories = [median(one.memory for one in compared["hover"][name]) for name in servers]
    rows += ["", f"Memory after all of it: yaml-language-server {memories[0]:.0f} MB, agentls {memories[1]:.0f} MB."]
    return rows


def main(arguments: list[str]) -> int:
    """Measure and write the page."""
    tools, *sizes = arguments
    folder = Path(tools).resolve()
    lines = [
        f"Measured on: {machine()}; the least and the most of several runs in brackets.",
        "",
        "## Checking a project",
        "",
        "One project; each agent has 5 KB, every tenth a tool that does not exist. Both work on all cores; more than a thousand",
        "agents are checked once.",
        "",
        *check_rows(folder, tuple(map(int, sizes)) or SIZES),
        "",
        "## In an editor",
        "",
        "yaml-language-server waits 200 ms after an edit before it looks; the processor tells what the work itself takes.",
        "It sees the keys alone, agentls the whole file.",
        "",
        *editor_rows(folder),
        "",
    ]
    text = "\n".join(lines)
    print(text)
    write_section(PAGE, "peers", text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
