"""`npx agentls` says what the program says that is installed with pip, of the same files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
AGENT = "---\nname: a\ndescription: Reviews code: now\ntools: Read, Edit, Edit, Grpe\n---\nReview.\n"
pytestmark = pytest.mark.npm


@pytest.fixture
def project(installed: Path) -> Path:
    folder = installed / "project"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / ".claude" / "agents").mkdir(parents=True)
    (folder / ".claude" / "agents" / "a.md").write_text(AGENT, "utf-8")
    return folder


def npx(folder: Path, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = ["npx", "--no-install", "agentls", *words]
    return subprocess.run(command, cwd=folder, input=text, capture_output=True, text=True, check=False)


def pip(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "agentls", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def same(folder: Path, *words: str) -> str:
    ours, theirs = npx(folder, *words), pip(folder, *words)
    assert (ours.returncode, ours.stdout, ours.stderr) == (theirs.returncode, theirs.stdout, theirs.stderr)
    return ours.stdout


def test_a_file_is_checked(project: Path) -> None:
    assert "unknown-tool" in same(project, "check", ".claude/agents/a.md", "--fail-on", "warning")


def test_a_whole_project_is_checked(installed: Path) -> None:
    folder = installed / "examples"
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    assert len(json.loads(same(folder, "check", "--format", "json"))["findings"]) > 20


def test_files_are_named_from_the_root(project: Path) -> None:
    assert "Grpe" in same(project.parent, "check", "--format", "concise", str(project / ".claude"))


def test_a_file_is_mended(project: Path) -> None:
    done = npx(project, "fix")
    assert done.returncode == 0, done.stderr
    text = (project / ".claude" / "agents" / "a.md").read_text("utf-8")
    assert text == AGENT.replace("Edit, Edit", "Edit").replace("Reviews code: now", '"Reviews code: now"')


def test_standard_input_is_read(project: Path) -> None:
    done = npx(project, "check", "-", "--stdin-filename", ".claude/agents/b.md", "--format", "concise", text=AGENT)
    assert "Unknown tool `Grpe`" in done.stdout


@pytest.mark.parametrize("words", [("lsp",), ("check", "--watch"), ("check", "--since=main")])
def test_what_cannot_run_here_says_so(project: Path, words: tuple[str, ...]) -> None:
    done = npx(project, *words)
    assert done.returncode == 2
    assert "needs an installed Python" in done.stderr
    assert len(done.stderr.splitlines()) == 1
