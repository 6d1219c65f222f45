"""A release is the same whoever builds it, has one version, and names what others have written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from agentls import __version__

ROOT = Path(__file__).resolve().parents[2]


def build(target: Path) -> str:
    """Build all of it, some time in the past, and return the sums."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, str(ROOT / "release" / "build.py"), str(target)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return (target / "SHA256SUMS").read_text("utf-8")


@pytest.mark.npm
def test_a_release_is_the_same_twice_in_a_row(tmp_path: Path) -> None:
    first = build(tmp_path / "first")
    assert len(first.splitlines()) == 5
    assert build(tmp_path / "second") == first
    for name in (f"agentls-{__version__}.vsix", f"agentls-site-{__version__}.zip"):
        with zipfile.ZipFile(tmp_path / "first" / name) as packed:
            notices = next(one for one in packed.namelist() if one.endswith("THIRD_PARTY_NOTICES.txt"))
            assert "PyYAML" in packed.read(notices).decode()
    with tarfile.open(tmp_path / "first" / f"agentls-{__version__}.tgz") as npm:
        assert "package/THIRD_PARTY_NOTICES.txt" in npm.getnames()


def test_the_version_stands_in_one_place() -> None:
    script = ROOT / "vscode-extension" / "scripts" / "generate.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f'\nversion = "{__version__}"\n' in (ROOT / "pyproject.toml").read_text("utf-8")
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), ROOT / "npm" / "README.md"]
    named = {found for page in pages for found in re.findall(r"agentls[@-]v?(\d+\.\d+\.\d+)", page.read_text("utf-8"))}
    assert named == {__version__}
