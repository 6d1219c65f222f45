"""Compares `agentls check` with that of an earlier commit, in one run, and writes the figures to docs/benchmarks.md.

    python tests/bench/then.py COMMIT [AGENTS] [MORE-AGENTS]

Both check the same project in turn, one process each, so that whatever else the machine does slows down both. Time is that
of the processor: what others take from it does not count.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sections import write_section

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "benchmarks.md"
RUNS = 7
FEW_RUNS = 3
TEXT = """---
name: agent-{number}
description: Does the work of part {number}, and nothing else; use it when that part has changed.
tools: Read, {tool}, Bash, Agent(agent-{half})
skills: [notes]
{extra}---

# Part {number}

Read `src/part{number}.ts` first. Then see to it that the tests pass.
"""
SKILL = "---\nname: notes\ndescription: Keeps notes.\n---\nKeep notes.\n"


def lay_out(top: Path, agents: int) -> None:
    """Write a project of which every tenth agent has two mistakes."""
    (top / ".claude/agents").mkdir(parents=True)
    (top / ".claude/skills/notes").mkdir(parents=True)
    (top / ".claude/skills/notes/SKILL.md").write_text(SKILL, encoding="utf-8")
    for number in range(agents):
        wrong = number % 10 == 0
        text = TEXT.format(
            number=number, half=number // 2, tool="Grpe" if wrong else "Grep", extra="colour: red\n" if wrong else ""
        )
        (top / f".claude/agents/agent-{number}.md").write_text(text, encoding="utf-8")


def check(server: Path, top: Path, *options: str) -> tuple[float, float]:
    """Return the seconds of the processor and the megabytes at most that a check takes."""
    words = ["check", "--format", "json", *options, "."]
    code = f"import sys; from agentls.cli.main import main; sys.exit(main({words}))"
    if not (server / "agentls/cli/main.py").exists():
        code = f"import sys; from agentls.cli import main; sys.exit(main({words}))"
    environment = {**os.environ, "PYTHONPATH": str(server), "HOME": str(top.parent / "home")}
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=top, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(errors.decode())
    assert isinstance(usage, resource.struct_rusage)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def row(then: Path, agents: int, runs: int) -> str:
    """Return a line of the table: both checks of a project of so many agents, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder, "project")
        lay_out(top, agents)
        server = PROJECT / "server"
        check(server, top)
        measured = [(check(then, top), check(server, top, "--no-cache"), check(server, top)) for _ in range(runs)]
    before, now, again = (median(one[side][0] for one in measured) for side in range(3))
    memory_before, memory_now = (median(one[side][1] for one in measured) for side in range(2))
    return (
        f"| {agents:,} | {before:.2f} s | {now:.2f} s | {before / now:.2f} | {again:.2f} s "
        f"| {memory_before:.0f} MB | {memory_now:.0f} MB |"
    )


def main(arguments: list[str]) -> int:
    """Measure and write the section."""
    commit, *sizes = arguments
    with tempfile.TemporaryDirectory() as folder:
        then = Path(folder, "then")
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", then, commit], cwd=PROJECT, check=True)
        try:
            rows = [
                row(then / "server", int(size), RUNS if int(size) <= 2000 else FEW_RUNS) for size in sizes or ["1000"]
            ]
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", then], cwd=PROJECT, check=True)
    text = "\n".join(
        [
            f"## `agentls check` now and at {commit[:7]}",
            "",
            "One project, one process, in turn; every tenth agent has two mistakes. Seconds of the processor: without",
            "kept answers, and once more with those of the run before. `python tests/bench/then.py COMMIT 1 1000`",
            "",
            f"| agents | {commit[:7]} | now | times faster | now, once more | memory then | memory now |",
            "|--:|--:|--:|--:|--:|--:|--:|",
            *rows,
            "",
        ]
    )
    write_section(PAGE, "then", text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
