"""The comparison of our data with a release: it names what the program does not say, and what it says beside."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from agentls.knowledge.catalog import catalog

PROGRAM = Path(__file__).resolve().parents[2] / "docs" / "compare_release.py"


def test_names_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    colors = [one.name for one in catalog("claude-code-colors").values]
    texts = ",".join(f'"{one}"' for one in [*colors[1:], "mauve"])
    (tmp_path / "cli.js").write_text(f"var a=[{texts}];", encoding="utf-8")
    run = subprocess.run([sys.executable, str(PROGRAM), str(tmp_path)], capture_output=True, text=True, check=False)
    about = [line for line in run.stdout.splitlines() if line.startswith("claude-code-colors:")]
    assert about == [
        f"claude-code-colors: gone: `{colors[0]}` is no text of the program",
        f"claude-code-colors: new: `mauve` stands in a list beside `{min(colors[1:])}`",
    ]
    assert run.returncode == 1
