"""Asks the user's own installed assistant what it makes of files: offline, in an empty home, with nothing to run.

    Program(path).version() -> str                      # raises ProgramProblem, as the others do
    Program(path).listed(files) -> dict[str, dict[str, list[str]]]
    Program(path).accepts(folder) -> bool

For a list only the files that are asked about are copied to an empty project, so that no hook and no server is there to
be started. How the program is asked is data.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from agentls.knowledge import resources

_SECONDS = 60
_KEPT = ("PATH", "SYSTEMROOT", "COMSPEC", "LANG")


class ProgramProblem(Exception):  # noqa: N818 - it is shown to people.
    """The program is missing, or does not answer as it should; the text says what to do."""


class Program:
    """One installed program. `facts` says how it is asked."""

    def __init__(self, path: str) -> None:
        self.facts: dict[str, Any] = resources.load("claude-code-program.json")
        self._path = path

    def version(self) -> str:
        """Return what the program calls its version."""
        run = self._run(self.facts["version"], Path(tempfile.gettempdir()))
        words = run.stdout.split()
        if run.returncode or not words:
            raise ProgramProblem(f"`{self._path}` does not tell its version; is it {self.facts['host']}?")
        return words[0]

    def listed(self, files: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
        """Return for each kind of answer the names that it has, with the descriptions that the program took.

        `files` are texts by their paths below the folder of a project.
        """
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                file = Path(folder, name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode("utf-8", "surrogatepass"))
            request = json.dumps(self.facts["list"]["request"]) + "\n"
            run = self._run(self.facts["list"]["arguments"], Path(folder), request)
        for line in run.stdout.splitlines():
            found = _answer(line)
            if found is not None:
                return {key: _described(found.get(key, ())) for key in set(self.facts["list"]["answers"].values())}
        raise ProgramProblem(f"`{self._path}` gives no list of what it knows; it may be too old to be asked")

    def accepts(self, folder: str) -> bool:
        """Tell whether the program's own check lets the plugin or marketplace in `folder` pass."""
        run = self._run([*self.facts["validate"]["arguments"], folder], Path(folder))
        if "unknown command" in run.stderr:
            raise ProgramProblem(f"`{self._path}` cannot check plugins; it is too old to be asked")
        return run.returncode == 0

    def _run(self, arguments: list[str], folder: Path, text: str = "") -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as home:
            kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
            environment = {**kept, "HOME": home, "USERPROFILE": home, **self.facts["environment"]}
            try:
                return subprocess.run(  # noqa: S603 - the user says which program is to be asked.
                    [self._path, *arguments],
                    cwd=folder,
                    env=environment,
                    input=text,
                    capture_output=True,
                    encoding="utf-8",
                    errors="replace",
                    timeout=_SECONDS,
                    check=False,
                )
            except FileNotFoundError:
                raise ProgramProblem(f"there is no program `{self._path}`; name that of {self.facts['host']}") from None
            except subprocess.TimeoutExpired:
                raise ProgramProblem(f"`{self._path}` did not answer within {_SECONDS} seconds") from None
            except OSError as error:
                raise ProgramProblem(f"`{self._path}` cannot be run: {error.strerror or error}") from None


def _described(listed: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    # What is built in may stand there beside the file that takes its place.
    found: dict[str, list[str]] = {}
    for one in listed:
        found.setdefault(one["name"], []).append(str(one.get("description", "")))
    return found


def _answer(line: str) -> dict[str, Any] | None:
    """Return the answer to the request when the line is that."""
    try:
        found = json.loads(line)["response"]["response"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, dict) else None
