"""Finds the agent files below a folder, the way git looks for files.

What `.gitignore` files and `.git/info/exclude` leave out is skipped, unless git keeps it all the same, and so are
folders of other people's code. Links are followed, because agents are often linked into a project, but only to what
lies in the same repository (or, without one, below the folder where the search began): a checkout may hold links to
anything that its reader can read.
"""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from agentls.disk import ignores, system
from agentls.disk.ignores import Ignores, is_ignored
from agentls.disk.left_out import SKIPPED_FOLDERS, is_below_ignored, is_kept
from agentls.disk.links import is_at_or_below, reach
from agentls.disk.meant import collected_at, is_meant
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import Dialect, file_endings, root_markers
from agentls.knowledge.settings import DEFAULTS, Settings


class _Folder(NamedTuple):
    """A folder that is still to be looked into. `real` is where it lies, `above` from where links have led to it."""

    shown: str
    path: str
    ignores: tuple[Ignores, ...]
    real: str
    above: tuple[str, ...] = ()
    #: An ignore file names it, so that only what git keeps of it counts.
    is_ignored: bool = False


class Found(NamedTuple):
    """An agent file at `path`, the absolute one with `/` between its parts.

    `folder` is the folder in which it lies as the user knows it: a hundred thousand files share a few of them. A text
    without a file has no path, and `folder` says what to call it.
    """

    path: str
    kind: Dialect
    folder: str

    @property
    def shown(self) -> str:
        """Return the path as the user knows it."""
        return os.path.join(self.folder, self.path.rpartition("/")[2]) if self.path else self.folder  # noqa: PTH118


class _Entry(NamedTuple):
    name: str
    is_folder: bool
    is_link: bool


class Walk:
    """One search; `problems` collects what could not be looked into, as pairs of path and reason.

    `passed` collects, in the same form, what was passed over on purpose although it may look like a part of it.
    `settings_in` gives the settings for the files of a folder, which may leave files out and say what others are.
    """

    def __init__(
        self,
        problems: list[tuple[str, str]] | None = None,
        passed: list[tuple[str, str]] | None = None,
        *,
        settings_in: Callable[[str], Settings] = lambda _: DEFAULTS,
    ) -> None:
        self.problems = [] if problems is None else problems
        self.passed = [] if passed is None else passed
        self.marked: set[tuple[str, str]] = set()
        self.settings_in = settings_in
        self._seen: set[str] = set()

    def find(self, top: Path, forced: Dialect | None = None) -> Iterator[Found]:
        """Yield the agent files at or below `top` in the order of their paths, each with its dialect.

        With `forced` every file of a known extension is taken for that dialect.
        """
        return (found for found in self.steps(top, forced) if found is not None)

    def steps(self, top: Path, forced: Dialect | None = None) -> Iterator[Found | None]:
        """Do as `find`, but yield `None` as well wherever there has been some work: a caller may do others between."""
        absolute = Path(os.path.abspath(top))  # noqa: PTH100 - links must stay as the user wrote them.
        for folder in absolute.parents:
            self._mark(folder.as_posix())
        if not system.is_folder(str(absolute)):
            settings = self.settings_in(absolute.parent.as_posix())
            is_out = settings.leaves_out(absolute.as_posix())
            dialect = None if is_out else forced or self._dialect(absolute.as_posix(), settings)
            if dialect:
                yield Found(absolute.as_posix(), dialect, os.path.dirname(top))  # noqa: PTH120
            return
        inherited = tuple(ignores.above(absolute))
        is_out = is_below_ignored(absolute, inherited)
        if is_out and not is_kept(absolute.as_posix(), is_folder=True):
            return
        shown = str(top) if top.parts else ""
        begin = _Folder(shown, absolute.as_posix(), inherited, system.real(str(absolute)), is_ignored=is_out)
        yield from self._below(begin, reach(absolute), forced)

    def _below(self, begin: _Folder, reach: tuple[str, ...], forced: Dialect | None) -> Iterator[Found | None]:
        # A stack and no recursion: folders may be nested deeper than Python calls functions.
        stack = [self._inside(begin, reach, forced)]
        yield None
        while stack:
            try:
                found = next(stack[-1])
            except StopIteration:
                stack.pop()
                continue
            if isinstance(found, _Folder):
                stack.append(self._inside(found, reach, forced))
                yield None
            else:
                yield found

    def _mark(self, folder: str) -> None:
        # Two slashes at the beginning would name another machine.
        inside = folder.rstrip("/")
        self.marked.update((folder, marker) for marker in root_markers() if system.is_file(f"{inside}/{marker}"))

    def _inside(
        self, folder: _Folder, reach: tuple[str, ...], forced: Dialect | None
    ) -> Iterator[_Folder | Found | None]:
        """Yield the folders and the agent files in a folder, in the order of their names."""
        settings = self.settings_in(folder.path)
        entries, names = self._entries(folder.shown, (*file_endings(), *settings.endings))
        if any(marker.partition("/")[0] in names for marker in root_markers()):
            self._mark(folder.path)
        own = ignores.read(f"{folder.path}/.gitignore", folder.path) if ".gitignore" in names else None
        known = (*folder.ignores, own) if own else folder.ignores
        for entry in entries:
            path = f"{folder.path}/{entry.name}"
            if entry.is_folder and entry.name in SKIPPED_FOLDERS:
                continue
            if settings.exclude and settings.leaves_out(path + "/" * entry.is_folder):
                continue
            is_out = folder.is_ignored or (bool(known) and is_ignored(path + "/" * entry.is_folder, known))
            if is_out and not is_kept(path, is_folder=entry.is_folder):
                continue
            if entry.is_folder or entry.is_link:
                shown = os.path.join(folder.shown, entry.name)  # noqa: PTH118 - as the user wrote it.
                real, above = f"{folder.real.rstrip(os.sep)}{os.sep}{entry.name}", folder.above
                if entry.is_link:
                    real, above = system.real(path), (*folder.above, folder.real)
                    if not self._may_follow(shown, real, reach, above if entry.is_folder else ()):
                        continue
                if entry.is_folder:
                    yield _Folder(shown, path, known, real, above, is_out)
                    continue
            dialect = self._kind(path, forced, settings)
            yield Found(path, dialect, folder.shown) if dialect else None

    def _entries(self, folder: str, endings: tuple[str, ...]) -> tuple[list[_Entry], frozenset[str]]:
        """Return what may be of use in a folder, sorted, and which of the names that mark something are there."""
        kept = []
        marks = set()
        try:
            listing = system.entries(folder or ".")
        except OSError as error:
            self.problems.append((folder or ".", f"cannot be looked into: {error.strerror or error}"))
            listing = []
        for name, is_folder, is_link, reason in listing:
            if name in _marks():
                marks.add(name)
            if is_folder is None:
                self._pass(os.path.join(folder or ".", name), reason)  # noqa: PTH118 - as the user wrote it.
            elif is_folder or name.endswith(endings):
                kept.append(_Entry(name, is_folder, is_link))
        return kept, frozenset(marks)

    def _pass(self, path: str, reason: str) -> None:
        """Note why nobody looks into a folder: the system's `reason`, without one the machine on which it lies."""
        if reason:
            self.problems.append((path, f"cannot be looked into: {reason}"))
        else:
            self.passed.append((path, "is a link to another machine; it was not followed"))

    def _dialect(self, path: str, settings: Settings) -> Dialect | None:
        """Return the dialect by the file's path or, where that leaves it open, by what the file begins with."""
        said = settings.kind_of(path) if settings.dialects else None
        if said is not None:
            return said
        found = detect(path, self.marked)
        return collected_at(path) if found is None else found if is_meant(path, found) else None

    def _kind(self, path: str, forced: Dialect | None, settings: Settings) -> Dialect | None:
        if forced is None:
            return self._dialect(path, settings)
        # Whoever says what the files are means texts, or means the few that are written in TOML.
        return forced if path.endswith(".toml") == (forced.format == "toml") else None

    def _may_follow(self, shown: str, target: str, reach: tuple[str, ...], above: tuple[str, ...]) -> bool:
        """Tell whether a link to `target` is followed; `above` are the real folders in which a folder would lie."""
        if reach and not any(is_at_or_below(target, one) for one in reach):
            self.passed.append((shown, "is a link out of the project; it was not followed"))
            return False
        if any(is_at_or_below(one, target) for one in above):
            self.problems.append((shown, "is a link to a folder above itself; it was not followed"))
            return False
        if above:
            if target in self._seen:
                return False
            self._seen.add(target)
        return True


@cache
def _marks() -> frozenset[str]:
    return frozenset({".gitignore", *(marker.partition("/")[0] for marker in root_markers())})
