"""The files of the project as one index, kept current: from open texts before the disk, file by file."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from agentls.disk import project, system
from agentls.disk.left_out import SKIPPED_FOLDERS, is_left_out
from agentls.disk.meant import collected_at, is_meant
from agentls.disk.plugins import Plugins
from agentls.disk.walk import Walk
from agentls.knowledge import collections
from agentls.knowledge.detection import detect, root_of
from agentls.knowledge.dialect import Dialect, all_dialects, root_markers
from agentls.knowledge.settings import DEFAULTS, Settings
from agentls.project.document import Document
from agentls.project.index import Index
from agentls.project.last_names import LastNames
from agentls.project.names import FileFacts

_log = logging.getLogger(__name__)
Names: TypeAlias = set[tuple[str, str]]
_Stamp: TypeAlias = tuple[int, int, Dialect]


class Workspace:
    """The editor's folders, and what all agent files in them define and use.

    `folders` are searched whole. `open_document` gives the text of a file that is open in the editor, and `settings_in`
    the settings for the files in a folder. `is_read` tells that every file has been read once: before that, nobody
    knows whether a name leads nowhere.
    """

    def __init__(
        self,
        open_document: Callable[[str], Document | None],
        settings_in: Callable[[str], Settings] = lambda _: DEFAULTS,
    ) -> None:
        self.index = Index(project.home())
        self.plugins = Plugins()
        self.folders: tuple[str, ...] = ()
        self.is_read = False
        self._open_document = open_document
        self._settings_in = settings_in
        self._roots: set[str] = set()
        self._stamps: dict[str, _Stamp] = {}
        self._last_names = LastNames()

    def holds(self, path: str) -> bool:
        """Tell whether a path lies in one of the editor's folders that are searched whole."""
        return any(is_below(path, folder) for folder in self.folders if not self._is_everything(folder))

    def _is_everything(self, folder: str) -> bool:
        """Tell whether a folder holds all that somebody has: editors choose it now and then, but it is no project."""
        home = self.index.home
        return home is not None and (home == folder or is_below(home, folder))

    def add_root(self, document: Document) -> bool:
        """Take in the project that an open file belongs to; tell whether it was not known."""
        root = root_of(document.path, document.dialect)
        if root in self._roots or root in self.folders or self.holds(root):
            return False
        self._roots.add(root)
        self.is_read = False
        return True

    def set_folders(self, folders: Iterable[str]) -> None:
        """Take these for the editor's folders from now on; a scan is due."""
        self.folders = tuple(dict.fromkeys(folder.rstrip("/") or "/" for folder in folders))
        self.is_read = False

    def take(self, document: Document) -> Names:
        """Take in what an open document says now, or said last if it cannot be read; return the names that changed."""
        return self.index.update(self._last_names.kept(document, self.plugins.facts_of(document)))

    def reread(self, path: str) -> Names:
        """Take in a file that may have changed in any way on disk, or may be gone; return the names that changed."""
        document = self._open_document(path)
        if document is not None:
            return self.take(document)
        self._last_names.forget(path)
        kind = self.kind_at(path) if system.is_file(path) else None
        if kind is not None and not (kind.is_placed or is_meant(path, kind)):
            kind = None
        if kind is None or not (path in self._stamps or self._is_wanted(path)):
            return self.forget(path)
        self._stamps.pop(path, None)
        return self._read(path, kind)

    def forget(self, path: str) -> Names:
        """Forget a file, or all files of a folder; return the names that they defined."""
        names: Names = set()
        known = self.index.facts(path) is not None
        for one in [path] if known else [one for one in self.index.paths() if is_below(one, path)]:
            self._stamps.pop(one, None)
            names |= self.index.remove(one)
        return names

    def kind_at(self, path: str, text: str | None = None) -> Dialect | None:
        """Return what the file at `path`, which may hold `text`, is for the settings or else for the assistants."""
        settings = self._settings_in(posixpath.dirname(path))
        if settings.leaves_out(path):
            return None
        return settings.kind_of(path) or dialect_at(path, text)

    def _walk(self) -> Walk:
        return Walk(settings_in=self._settings_in)

    def scan(self) -> Iterator[Names]:
        """Read everything that is new or has changed, and forget what is gone, in short steps.

        Yields after each step the names whose definitions have changed by it.
        """
        seen: set[str] = set()
        tops = list(self._tops())
        for top in tops:
            for found in self._walk().steps(top):
                if found is None:
                    yield set()
                    continue
                if found.path not in seen:
                    seen.add(found.path)
                    yield self._read(found.path, found.kind)
        for facts in project.user_memories():
            seen.add(facts.path)
            yield self.index.update(facts)
        for path in [one for one in self.index.paths() if one not in seen]:
            if self._open_document(path) is None:
                yield self.forget(path)
        # With a folder that has been added meanwhile it is not everything yet.
        self.is_read = tops == list(self._tops())

    def scan_below(self, folder: str) -> Iterator[Names]:
        """Read a part of the project anew, where files may be of another kind than before."""
        gone = {path for path in self.index.paths() if is_below(path, folder)}
        # Of folders that are left out, those of installed packages for one, editors tell all the same.
        wanted = self._is_wanted(f"{folder}/_")
        for found in self._walk().steps(Path(folder)) if wanted else ():
            if found is None:
                yield set()
                continue
            self._stamps.pop(found.path, None)
            gone.discard(found.path)
            yield self._read(found.path, found.kind)
        for path in gone:
            if self._open_document(path) is None:
                yield self.forget(path)

    def _read(self, path: str, kind: Dialect) -> Names:
        if self._open_document(path) is not None:
            return set()
        stamp = _stamp(path, kind)
        if stamp is not None and self._stamps.get(path) == stamp:
            return set()
        facts = self._facts(path, kind) if stamp is not None else None
        if stamp is None or facts is None:
            return self.forget(path) if self.index.facts(path) else set()
        self._stamps[path] = stamp
        return self.index.update(facts)

    def _facts(self, path: str, kind: Dialect) -> FileFacts | None:
        try:
            return project.read_facts(path, kind, self.plugins)
        except Exception:
            # One odd file must not keep us from reading all others.
            _log.exception("reading %s failed", path)
            return None

    def _is_wanted(self, path: str) -> bool:
        """Tell whether a scan would come upon the file."""
        for top in self._tops():
            folder = top.as_posix()
            if path == folder or (is_below(path, folder) and not is_left_out(Path(path), top)):
                return True
        return False

    def _tops(self) -> Iterator[Path]:
        """Yield the folders and files to look into, none of them twice."""
        for folder in (*self.folders, *sorted(self._roots)):
            if self._is_everything(folder):
                yield from _near(folder)
            else:
                yield from project.places_around(folder)
        yield from (folder for folder in project.user_folders() if not self.holds(folder.as_posix()))


def is_below(path: str, folder: str) -> bool:
    """Tell whether a path lies in a folder, at any depth."""
    return path.startswith(folder if folder.endswith("/") else f"{folder}/")


def dialect_at(path: str, text: str | None = None) -> Dialect | None:
    """Return the dialect of a file of this machine, by its path and the markers above it or else by what is in it.

    `text` is what the file holds where that is known already.
    """
    folders = [folder.as_posix() for folder in Path(path).parents]
    pairs = ((folder, marker) for folder in folders for marker in root_markers())
    # Two slashes at the beginning would name another machine.
    marked = frozenset(one for one in pairs if system.is_file(f"{one[0].rstrip('/')}/{one[1]}"))
    found = detect(path, marked)
    if found is not None:
        return found
    if text is None:
        return collected_at(path)
    return collections.detect(path, text) if collections.is_candidate(path) else None


def _near(root: str) -> Iterator[Path]:
    """Yield the places right below a project's folder where hosts look for files."""
    names = set()
    for kind in all_dialects():
        if kind.root_marker is None or system.is_file(f"{root}/{kind.root_marker}"):
            names |= {glob.removeprefix("**/").partition("*")[0].rstrip("/") for glob in kind.files} - {""}
    for name in sorted(names):
        top = Path(root, name)
        if system.exists(str(top)) and not SKIPPED_FOLDERS.intersection(top.parts):
            yield top


def _stamp(path: str, kind: Dialect) -> _Stamp | None:
    version = system.version(path)
    return (*version, kind) if version is not None else None
