"""Measures a check of one clean file beside a Python that imports yaml and argparse, for docs/benchmarks.md.

    python tests/bench/one_file.py

All are started in turn, one process each. Time is that of the processor: what others take from it does not count.
"""

from __future__ import annotations

import compileall
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
RUNS = 31
FILE = ".claude/agents/reviewer.md"
TEXT = "---\nname: reviewer\ndescription: Reviews a change; use it before each commit.\ntools: Read, Grep\n---\nRead the change.\n"
CHECK = "import sys; from agentls.cli.main import main; sys.exit(main(['check', '-q', {words}]))"
PROGRAMS = {
    "Python itself": "pass",
    "Python that imports yaml and argparse": "import yaml, argparse",
    "`agentls check`, for the first time": CHECK.format(words=f"'--no-cache', '{FILE}'"),
    "`agentls check`, once more": CHECK.format(words=f"'{FILE}'"),
}


def seconds(code: str, top: Path) -> float:
    """Return the seconds of the processor that Python takes for `code`, from its start to its end."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "server"), "HOME": str(top.parent / "home")}
    environment.pop("XDG_CACHE_HOME", None)
    process = subprocess.Popen([sys.executable, "-c", code], cwd=top, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{code} ended with {os.waitstatus_to_exitcode(status)}")
    assert isinstance(usage, resource.struct_rusage)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    """Measure and write the section."""
    compileall.compile_dir(str(PROJECT / "server"), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder, "project")
        (top / FILE).parent.mkdir(parents=True)
        (top / FILE).write_text(TEXT, encoding="utf-8")
        seconds(PROGRAMS["`agentls check`, once more"], top)
        rounds = [[seconds(code, top) for code in PROGRAMS.values()] for _ in range(RUNS)]
    medians = [median(one[number] for one in rounds) * 1000 for number in range(len(PROGRAMS))]
    text = "\n".join(
        [
            "## One clean file",
            "",
            f"Milliseconds of the processor, from start to end; each in turn, the middle one of {RUNS} rounds.",
            "`python tests/bench/one_file.py`",
            "",
            "| | | times Python with yaml and argparse |",
            "|---|--:|--:|",
            *(
                f"| {name} | {took:.0f} ms | {took / medians[1]:.2f} |"
                for name, took in zip(PROGRAMS, medians, strict=True)
            ),
            "",
        ]
    )
    write_section(PAGE, "one-file", text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
