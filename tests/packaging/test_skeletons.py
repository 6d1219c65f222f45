"""What `make new-rule` and `make new-dialect` write passes the tests as it is, in a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PARTS = ("docs", "plugin", "schemas", "server", "tests", "vscode-extension")
FILES = ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE")
TESTS = (
    "tests/rules/test_examples.py",
    "tests/rules/test_variations.py",
    "tests/knowledge",
    "tests/engine/test_dialect.py",
    "tests/packaging/test_generated.py",
)
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", "out", "bundled", "*.vsix", ".*_cache")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in (*PARTS, *FILES):
        source, target = PROJECT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=LEFT_OUT)
        else:
            shutil.copy(source, target)
    return tmp_path


def run(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy / "server"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def test_skeletons_pass(copy: Path) -> None:
    for names in (("rule", "odd-shape"), ("dialect", "acme", "agent")):
        written = run(copy, "docs/new.py", *names)
        assert written.returncode == 0, written.stderr
        assert "odd_shape.py" in written.stdout or "schemas/acme/agent.json" in written.stdout
    assert run(copy, "tests/rules/marks.py", "odd-shape").returncode == 0
    for script in ("docs/generate.py", "vscode-extension/scripts/generate.py"):
        assert run(copy, script).returncode == 0
    judged = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "odd or acme or fresh", *TESTS)
    assert judged.returncode == 0, judged.stdout
    format_ = run(copy, "-m", "ruff", "check", "server/agentls/rules/odd_shape.py")
    assert format_.returncode == 0, format_.stdout


def test_nothing_is_written_over(copy: Path) -> None:
    again = run(copy, "docs/new.py", "rule", "unknown-tool")
    assert again.returncode != 0
    assert "is there already" in again.stderr


@pytest.mark.parametrize("arguments", [(), ("rule",), ("rule", "Odd Shape"), ("dialect", "acme"), ("page", "x")])
def test_what_cannot_be_written_is_said(copy: Path, arguments: tuple[str, ...]) -> None:
    refused = run(copy, "docs/new.py", *arguments)
    assert refused.returncode == 2
    assert "make new-rule" in refused.stderr
