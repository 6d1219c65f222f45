"""Finds the agent files below a folder, the way git looks for files.

What `.gitignore` files and `.git/info/exclude` leave out, and folders of other people's code, are skipped. Links to
folders are followed, because agents are often linked into a project; a link to a folder above itself is reported.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pathspec import GitIgnoreSpec

from agentls.knowledge import collections
from agentls.knowledge.dialect import (
    Dialect,
    all_dialects,
    detect,
    root_markers,
)

SKIPPED_FOLDERS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "__pycache__",
        "bower_components",
        "node_modules",
        "site-packages",
        "venv",
        "vendor",
    }
)


@dataclass
class Walk:
    """One search; `problems` collects what could not be looked into, as pairs of path and reason."""

    problems: list[tuple[str, str]] = field(default_factory=list)
    marked: set[tuple[str, str]] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)

    def find(self, top: Path, forced: Dialect | None = None) -> Iterator[tuple[Path, Dialect]]:
        """Yield the agent files at or below `top` in the order of their paths, each with its dialect.

        With `forced` every file of a known extension is taken for that dialect.
        """
        return (found for found in self.steps(top, forced) if found is not None)

    def steps(self, top: Path, forced: Dialect | None = None) -> Iterator[tuple[Path, Dialect] | None]:
        """Do as `find`, but yield `None` as well wherever there has been some work: a caller may do others between."""
        absolute = Path(os.path.abspath(top))  # noqa: PTH100 - links must stay as the user wrote them.
        for folder in absolute.parents:
            self._mark(folder.as_posix())
        if not absolute.is_dir():
            dialect = forced or self._dialect(absolute.as_posix())
            if dialect:
                yield top, dialect
            return
        ignores = list(_inherited_ignores(absolute))
        yield from self._folder(str(top), absolute.as_posix(), ignores, (os.path.realpath(absolute),), forced)

    def _mark(self, folder: str) -> None:
        self.marked.update((folder, marker) for marker in root_markers() if os.path.isfile(f"{folder}/{marker}"))  # noqa: PTH113

    def _folder(
        self, shown: str, folder: str, ignores: list[_Ignore], real: tuple[str, ...], forced: Dialect | None
    ) -> Iterator[tuple[Path, Dialect] | None]:
        yield None
        try:
            with os.scandir(shown or ".") as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append((shown, f"cannot be looked into: {error.strerror or error}"))
            return
        names = {entry.name for entry in entries}
        if any(marker.partition("/")[0] in names for marker in root_markers()):
            self._mark(folder)
        if ".gitignore" in names:
            ignores = [*ignores, *_read_ignore(f"{folder}/.gitignore", folder)]
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_dir():
                if entry.name in SKIPPED_FOLDERS or _is_ignored(f"{path}/", ignores):
                    continue
                deeper = self._entered(entry, real)
                if deeper:
                    yield from self._folder(os.path.join(shown, entry.name), path, ignores, deeper, forced)  # noqa: PTH118
            elif entry.name.endswith(_extensions()) and not _is_ignored(path, ignores):
                dialect = forced or self._dialect(path)
                yield (Path(shown, entry.name), dialect) if dialect else None

    def _dialect(self, path: str) -> Dialect | None:
        """Return the dialect by the file's path or, where that leaves it open, by what the file begins with."""
        return detect(path, self.marked) or collected_at(path)

    def _entered(self, entry: os.DirEntry[str], real: tuple[str, ...]) -> tuple[str, ...]:
        """Return the real folders above and including `entry`, or nothing when it must not be entered."""
        if not entry.is_symlink():
            return (*real, os.path.join(real[-1], entry.name))  # noqa: PTH118
        target = os.path.realpath(entry.path)
        if any(one == target or one.startswith(target + os.sep) for one in real):
            self.problems.append((entry.path, "is a link to a folder above itself; it was not followed"))
            return ()
        if target in self._seen:
            return ()
        self._seen.add(target)
        return (*real, target)


def collected_at(path: str) -> Dialect | None:
    """Return what the file at `path` is when it is one of a collection, which takes a look into it."""
    if not collections.is_candidate(path):
        return None
    try:
        with Path(path).open("rb") as file:
            beginning = file.read(collections.BEGINNING)
    except OSError:
        return None
    return collections.detect(path, beginning.decode("utf-8", errors="replace"))


@cache
def _extensions() -> tuple[str, ...]:
    return tuple({os.path.splitext(glob)[1] for one in all_dialects() for glob in one.files})  # noqa: PTH122


@dataclass(frozen=True)
class _Ignore:
    folder: str
    spec: GitIgnoreSpec


def _is_ignored(path: str, ignores: list[_Ignore]) -> bool:
    """Tell what the nearest ignore file with an opinion says of `path`; folders end in `/`."""
    for one in reversed(ignores):
        result = one.spec.check_file(path[len(one.folder) + 1 :]).include
        if result is not None:
            return result
    return False


def is_left_out(file: Path, top: Path) -> bool:
    """Tell whether a walk from `top` passes over the file, or over a folder on the way to it."""
    inside = file.relative_to(top).parts
    if not SKIPPED_FOLDERS.isdisjoint(inside[:-1]):
        return True
    folder, ignores = top.as_posix(), list(_inherited_ignores(top))
    for number, name in enumerate(inside, 1):
        ignores += _read_ignore(f"{folder}/.gitignore", folder)
        folder = f"{folder}/{name}"
        if _is_ignored(folder if number == len(inside) else f"{folder}/", ignores):
            return True
    return False


def _read_ignore(file: str, folder: str) -> Iterator[_Ignore]:
    try:
        lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines()
        yield _Ignore(folder, GitIgnoreSpec.from_lines(lines))
    except (OSError, ValueError):
        # A broken ignore file makes git warn and go on; more files checked is the lesser evil here as well.
        return


def _inherited_ignores(folder: Path) -> Iterator[_Ignore]:
    """Yield the ignore files that apply to `folder` from the repository that it lies in, outermost first."""
    chain = [folder, *folder.parents]
    top = next((number for number, one in enumerate(chain) if os.path.exists(one / ".git")), None)  # noqa: PTH110 - may not raise.
    if top is None:
        return
    repository = chain[top].as_posix()
    yield from _read_ignore(f"{repository}/.git/info/exclude", repository)
    for one in reversed(chain[1 : top + 1]):
        yield from _read_ignore(f"{one.as_posix()}/.gitignore", one.as_posix())
