"""Whether the type checker refuses a changed module: such a change never gets as far as a test."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]


class Checker:
    """Checks one changed module after the other; what they have in common is checked once."""

    def __init__(self, folder: Path) -> None:
        self._copy = folder / "server"
        self._words = [sys.executable, "-m", "mypy.dmypy", "--status-file", str(folder / "status.json")]
        shutil.copytree(_PROJECT / "server" / "agentls", self._copy / "agentls", ignore=shutil.ignore_patterns("*.pyc"))
        shutil.copy(_PROJECT / "pyproject.toml", folder)
        self._folder = folder
        if not self._passes():
            raise SystemExit("the type checker refuses the program as it is")

    def refuses(self, path: Path, tree: ast.Module) -> bool:
        """Tell whether the module at `path` would be refused as `tree`."""
        copy = self._copy / path.relative_to(_PROJECT / "server")
        right = copy.read_text(encoding="utf-8")
        copy.write_text(ast.unparse(tree), encoding="utf-8")
        try:
            return not self._passes()
        finally:
            copy.write_text(right, encoding="utf-8")

    def _passes(self) -> bool:
        words = [*self._words, "run", "--timeout", "600", "--", "server/agentls"]
        return subprocess.run(words, cwd=self._folder, capture_output=True, check=False).returncode == 0

    def stop(self) -> None:
        """End the process that remembers what was checked."""
        subprocess.run([*self._words, "stop"], cwd=self._folder, capture_output=True, check=False)


@contextmanager
def checker() -> Iterator[Checker]:
    """Give a checker that works on a copy of the program."""
    with tempfile.TemporaryDirectory() as folder:
        found = Checker(Path(folder))
        try:
            yield found
        finally:
            found.stop()
