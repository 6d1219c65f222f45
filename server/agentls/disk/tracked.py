"""What git keeps of a repository although an ignore file names it, as it stands in git's index.

    tracked(folder) -> Tracked | None          # of the repository that `folder` lies in

Whoever clones the repository gets these files, and so do the programs that read them. Nothing is run: the index is read
as the file that it is, in the versions 2, 3 and 4.
"""

import os
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from agentls.disk import files, system
from agentls.knowledge.dialect import file_endings
from agentls.text.places import is_remote

# The index of a repository with a million files; what is larger is not worth the wait.
_LARGEST = 150_000_000
_HEADER, _FIXED, _HASH = 12, 62, 20
_EXTENDED, _LENGTH = 0x4000, 0x0FFF
_POINTER = b"gitdir:"


class Tracked(NamedTuple):
    """The paths below `top` that git keeps and an assistant may read, sorted, with `/` between their parts."""

    top: str
    paths: tuple[str, ...]

    def has(self, path: str) -> bool:
        """Tell whether git keeps the file at the absolute `path`."""
        inside = path[len(self.top) + 1 :]
        at = bisect_left(self.paths, inside)
        return at < len(self.paths) and self.paths[at] == inside

    def has_below(self, folder: str) -> bool:
        """Tell whether git keeps any file below the absolute path of a folder."""
        inside = f"{folder[len(self.top) + 1 :]}/"
        at = bisect_left(self.paths, inside)
        return inside == "/" or (at < len(self.paths) and self.paths[at].startswith(inside))


def tracked(folder: str) -> Tracked | None:
    """Return what git keeps of the repository around the absolute path `folder`, `None` where nobody can tell."""
    top = next((one for one in (Path(folder), *Path(folder).parents) if system.is_named(str(one / ".git"))), None)
    index = _index(top / ".git") if top is not None else None
    if top is None or index is None:
        return None
    version = system.version(index)
    return Tracked(top.as_posix(), _paths(index, *version)) if version is not None else None


def _index(place: Path) -> str | None:
    """Return where the index lies; in a second working tree `.git` is a file that says where."""
    if system.is_folder(str(place)):
        return str(place / "index")
    try:
        text = files.read_bytes(place, files.LARGEST_BESIDE)
    except files.FileProblem:
        return None
    target = os.fsdecode(text[len(_POINTER) :].strip()) if text.startswith(_POINTER) else ""
    if not target or is_remote(target):
        return None
    return os.path.join(place.parent, target, "index")  # noqa: PTH118 - the target may be absolute.


@lru_cache(maxsize=4)
def _paths(index: str, changed: int, size: int) -> tuple[str, ...]:
    """Return the paths in the index; `changed` and `size` tell an answer that is out of date."""
    del changed, size
    try:
        data = files.read_bytes(index, _LARGEST)
    except files.FileProblem:
        return ()
    ends = tuple(map(os.fsencode, file_endings()))
    found = [os.fsdecode(path).replace(os.sep, "/") for path in _entries(data) if path.endswith(ends)]
    return tuple(sorted(found))


def _entries(data: bytes) -> Iterator[bytes]:
    """Yield the path of each entry, as far as the index can be read."""
    if data[:4] != b"DIRC" or len(data) < _HEADER + _HASH:
        return
    version, count = int.from_bytes(data[4:8], "big"), int.from_bytes(data[8:12], "big")
    at, before = _HEADER, b""
    for _ in range(min(count, len(data) // _FIXED) if version in (2, 3, 4) else 0):
        flags = int.from_bytes(data[at + 60 : at + 62], "big")
        start = at + _FIXED + (2 if version > 2 and flags & _EXTENDED else 0)
        kept = 0
        if version == 4:
            less, start = _number(data, start)
            kept = max(len(before) - less, 0)
        end = data.find(b"\0", start)
        if end < 0:
            return
        before = before[:kept] + data[start:end]
        yield before
        # Up to version 3 an entry is filled up with one to eight zeros.
        at = end + 1 if version == 4 else at + ((end - at) // 8 + 1) * 8


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return the number of variable length at `at`, and where it ends."""
    value = 0
    for position in range(at, min(at + 9, len(data))):
        value |= data[position] & 0x7F
        if not data[position] & 0x80:
            return value, position + 1
        value = (value + 1) << 7
    return 0, at
