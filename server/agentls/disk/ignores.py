"""What git leaves out: the patterns of `.gitignore` files and of `.git/info/exclude`.

read(file, folder) -> Ignores | None
above(folder) -> Iterator[Ignores]         # those that apply to a folder from its repository, outermost first
is_ignored(path, ignores) -> bool
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from agentls.disk import files, system
from agentls.text import log, patterns
from agentls.text.patterns import Pattern

# Each path is held against each pattern; nobody writes so many.
_MOST_LINES = 10_000


class Ignores(NamedTuple):
    """The patterns of one file, which hold below `folder`."""

    folder: str
    patterns: tuple[Pattern, ...]

    def verdict(self, path: str) -> bool | None:
        """Tell whether the path is left out, `None` without an opinion; the last pattern that fits decides."""
        names = path[len(self.folder.rstrip("/")) + 1 :].split("/")
        is_folder = not names[-1]
        if is_folder:
            names.pop()
        for pattern in self.patterns:
            if (is_folder or not pattern.only_folders) and pattern.fits(names):
                return not pattern.is_negated
        return None


def is_ignored(path: str, ignores: Iterable[Ignores]) -> bool:
    """Tell whether `path` is left out, a folder's with `/` at its end; of `ignores` the last that knows counts."""
    for one in reversed(tuple(ignores)):
        verdict = one.verdict(path)
        if verdict is not None:
            return verdict
    return False


def read(file: str, folder: str) -> Ignores | None:
    """Return the patterns in `file` for the files below `folder`, `None` without any."""
    try:
        text = files.read_bytes(file, files.LARGEST_BESIDE).decode("utf-8", errors="replace")
    except files.FileProblem:
        # A broken ignore file makes git warn and go on; more files checked is the lesser evil here as well.
        return None
    lines = re.split(r"\r?\n", text)
    if len(lines) > _MOST_LINES:
        log.named(__name__).warning("%s: only the first %d of its %d lines count here", file, _MOST_LINES, len(lines))
    found = [pattern for line in lines[:_MOST_LINES] if (pattern := patterns.pattern(line)) is not None]
    return Ignores(folder, tuple(reversed(found))) if found else None


def above(folder: Path) -> Iterator[Ignores]:
    """Yield what applies to `folder` from the repository that it lies in, outermost first; not its own ignore file."""
    chain = [folder, *folder.parents]
    top = next((number for number, one in enumerate(chain) if system.is_named(str(one / ".git"))), None)
    if top is None:
        return
    repository = chain[top].as_posix()
    places = [(f"{repository}/.git/info/exclude", repository)]
    places += [(f"{one.as_posix()}/.gitignore", one.as_posix()) for one in reversed(chain[1 : top + 1])]
    yield from (found for file, place in places if (found := read(file, place)) is not None)
