"""Measure, in a real VS Code, how long a person waits for the first diagnostics; prints one line of JSON.

python tests/vscode/measure.py
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path

from editor import Editor
from installation import installation

from conftest import VSIX, broken

MORE = 20


def measure(home: Path) -> dict[str, float]:
    workspace = home / "workspace"
    agents = workspace / ".claude" / "agents"
    agents.mkdir(parents=True)
    for number in range(MORE + 1):
        (agents / f"agent{number}.md").write_text(broken(f"agent{number}"), "utf-8")
    place = installation()
    sys.path.append(str(place.python_packages))
    editor = Editor(place, home, workspace, VSIX, {"agentls.interpreter": [sys.executable]})
    try:
        first, *more = [editor.ask("time", path=f".claude/agents/agent{number}.md") for number in range(MORE + 1)]
    finally:
        editor.close()
    return {"first file, server not yet running": round(first), "next files, median": round(statistics.median(more))}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))))
