"""What every query receives beside the document: the state of the project at one moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agentls.knowledge.settings import DEFAULTS, Settings
from agentls.project.document import Document
from agentls.project.index import Index


class Files(Protocol):
    """What the engine may ask about the file system. Paths have `/` between their parts and are absolute."""

    def exists(self, path: str) -> bool:
        """Tell whether there is a file or folder at `path`."""
        ...

    def is_runnable(self, path: str) -> bool:
        """Tell whether the file at `path` may be run, as a script that is called by its name must be."""
        ...

    def is_ignored(self, path: str) -> bool:
        """Tell whether git leaves out what is, or would be, at `path`."""
        ...

    def listing(self, folder: str) -> list[str]:
        """Return the names in `folder`, folders with a `/` at their end; empty when there is none."""
        ...


class NoFiles:
    """Stands in where there is no file system to ask: nothing is ever missing."""

    def exists(self, path: str) -> bool:
        """Return true for every path."""
        return bool(path)

    def is_runnable(self, path: str) -> bool:
        """Return true for every path."""
        return bool(path)

    def is_ignored(self, path: str) -> bool:
        """Return false for every path."""
        return not path

    def listing(self, folder: str) -> list[str]:
        """Return nothing."""
        return []


def no_document(path: str) -> Document | None:
    """Stand in where no file can be read but the one that is asked about."""
    del path
    return None


class Snapshot:
    """Settings, the names of the project, and a view of its files, as they are now.

    `document_at` gives the agent file at a path as it is now, in the editor if it is open there, else on disk.
    """

    def __init__(
        self,
        settings: Settings = DEFAULTS,
        index: Index | None = None,
        files: Files | None = None,
        home: str | None = None,
        document_at: Callable[[str], Document | None] = no_document,
    ) -> None:
        self.settings = settings
        self.index = Index() if index is None else index
        self.files = NoFiles() if files is None else files
        self.home = home
        self.document_at = document_at

    def changed(
        self,
        *,
        settings: Settings | None = None,
        index: Index | None = None,
        files: Files | None = None,
        document_at: Callable[[str], Document | None] | None = None,
    ) -> Snapshot:
        """Return the same state but for what is given."""
        return Snapshot(
            self.settings if settings is None else settings,
            self.index if index is None else index,
            self.files if files is None else files,
            self.home,
            self.document_at if document_at is None else document_at,
        )
