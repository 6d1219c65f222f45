"""Measure, in a real VS Code, how long a person waits for the first diagnostics; writes `docs/benchmarks-vscode.md`.

python tests/vscode/measure.py
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from editor import Editor
from installation import installation

from conftest import ROOT, VSIX, broken

MORE = 20
REST = 15
PAGE = """# How long VS Code takes to show the first problems

Measured by `python tests/vscode/measure.py` in VS Code {version} (code-server and Chromium) with Python {python} on
{cores} cores: from the wish to open an agent file with mistakes until VS Code has our diagnostics, in milliseconds.

| Which file | ms |
| --- | ---: |
| first one ever, right after the installation | {ever:.0f} |
| first one of a window, while VS Code itself is still starting | {early:.0f} |
| first one of a window that has come to rest | {rested:.0f} |
| any later one, median of {more} | {later:.0f} |
| any later one, slowest of {more} | {slowest:.0f} |
| for comparison: VS Code's own checks, any later file, median of {more} | {native:.0f} |

The first file of a window has to wait for a Python to be found and for the server to start; the very first one also
until Python has compiled the server. VS Code starts its own Markdown extensions at the same moment. How long it takes
before it can open any file is not in these figures: here, {window:.1f} s from the address to the first answer of an extension.
"""


def measure(home: Path) -> dict[str, float | str]:
    workspace = home / "workspace"
    agents = workspace / ".claude" / "agents"
    agents.mkdir(parents=True)
    for number in range(MORE):
        (agents / f"agent{number}.md").write_text(broken(f"agent{number}"), "utf-8")
        (agents / f"disputed{number}.md").write_text(f"---\nname: disputed{number}\ndescription: x\nmodel: x\n---\n")
    place = installation()
    sys.path.append(str(place.python_packages))
    # Of files that are not open the editor would have heard already.
    settings = {"agentls.interpreter": [sys.executable], "agentls.diagnostics.workspace": "off"}
    editor = Editor(place, home, workspace, VSIX, settings)

    def times(name: str, **wishes: Any) -> list[float]:
        return [editor.ask("time", path=f".claude/agents/{name}{number}.md", **wishes) for number in range(MORE)]

    def again() -> float:
        editor.ask("closeAll")
        time.sleep(3)  # until VS Code has written down that nothing is open
        begin = time.monotonic()
        editor.reload()
        return time.monotonic() - begin

    try:
        time.sleep(REST)
        ever = times("agent")[0]
        window = again()
        early = times("agent")[0]
        again()
        time.sleep(REST)
        rested, *later = times("agent")
        native = times("disputed", source=None)
        return {
            "ever": ever,
            "early": early,
            "rested": rested,
            "later": statistics.median(later),
            "slowest": max(later),
            "native": statistics.median(native),
            "window": window,
            "version": editor.ask("version"),
        }
    finally:
        editor.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder))
    page = PAGE.format(more=MORE - 1, cores=os.cpu_count(), python=platform.python_version(), **found)
    (ROOT / "docs" / "benchmarks-vscode.md").write_text(page, "utf-8")
    print(page)
