"""All rules are there where we are installed as bytecode alone, as in a browser."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from pathlib import Path

import agentls
from agentls.rules import all_rules

_CODE = "from agentls.rules import all_rules; print(*(rule.id for rule in all_rules()))"


def test_bytecode_alone_has_all_rules(tmp_path: Path) -> None:
    package = Path(agentls.__file__).parent
    copied = tmp_path / "agentls"
    shutil.copytree(package, copied, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(package.parents[1] / "schemas", tmp_path / "schemas")
    assert compileall.compile_dir(copied, quiet=1, legacy=True)
    for path in copied.rglob("*.py"):
        path.unlink()
    found = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {_CODE}"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    assert found.stdout.split() == [rule.id for rule in all_rules()]
