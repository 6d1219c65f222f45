"""All fuzzers, one after the other, each for a third of the time: `make fuzz SECONDS=3600`.

    python tests/fault/fuzz/run.py SECONDS [SEED [FUZZER]]

Prints edits, faults and the slowest answers of each; ends with 1 when one of them has found something.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from kept import KEPT

_FUZZERS = ("engine", "guided", "stdio")


def _told(process: subprocess.Popen[bytes]) -> str:
    """Print what a fuzzer finds as it finds it, and return its summary; what its libraries say is left out."""
    assert process.stdout is not None
    summary, last = "", ""
    for line in process.stdout:
        text = line.decode("utf-8", "replace").rstrip()
        if text.startswith("fault: ") or "not installed" in text:
            print(text, flush=True)
        elif text.startswith("summary: "):
            summary = text
        last = text or last
    return summary or last


def main(seconds: float, seed: int, names: tuple[str, ...]) -> int:
    """Run them, each for its share of the time, and return the exit status."""
    tests = Path(__file__).resolve().parents[2]
    paths = [tests / "fault" / "fuzz", tests / "fault", tests / "lsp", tests.parent / "server"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    worst = 0
    print(f"seed {seed}; what breaks, and what is slow, is kept in {KEPT}", flush=True)
    for name in names:
        print(f"== {name}", flush=True)
        script = Path(__file__).with_name(f"{name}.py")
        share = f"{seconds / len(names):.0f}"
        command = [sys.executable, str(script), share, str(seed)]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            summary = _told(process)
        print(summary, flush=True)
        worst = max(worst, int(process.returncode != 0), int('"faults": {}' not in summary and "{" in summary))
    return worst


if __name__ == "__main__":
    given = sys.argv[1:]
    seed = int(given[1]) if given[1:] else int(time.time())
    sys.exit(main(float(given[0]) if given else 300, seed, tuple(given[2:]) or _FUZZERS))
