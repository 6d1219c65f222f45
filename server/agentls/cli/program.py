"""Asks the user's own installed assistant what it makes of files: offline, in an empty home, with nothing to run.

    Program(path).version() -> str                      # raises ProgramProblem, as the others do
    Program(path).listed(files) -> dict[str, dict[str, list[str]]]
    Program(path).validated(target) -> dict[str, list[Told]]
    Program(path).diagnosed(place, text) -> list[Told] | None

For a list only the files that are asked about are copied to an empty project, so that no hook and no server is there to
be started. Settings and servers are shown only to the program's check of its own installation, which starts nothing,
each in a project of its own. How the program is asked is data.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from agentls.cli.told import Told, told_in_lines, told_in_report
from agentls.knowledge import resources

_SECONDS = 60
_KEPT = ("PATH", "SYSTEMROOT", "COMSPEC", "LANG")


class ProgramProblem(Exception):  # noqa: N818 - it is shown to people.
    """The program is missing, or does not answer as it should; the text says what to do."""


class Program:
    """One installed program. `facts` says how it is asked."""

    def __init__(self, path: str) -> None:
        self.facts: dict[str, Any] = resources.load("claude-code-program.json")
        # It is started in other folders than the user's own.
        self._path = str(Path(path).absolute()) if Path(path).parent != Path() else path

    def version(self) -> str:
        """Return what the program calls its version."""
        run = self._run(self.facts["version"])
        words = run.stdout.split()
        if run.returncode or not words:
            raise ProgramProblem(f"`{self._path}` does not tell its version; is it {self.facts['host']}?")
        return words[0]

    def listed(self, files: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
        """Return for each kind of answer the names that it has, with the descriptions that the program took.

        `files` are texts by their paths below the folder of a project.
        """
        with tempfile.TemporaryDirectory() as folder:
            _write(folder, files)
            request = json.dumps(self.facts["list"]["request"]) + "\n"
            run = self._run(self.facts["list"]["arguments"], Path(folder), request)
        for line in run.stdout.splitlines():
            found = _answer(line)
            if found is not None:
                return {key: _described(found.get(key, ())) for key in set(self.facts["list"]["answers"].values())}
        raise ProgramProblem(f"`{self._path}` gives no list of what it knows; it may be too old to be asked")

    def validated(self, target: str) -> dict[str, list[Told]]:
        """Return what the program's own check says of the files of a plugin or a folder, by their paths."""
        facts = self.facts["validate"]
        run = self._run([*facts["arguments"], facts["asJson"], target])
        if "unknown command" in run.stderr:
            raise ProgramProblem(f"`{self._path}` cannot check plugins; it is too old to be asked")
        found = told_in_report(run.stdout, facts)
        if found is not None:
            return found
        # Older ones say only of the whole whether it passes.
        run = self._run([*facts["arguments"], target])
        return {target: [Told("", is_loss=True)] if run.returncode else []}

    def validated_files(self, files: Mapping[str, str]) -> dict[str, list[Told]]:
        """Return what the check says of files that are no plugin's, by their paths below the folder of a project."""
        with tempfile.TemporaryDirectory() as folder:
            _write(folder, files)
            target = Path(folder, self.facts["validate"]["project"])
            found = self.validated(str(target)) if target.is_dir() else {}
            known = {str(Path(folder, name).resolve()): name for name in files}
            return {known[path]: told for one, told in found.items() if (path := str(Path(one).resolve())) in known}

    def diagnosed(self, place: str, text: str) -> list[Told] | None:
        """Return what the program says of settings or servers at `place` in a project; `None` when it says nothing."""
        with tempfile.TemporaryDirectory() as folder:
            _write(folder, {place: text})
            run = self._run(self.facts["doctor"]["arguments"], Path(folder))
        return told_in_lines(run.stdout, self.facts["doctor"], place)

    def _run(
        self, arguments: list[str], folder: Path | None = None, text: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run the program in `folder`, or where nothing is."""
        with tempfile.TemporaryDirectory() as home:
            kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
            environment = {**kept, "HOME": home, "USERPROFILE": home, **self.facts["environment"]}
            try:
                return subprocess.run(  # noqa: S603 - the user says which program is to be asked.
                    [self._path, *arguments],
                    cwd=folder or home,
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


def _write(folder: str, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = Path(folder, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))


def _described(listed: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    # What is built in may stand there beside the file that takes its place.
    found: dict[str, list[str]] = {}
    for one in listed:
        # A skill goes by what it calls itself, and by the name of its folder as well.
        for name in (one["name"], *one.get("aliases", ())):
            found.setdefault(name, []).append(str(one.get("description", "")))
    return found


def _answer(line: str) -> dict[str, Any] | None:
    """Return the answer to the request when the line is that."""
    try:
        found = json.loads(line)["response"]["response"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, dict) else None
