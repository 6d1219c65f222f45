"""Whole projects for tests of features that look beyond one file: written in a test, or read from a folder."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from agentls.disk.files import read
from agentls.disk.walk import Walk
from agentls.knowledge import collections
from agentls.knowledge.detection import detect, root_of
from agentls.knowledge.dialect import root_markers
from agentls.knowledge.settings import DEFAULTS, Settings
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.index import Index
from agentls.project.snapshot import Snapshot
from agentls.text.positions import apply

HOME = "/home/me"
ROOT = "/p"
CURSOR = "$0"


@dataclass
class Project:
    """Files by their absolute paths, and everything that queries want of them."""

    texts: dict[str, str]
    others: frozenset[str] = frozenset()
    settings: Settings = DEFAULTS

    @classmethod
    def of(cls, files: dict[str, str], *, others: tuple[str, ...] = ()) -> Project:
        """Make a project from texts by path below `/p`; `others` are files without a text that matters."""
        texts = {path if path.startswith("/") else f"{ROOT}/{path}": text for path, text in files.items()}
        return cls(texts, frozenset(path if path.startswith("/") else f"{ROOT}/{path}" for path in others))

    @classmethod
    def at(cls, folder: Path) -> Project:
        """Read the agent files below a folder."""
        texts = {}
        for found in Walk().find(folder):
            try:
                texts[found.path] = read(found.path).text
            except OSError:
                continue
        every = (one.as_posix() for one in folder.rglob("*"))
        return cls(texts, frozenset(every))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents by their paths."""
        marked = {
            (path[: -len(marker) - 1], marker)
            for path in {*self.texts, *self.others}
            for marker in root_markers()
            if path.endswith(f"/{marker}")
        }
        found = {}
        for path, text in self.texts.items():
            kind = detect(path, marked) or collections.detect(path, text)
            if kind is not None:
                found[path] = Document(path, text, kind)
        return found

    @cached_property
    def snapshot(self) -> Snapshot:
        """The state in which queries are answered."""
        index = Index(HOME)
        for document in self.documents.values():
            index.update(facts_of(document, self._plugin_of(document)))
        return Snapshot(self.settings, index, self, HOME, self.documents.get)

    def _plugin_of(self, document: Document) -> str | None:
        marker = document.dialect.root_marker
        if marker is None:
            return None
        root = root_of(document.path, document.dialect)
        found = re.search(r'"name"\s*:\s*"([^"]+)"', self.texts.get(f"{root}/{marker}", ""))
        return found[1] if found else posixpath.basename(root)

    def exists(self, path: str) -> bool:
        """Tell whether a file or a folder is there."""
        return path in self._paths

    @cached_property
    def _paths(self) -> frozenset[str]:
        found = {*self.texts, *self.others}
        for path in tuple(found):
            found.update(parent.as_posix() for parent in PurePosixPath(path).parents)
        return frozenset(found)

    def is_runnable(self, path: str) -> bool:
        """Tell whether a file may be run."""
        return self.exists(path)

    def is_ignored(self, path: str) -> bool:
        """Tell whether git leaves a file out: it leaves out none."""
        return not path

    def listing(self, folder: str) -> list[str]:
        """Return the names in a folder."""
        inside = {path[len(folder) + 1 :] for path in self._paths if path.startswith(f"{folder}/")}
        return sorted({name.partition("/")[0] + ("/" if "/" in name else "") for name in inside})

    def changed(self, edits: dict[str, list[object]], renames: list[tuple[str, str]]) -> Project:
        """Return the project after edits by path, and then renames of files or folders."""
        texts = {path: apply(text, edits.get(path, ())) for path, text in self.texts.items()}  # type: ignore[arg-type]
        others = set(self.others)
        for old, new in renames:
            texts = {_moved(path, old, new): text for path, text in texts.items()}
            others = {_moved(path, old, new) for path in others}
        return Project(texts, frozenset(others), self.settings)


def _moved(path: str, old: str, new: str) -> str:
    return new + path[len(old) :] if path == old or path.startswith(f"{old}/") else path


def at_cursor(files: dict[str, str], *, others: tuple[str, ...] = ()) -> tuple[Project, Document, int]:
    """Return the project, the document that has `$0` in it, and where that stands."""
    path, text = next((path, text) for path, text in files.items() if CURSOR in text)
    found = Project.of({**files, path: text.replace(CURSOR, "", 1)}, others=others)
    absolute = path if path.startswith("/") else f"{ROOT}/{path}"
    return found, found.documents[absolute], text.index(CURSOR)
