"""A check of a small project without mistakes loads what it needs, and nothing that only others need."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_AGENT = """\
---
name: reviewer
description: "Reviews a change"
tools: [Read, Grep]
---

Review the change.
"""
_CODE = """
import sys
from agentls.cli.main import main
status = main(["check", "--format", "json", "--no-cache", "."])
print(*sys.modules, file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules that are loaded once the check is over."""
    project = tmp_path_factory.mktemp("project")
    agent = project / ".claude/agents/reviewer.md"
    agent.parent.mkdir(parents=True)
    agent.write_text(_AGENT, encoding="utf-8")
    environment = {**os.environ, "HOME": str(project)}
    run = subprocess.run(
        [sys.executable, "-c", _CODE], cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    assert '"findings": []' in run.stdout
    return frozenset(run.stderr.split())


@pytest.mark.parametrize(
    "name",
    [
        "yaml",  # plain lines need no parser.
        "dataclasses",  # Python compiles a text to make each of them, and loads what takes functions apart.
        "inspect",
        "logging",  # nothing is written to the log.
        "hashlib",  # nothing is kept.
        "shutil",  # no file is moved or packed.
        "copy",
        "string",
        "agentls.cli.log_lines",
        "agentls.syntax.yaml.entries",  # no block is broken.
        "agentls.syntax.yaml.explaining",
        "agentls.syntax.toml",  # neither a file nor the settings are TOML.
    ],
)
def test_what_only_others_need_is_not_loaded(loaded: frozenset[str], name: str) -> None:
    assert name not in loaded
