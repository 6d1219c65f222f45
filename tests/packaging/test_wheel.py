"""The wheel is whole: built, installed in an environment of its own, it checks files and answers an editor."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(PROJECT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with nothing but the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return python


def test_the_wheel_holds_the_knowledge_and_the_pages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for source, target in (("schemas", "agentls/schemas"), ("docs/rules", "agentls/docs/rules")):
        files = [path for path in (PROJECT / source).rglob("*") if path.suffix in (".json", ".md")]
        assert len(files) > 10
        assert {f"{target}/{path.relative_to(PROJECT / source).as_posix()}" for path in files} <= names
    assert "agentls/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "server/", "vscode-extension/"))]


def test_it_checks_files(python: Path, tmp_path: Path) -> None:
    file = tmp_path / ".claude/agents/a.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\nname: a\ndescription: Reviews.\ntools: Read, Grpe\n---\nReview.\n", encoding="utf-8")
    command = [str(python.parent / "agentls"), "check", "--format", "json"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    (finding,) = json.loads(run.stdout)["findings"]
    assert finding["rule"] == "unknown-tool"


def test_it_answers_an_editor(python: Path) -> None:
    messages = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    ]
    sent = b"".join(_framed(message) for message in messages)
    command = [str(python.parent / "agentls"), "--stdio"]
    run = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert b'"hoverProvider"' in run.stdout
    assert b'"name": "agentls"' in run.stdout or b'"name":"agentls"' in run.stdout


def _framed(message: dict[str, object]) -> bytes:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
