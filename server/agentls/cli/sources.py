"""Which files a check is about, and their texts, read anew whenever they are asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from agentls.disk import configuration, files, system
from agentls.disk.walk import Found, Walk
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.settings import DEFAULTS, Settings
from agentls.project.document import Document

# As many documents stay in memory between finding the names and judging; the others are read twice.
_MOST_KEPT = 1000
_MOST_CHARACTERS_KEPT = 4_000_000


#: A file to check; the path of a text without one is empty.
Source: TypeAlias = Found


class Sources:
    """The files that the user has named, or that lie below the folders named.

    `problems` collects what cannot be checked, `passed` what was left out on purpose, as pairs of path and reason.
    With `ignores_unknown` files that are named and that no assistant reads are passed over: whoever calls us names
    every file there is. `settings` say what is left out although it is named or found, and what files are that no host
    looks for.
    """

    def __init__(
        self,
        forced: Dialect | None,
        *,
        ignores_unknown: bool = False,
        settings: Settings = DEFAULTS,
        problems: list[tuple[str, str]] | None = None,
    ) -> None:
        self.forced = forced
        self.ignores_unknown = ignores_unknown
        self.settings = settings
        self.problems = [] if problems is None else problems
        self.passed: list[tuple[str, str]] = []
        #: How many of the named files and folders the settings leave out.
        self.left_out = 0
        self._kept: dict[str, Document] = {}
        self._room = _MOST_CHARACTERS_KEPT
        self._done: set[str] = set()

    def find(self, paths: list[str]) -> Iterator[Source]:
        """Yield the files at and below the paths, each once."""
        walk = self.walk()
        # Below one folder nothing is found twice, and a hundred thousand paths need not be known a second time.
        may_repeat = len(paths) > 1
        for name in paths:
            if not system.is_named(name):
                self.problems.append((name, "there is no such file or folder"))
                continue
            if self._is_excluded(name):
                self._leave_out(name)
                continue
            count = 0
            for found in walk.find(Path(name), self.forced):
                count += 1
                if found.path in self._done:
                    continue
                if may_repeat or configuration.may_be(found.path):
                    self._done.add(found.path)
                yield found
            if not count and not self.ignores_unknown and not system.is_folder(name):
                self.problems.append((name, _why_nothing(name)))

    def walk(self) -> Walk:
        """Begin a search whose problems are ours."""
        return Walk(self.problems, self.passed, settings_in=lambda _: self.settings)

    def walk_around(self) -> Walk:
        """Begin a search for what lies around the files; nobody has asked for it, and its problems are nobody's."""
        return Walk(settings_in=lambda _: self.settings)

    def _leave_out(self, name: str) -> None:
        self.left_out += 1
        self.passed.append((name, "is left out, as `exclude` wants it"))

    def _is_excluded(self, name: str) -> bool:
        path = Path(os.path.abspath(name)).as_posix()  # noqa: PTH100 - links must stay as written.
        return self.settings.leaves_out(path + "/" * system.is_folder(name))

    def own(self, file: Path | None) -> Iterator[Source]:
        """Yield the file with our own settings, judged wherever it lies: a mistake in it changes the answer."""
        kind = detect(file.as_posix()) if file else None
        if file is not None and kind is not None and file.as_posix() not in self._done:
            yield Source(file.as_posix(), kind, os.path.relpath(file.parent))

    def document(self, source: Source) -> Document | None:
        """Return the text of a file, `None` with a problem noted when it cannot be read."""
        kept = self._kept.pop(source.path, None)
        if kept is not None:
            self._room += len(kept.text)
            return kept
        try:
            content = files.read(source.path)
        except files.FileProblem as problem:
            self.problems.append((source.shown, str(problem)))
            return None
        return Document(source.path, content.text, source.kind, encoding=content.encoding)

    def kept(self, source: Source) -> Document | None:
        """Return the document of a file that is still kept, and let it go."""
        return self._kept.pop(source.path, None)

    def keep(self, document: Document) -> None:
        """Keep a document that will be asked for once more, if there is room."""
        if len(self._kept) < _MOST_KEPT and len(document.text) < self._room:
            self._room -= len(document.text)
            self._kept[document.path] = document

    def standard_input(self, filename: str | None) -> Iterator[Source]:
        """Yield what comes in on standard input, as the file that it would be."""
        name = filename or "-"
        # Without a name of its own the text belongs to no path, and no rule may judge what it is called.
        path = Path(os.path.abspath(filename)).as_posix() if filename else ""  # noqa: PTH100 - links must stay as written.
        if filename and self._is_excluded(filename):
            self._leave_out(filename)
            return
        kind = self.forced or next((one.kind for one in self.walk().find(Path(name))), None) or detect(path)
        if kind is None:
            self.problems.append((name, "say what this is with --as, or where it belongs with --stdin-filename"))
            return
        try:
            content = files.decode(sys.stdin.buffer.read() if sys.stdin else b"")
        except files.FileProblem as problem:
            self.problems.append((name, str(problem)))
            return
        self._kept[path] = Document(path, content.text, kind, encoding=content.encoding)
        yield Source(path, kind, os.path.dirname(name) if filename else name)  # noqa: PTH120


def _why_nothing(name: str) -> str:
    if system.is_file(name):
        return "no assistant reads a file at this place; say what it is with --as"
    try:
        files.beginning(name, 1)
    except files.FileProblem as problem:
        return str(problem)
    return "is no regular file"
