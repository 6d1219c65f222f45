"""A file system that notes what it is asked: what is asked twice about one file, and what to ask again another day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agentls.project.snapshot import Files


class Asking:
    """The `files`, of which each question is asked once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._answers: dict[tuple[str, str], Any] = {}

    def forget(self) -> None:
        """Forget what was asked: the questions from now on are about another file."""
        self._answers.clear()

    def exists(self, path: str) -> bool:
        """Tell whether there is a file or folder at `path`."""
        return bool(self._once("exists", path))

    def is_runnable(self, path: str) -> bool:
        """Tell whether the file at `path` may be run."""
        return bool(self._once("is_runnable", path))

    def is_ignored(self, path: str) -> bool:
        """Tell whether git leaves out the file at `path`."""
        return bool(self._once("is_ignored", path))

    def listing(self, folder: str) -> list[str]:
        """Return the names in `folder`."""
        return list(self._once("listing", folder))

    def _once(self, name: str, path: str) -> Any:
        if (name, path) not in self._answers:
            self._answers[name, path] = getattr(self._files, name)(path)
        return self._answers[name, path]

    def answers(self) -> Iterator[tuple[str, str, Any]]:
        """Yield each question, as the name of a method and a path, with its answer."""
        return ((name, path, answer) for (name, path), answer in self._answers.items())
