"""Starts a real Neovim without a screen and plays a session in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import agentls

HERE = Path(__file__).resolve().parent
CONFIGURATION = HERE.parent.parent / "editors" / "neovim"
SERVER = Path(agentls.__file__).parent.parent


def executable() -> str | None:
    """Return the Neovim that came with the test dependencies, or the one on the PATH."""
    return shutil.which("nvim", path=str(Path(sys.executable).parent)) or shutil.which("nvim")


def play(*steps: dict[str, Any]) -> dict[str, Any]:
    """Do the steps, the first of which opens a file, and return what was shown at each."""
    nvim = executable()
    assert nvim, "Neovim is not installed; it comes with the test dependencies"
    session = {
        "command": [sys.executable, "-m", "agentls", "lsp"],
        "environment": {"PYTHONPATH": str(SERVER)},
        "steps": steps,
    }
    # Nothing of the user's own configuration takes part, and nothing of the session stays behind.
    with tempfile.TemporaryDirectory() as home:
        folders = {f"XDG_{name}_HOME": f"{home}/{name.lower()}" for name in ("CONFIG", "DATA", "STATE", "CACHE")}
        start = [nvim, "--clean", "--headless", "-i", "NONE", "-n", "--cmd", f"set rtp^={CONFIGURATION}"]
        done = subprocess.run(
            [*start, "-S", str(HERE / "session.lua")],
            env={**os.environ, **folders, "SESSION": json.dumps(session)},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, f"Neovim said nothing: {done.stdout}{done.stderr}"
    shown: dict[str, Any] = json.loads(lines[-1])
    assert "failure" not in shown, f"{shown['failure']}: {shown} {done.stderr}"
    return shown
