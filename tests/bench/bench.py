"""Measures what somebody waits for, and writes docs/benchmarks.md.

    python tests/bench/bench.py [--quick]

Medians of many runs on this machine, beside a server that does nothing at all in the same run: the ratios say more than the
milliseconds.
"""

from __future__ import annotations

import compileall
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "server"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lsp"))

from wire import ENVIRONMENT, SERVER, Wire

from agentls.features import hover
from agentls.features.completion import complete
from agentls.knowledge.detection import detect
from agentls.lsp.state.workspace import Workspace
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.rules.lint import lint
from sections import write_section

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parents[1] / "server" / "agentls"
PAGE = HERE.parent.parent / "docs" / "benchmarks.md"
URI = "file:///project/.claude/agents/reviewer.md"
QUICK = "--quick" in sys.argv
KEYSTROKES = 40 if QUICK else 300
STARTS = 2 if QUICK else 9
SIZES = (100, 1000) if QUICK else (1000, 10_000)
INDEXED = (100, 1000) if QUICK else (100, 1000, 10_000)
TOOLS = [
    "Read",
    "Write",
    "Edit",
    "Grep",
    "Glob",
    "Bash",
    "WebFetch",
    "WebSearch",
    "TodoWrite",
    "NotebookEdit",
    "Agent",
    "Skill",
]
WORDS = [
    "review",
    "the",
    "change",
    "and",
    "say",
    "what",
    "would",
    "break",
    "before",
    "it",
    "does",
    "name",
    "each",
    "file",
    "with",
    "its",
    "line",
    "keep",
    "it",
    "short",
]
ABLE = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
    }
}


def agent(number: int, mistake: bool = False) -> str:
    """Return an agent file as people write them: a dozen lines of frontmatter, four kilobytes of text."""
    choose = random.Random(number)
    tools = choose.sample(TOOLS, 5) + (["Grpe"] if mistake else [])
    body = "\n\n".join(" ".join(choose.choices(WORDS, k=60)) + "." for _ in range(12))
    return (
        f"---\nname: agent-{number}\ndescription: Reviews part {number} of the code. Use it after every change of that part.\n"
        f"tools: {', '.join(tools)}\nmodel: {choose.choice(['sonnet', 'opus', 'haiku'])}\ncolor: blue\n"
        f"permissionMode: acceptEdits\nmaxTurns: 20\nskills:\n  - testing\n  - style\nmemory: project\n---\n\n# Task\n\n{body}\n"
    )


def keystrokes(text: str) -> Iterator[tuple[str, int]]:
    """Yield the text after each keystroke of somebody who adds tools and takes them away again, and where they are."""
    place = text.index("\nmodel:")
    typed = ""
    while True:
        for character in ", Bash(git diff:*), Gre":
            typed += character
            yield text[:place] + typed + text[place:], place + len(typed)
        while typed:
            typed = typed[:-1]
            yield text[:place] + typed + text[place:], place + len(typed)


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def edit(wire: Wire, text: str, version: int) -> None:
    wire.change(URI, text, version)
    wire.published()


def in_an_editor() -> list[tuple[str, list[float], list[float], list[float]]]:
    """Return for each kind of message the times of agentls, and of both servers that do nothing, taken in turns."""
    idle = [sys.executable, str(HERE / "nothing.py")]
    with Wire() as ours, Wire([*idle, "same"]) as same, Wire([*idle, "pygls"]) as plain:
        wires = (ours, same, plain)
        text = agent(1, mistake=True)
        for wire in wires:
            wire.initialize(ABLE)
            wire.open(URI, text)
            wire.published()
        times: dict[str, list[list[float]]] = {}

        def measure(kind: str, wire: Wire, act: Callable[[], object]) -> None:
            times.setdefault(kind, [[] for _ in wires])[wires.index(wire)].append(milliseconds(act))

        steps = keystrokes(text)
        for version in range(2, KEYSTROKES + 2):
            now, at = next(steps)
            line = now.count("\n", 0, at)
            position = {"line": line, "character": at - now.rindex("\n", 0, at) - 1}
            place = {"textDocument": {"uri": URI}, "position": position}
            on_word = {**place, "position": {"line": 3, "character": 8}}
            for wire in wires:
                measure("keystroke: edit to diagnostics", wire, partial(edit, wire, now, version))
                measure("completion", wire, partial(wire.result, "textDocument/completion", place))
                # The first look elsewhere ends the typing, and has the file judged again; later ones only explain.
                wire.result("textDocument/hover", on_word)
                wire.silence()
                measure("hover", wire, partial(wire.result, "textDocument/hover", on_word))
    return [(kind, *three) for kind, three in times.items()]


def in_the_engine() -> list[tuple[str, list[float]]]:
    """Return the times of the work itself, without any protocol."""
    dialect = detect(".claude/agents/reviewer.md")
    assert dialect
    snapshot = Snapshot()
    judged, completed, hovered = [], [], []
    steps = keystrokes(agent(1, mistake=True))
    for number in range(KEYSTROKES + 20):
        text, at = next(steps)
        document = Document("/.claude/agents/reviewer.md", text, dialect)
        times = (
            milliseconds(partial(lint, document, snapshot, at)),
            milliseconds(partial(complete, document, snapshot, at, snippets=True)),
            milliseconds(partial(hover.hover, document, snapshot, text.index("sonnet") if "sonnet" in text else 4)),
        )
        if number >= 20:
            for one, kind in zip(times, (judged, completed, hovered), strict=True):
                kind.append(one)
    return [("keystroke: read and judge the file", judged), ("completion", completed), ("hover", hovered)]


def cold_start() -> dict[str, float]:
    """Return the medians of starting, in milliseconds; each round starts every program once, so that noise is shared."""
    nothing = [sys.executable, str(HERE / "nothing.py"), "pygls"]
    programs: dict[str, Callable[[], float]] = {
        "Python itself": partial(run_python, "pass"),
        "Python importing lsprotocol": partial(run_python, "import lsprotocol.types"),
        "plain pygls, to the answer to `initialize`": partial(start, nothing),
        "agentls, to the answer to `initialize`": partial(start, None),
        "agentls, to the first diagnostics": partial(start, None, agent(1, mistake=True)),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(STARTS):
        for name, program in programs.items():
            times[name].append(program())
    return {name: median(found) for name, found in times.items()}


def start(command: list[str] | None, text: str | None = None) -> float:
    """Return the milliseconds from starting a server to its answer to `initialize`, or to the diagnostics of `text`."""
    begin = time.perf_counter()
    with Wire(command) as wire:
        wire.initialize(ABLE)
        if text is not None:
            wire.open(URI, text)
            wire.published()
        return (time.perf_counter() - begin) * 1000


def run_python(code: str) -> float:
    return milliseconds(lambda: subprocess.run([sys.executable, "-c", code], check=True, env=ENVIRONMENT))


def whole_project(size: int) -> float:
    """Return the seconds that `agentls check` takes for a project with so many agents, of which it knows nothing yet."""
    with tempfile.TemporaryDirectory() as folder:
        agents = Path(folder, ".claude", "agents")
        agents.mkdir(parents=True)
        for number in range(size):
            (agents / f"agent-{number}.md").write_text(agent(number, mistake=number % 10 == 0), encoding="utf-8")
        command = [*SERVER[:-1], "check", "--no-cache", "--format", "json", folder]
        runs = 1 if size > 5000 or QUICK else 3
        return (
            median(
                milliseconds(lambda: subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, check=False))
                for _ in range(runs)
            )
            / 1000
        )


def project_of(size: int, folder: str) -> Path:
    """Make a project of so many agents, each of which starts two others and knows a skill; return one of them."""
    top = Path(folder)
    agents = top / ".claude" / "agents"
    agents.mkdir(parents=True)
    for number in range(size):
        others = f"Agent(agent-{number // 2}, agent-{(number * 7 + 1) % size}), "
        text = (
            agent(number).replace("tools: ", f"tools: {others}").replace("  - testing\n", f"  - skill-{number % 50}\n")
        )
        (agents / f"agent-{number}.md").write_text(text, encoding="utf-8")
    for number in range(min(size, 50)):
        skill = top / ".claude" / "skills" / f"skill-{number}" / "SKILL.md"
        skill.parent.mkdir(parents=True)
        skill.write_text(
            f"---\nname: skill-{number}\ndescription: Does part {number}.\n---\nDo it.\n", encoding="utf-8"
        )
    return agents / f"agent-{size // 2}.md"


def memory(wire: Wire) -> int:
    """Return the bytes that the server has of the machine's memory; only Linux tells."""
    status = Path(f"/proc/{wire.process.pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS")), 0)


def indexed(size: int) -> dict[str, float]:
    """Return what it costs to read a project, to ask meanwhile, and to keep it current."""
    with tempfile.TemporaryDirectory() as folder, Wire() as wire:
        file = project_of(size, folder)
        text, uri = file.read_text(encoding="utf-8"), file.as_uri()
        place = {"textDocument": {"uri": uri}, "position": {"line": 3, "character": 8}}
        wire.initialize(ABLE)
        wire.settle()
        before = memory(wire)
        start = time.perf_counter()
        added = {"added": [{"uri": Path(folder).as_uri(), "name": "project"}], "removed": []}
        wire.notify("workspace/didChangeWorkspaceFolders", {"event": added})
        wire.open(uri, text)
        waits: list[float] = []
        while not wire.result("agentls/status", {"uri": ""})["ready"]:
            waits.append(milliseconds(partial(wire.result, "textDocument/hover", place)))
            time.sleep(0.005)
        seconds = time.perf_counter() - start
        kilobytes = (memory(wire) - before) / size / 1000
        wire.silence()
        begin = text.index("agent-", 4)
        edits = []
        for version in range(2, KEYSTROKES // 3 + 2):
            now = text[:begin] + "x" * (version % 3) + text[begin:]
            wire.change(uri, now, version)
            start = time.perf_counter()
            wire.result("agentls/status", {"uri": ""})
            edits.append((time.perf_counter() - start) * 1000)
            wire.silence()
    return {"seconds": seconds, "wait": max(waits, default=0), "kilobytes": kilobytes, "edit": median(edits)}


def update_of_index(size: int) -> float:
    """Return the milliseconds that the index alone takes for an edit that changes a name which others use."""
    with tempfile.TemporaryDirectory() as folder:
        path = project_of(size, folder)
        workspace = Workspace(lambda _: None)
        workspace.set_folders([Path(folder).as_posix()])
        for _ in workspace.scan():
            pass
        kind, text = detect(path.as_posix()), path.read_text(encoding="utf-8")
        assert kind
        times = []
        for number in range(100):
            document = Document(
                path.as_posix(), text.replace("name: agent-", f"name: {'x' * (number % 2)}agent-"), kind
            )
            _ = document.reading
            start = time.perf_counter()
            workspace.index.involved(workspace.take(document))
            times.append((time.perf_counter() - start) * 1000)
        return median(times)


def index_report() -> list[str]:
    lines = ["", "## The project's index, in the server", ""]
    lines += [
        "Each agent starts two others and knows a skill. While the files are read, answers are asked for all the time."
    ]
    lines += [
        "An edit changes the name of an agent that others start; it is judged anew with everything that names it.",
        "",
    ]
    lines += [
        "| files | read in | each | longest wait for an answer | memory a file | edit, the index alone | edit with diagnostics |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    results = []
    for size in INDEXED:
        found, update = indexed(size), update_of_index(size)
        results.append((found, update))
        lines.append(
            f"| {size:,} | {found['seconds']:.2f} s | {found['seconds'] / size * 1000:.2f} ms | {found['wait']:.0f} ms "
            f"| {found['kilobytes']:.1f} KB | {update:.2f} ms | {found['edit']:.1f} ms |"
        )
    (small, small_update), (large, large_update) = results[-2], results[-1]
    lines += [
        "",
        f"{INDEXED[-1] // INDEXED[-2]} times the files take {large['seconds'] / small['seconds']:.1f} times as long to read;",
        f"an edit takes the index {large_update / small_update:.1f} times as long.",
    ]
    return lines


def tenth(times: list[float]) -> float:
    """Return the time that one in ten is slower than."""
    return sorted(times)[int(len(times) * 0.9)]


def machine() -> str:
    model = platform.processor() or platform.machine()
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        model = next(
            (line.split(":")[1].strip() for line in facts.read_text().splitlines() if "model name" in line), model
        )
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, {platform.python_implementation()} {platform.python_version()}"


def report() -> str:
    lines = [f"Measured on: {machine()}.", ""]
    lines += ["## In an editor, over standard input and output", ""]
    lines += [
        "An agent file of 5 KB, one keystroke after the other. The server that does nothing reads the same messages over the"
    ]
    lines += ["same kind of connection and answers with nothing; the last column is the same in plain pygls.", ""]
    lines += [
        "| | agentls, median | 90 % within | doing nothing | ratio | doing nothing, plain pygls |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind, ours, same, plain in in_an_editor():
        ratio = median(ours) / median(same)
        lines.append(
            f"| {kind} | {median(ours):.2f} ms | {tenth(ours):.2f} ms | {median(same):.2f} ms | {ratio:.1f} | {median(plain):.2f} ms |"
        )
    lines += ["", "## The work itself, without a protocol", "", "| | median | 90 % within |", "|---|--:|--:|"]
    lines += [f"| {kind} | {median(times):.2f} ms | {tenth(times):.2f} ms |" for kind, times in in_the_engine()]
    lines += ["", "## Cold start", "", "| from starting the process | median |", "|---|--:|"]
    starts = cold_start()
    lines += [f"| {what} | {value:.0f} ms |" for what, value in starts.items()]
    _, library, plain, answer, first = starts.values()
    lines += [
        "",
        f"The first diagnostics come after {first / plain:.2f} times, the answer to `initialize` after {answer / plain:.2f}",
        f"times what plain pygls needs to answer `initialize`. Importing lsprotocol alone is {library / first:.0%} of the way.",
        "Bytecode is compiled before, as an installation does it.",
        "",
    ]
    lines += ["## A whole project: `agentls check`", "", "| agents | seconds | for each |", "|--:|--:|--:|"]
    seconds = [whole_project(size) for size in SIZES]
    lines += [
        f"| {size:,} | {took:.2f} | {took / size * 1000:.2f} ms |" for size, took in zip(SIZES, seconds, strict=True)
    ]
    growth = seconds[1] / seconds[0]
    lines += ["", f"{SIZES[1] // SIZES[0]} times the agents take {growth:.1f} times as long."]
    lines += index_report()
    return "\n".join(lines) + "\n"


def main() -> None:
    compileall.compile_dir(str(PACKAGE), quiet=1)
    text = report()
    print(text)
    if QUICK:
        return
    write_section(PAGE, "measured", text)


if __name__ == "__main__":
    main()
