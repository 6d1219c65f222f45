"""The plugin in the real Claude Code: after it wrote an agent with a mistake, its next request carries our finding.

Runs where the environment variable AGENTLS_TEST_CLAUDE names the program; the model is a small server on loopback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from model import Model

PROJECT = Path(__file__).resolve().parents[2]
PLUGIN = PROJECT / "plugin"
CLAUDE = os.environ.get("AGENTLS_TEST_CLAUDE", "")
AGENT = "---\nname: x\ndescription: Reviews code\ntools: Read, Grpe\n---\n\nReview the code.\n"


def environment(home: Path, url: str = "") -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "TERM": "dumb",
        "DISABLE_AUTOUPDATER": "1",
        "DISABLE_TELEMETRY": "1",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
        "ANTHROPIC_BASE_URL": url,
        "ANTHROPIC_API_KEY": "none",
    }


@pytest.fixture(scope="module")
def claude() -> str:
    if not CLAUDE:
        pytest.skip("AGENTLS_TEST_CLAUDE does not name the program of Claude Code")
    return CLAUDE


def test_the_program_finds_nothing_wrong_with_the_plugin(claude: str, tmp_path: Path) -> None:
    for folder in (PLUGIN, PROJECT):
        command = [claude, "plugin", "validate", str(folder)]
        run = subprocess.run(
            command, env=environment(tmp_path), capture_output=True, text=True, timeout=60, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        assert "warning" not in run.stdout, run.stdout


def test_the_next_request_carries_the_finding(claude: str, tmp_path: Path) -> None:
    home, project = tmp_path / "home", tmp_path / "project"
    home.mkdir()
    (project / ".claude" / "agents").mkdir(parents=True)
    (project / "README.md").write_text("# A project\n", encoding="utf-8")
    written = project / ".claude" / "agents" / "x.md"
    calls = [
        ("Write", {"file_path": str(written), "content": AGENT}),
        *[("Read", {"file_path": str(project / "README.md")})] * 2,
    ]
    model = Model(calls, pause=3)
    model.start()
    try:
        command = [claude, "-p", "write an agent", "--plugin-dir", str(PLUGIN), "--dangerously-skip-permissions"]
        run = subprocess.run(
            command,
            cwd=project,
            env=environment(home, model.url) | {"IS_SANDBOX": "1"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
    finally:
        model.stop()
    said = json.dumps(model.requests[-1]["messages"], ensure_ascii=False)
    assert written.read_text(encoding="utf-8") == AGENT
    assert "Unknown tool `Grpe`" in said
