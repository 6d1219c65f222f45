"""Starts a real Neovim without a screen and plays a session in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

import agentls

HERE = Path(__file__).resolve().parent
CONFIGURATION = HERE.parent.parent / "editors" / "neovim"
SERVER = Path(agentls.__file__).parent.parent
_SERVER = """
vim.cmd('filetype plugin indent on')
local session = vim.json.decode(vim.env.SESSION)
vim.lsp.config('agentls', { cmd = session.command, cmd_env = session.environment })
"""


def executable() -> str | None:
    """Return the Neovim that came with the test dependencies, or the one on the PATH."""
    return shutil.which("nvim", path=str(Path(sys.executable).parent)) or shutil.which("nvim")


def settings() -> str:
    """Return what the README tells to put into `init.lua`, but for the address of the server and the sample at its end."""
    page = (CONFIGURATION / "README.md").read_text(encoding="utf-8").partition("\n## Settings")[0]
    blocks = [
        textwrap.dedent(block) for block in re.findall(r"^ *```lua\n(.*?)^ *```$", page, re.DOTALL | re.MULTILINE)
    ]
    assert len(blocks) == 2
    return "\n".join((_SERVER, *blocks))


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
        init = Path(home, "init.lua")
        init.write_text(settings(), encoding="utf-8")
        start = [nvim, "--clean", "-u", str(init), "--headless", "-i", "NONE", "-n"]
        start += ["--cmd", f"set rtp^={CONFIGURATION}"]
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
