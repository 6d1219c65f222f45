"""Everything that is asked of the file system, in one place: a run can note its questions, and ask them again later.

    exists(path) -> bool                     # and is_named, is_folder, is_file, is_runnable
    content(path, most) -> bytes
    entries(folder) -> list[Entry]
    is_as_before(answers) -> bool            # of the questions that a trace has noted

Whoever finds all answers as they were before need not do again what follows from them. A module that asks the system
past this one would break that: the linter forbids it. This one is loaded before all else, and loads next to nothing.
"""

from __future__ import annotations

import os
import stat

from agentls.disk.trace import Trace, noted
from agentls.text.places import is_remote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from agentls.disk.trace import Answer

    #: A name in a folder; whether it is a folder or leads to one, `None` for what must not or cannot be looked into;
    #: whether it is a link; and what the system says of that.
    Entry: TypeAlias = tuple[str, bool | None, bool, str]

_BLOCK = 65_536
# Opening must not wait for the other end of a pipe, make a terminal ours, or turn line breaks on Windows.
_FLAGS = os.O_RDONLY | sum(getattr(os, f"O_{name}", 0) for name in ("NONBLOCK", "NOCTTY", "CLOEXEC", "BINARY"))
_REFUSED = (OSError, ValueError)


class NotRegularError(OSError):
    """What is at a path is no regular file; the text says so in words for a person."""


def exists(path: str) -> bool:
    """Tell whether there is a file or folder at `path`, or where a link there leads."""
    return noted("exists", path, os.path.exists(path))


def is_named(path: str) -> bool:
    """Tell whether there is anything at `path`, be it a link that leads nowhere."""
    return noted("is_named", path, os.path.lexists(path))


def is_folder(path: str) -> bool:
    """Tell whether there is a folder at `path`, or where a link there leads."""
    return noted("is_folder", path, os.path.isdir(path))


def is_file(path: str) -> bool:
    """Tell whether there is a regular file at `path`, or where a link there leads."""
    return noted("is_file", path, os.path.isfile(path))


def is_runnable(path: str) -> bool:
    """Tell whether the user may run the file at `path`."""
    try:
        return noted("is_runnable", path, os.access(path, os.X_OK))
    except ValueError:
        return False


def real(path: str) -> str:
    """Return the path without links."""
    return noted("real", path, os.path.realpath(path))


def version(path: str) -> tuple[int, int] | None:
    """Return the time of a file's last change, in nanoseconds, and its size in bytes; `None` without the file."""
    try:
        status = os.stat(path)
    except _REFUSED:
        return noted("version", path, None)
    return noted("version", path, (status.st_mtime_ns, status.st_size))


def entries(folder: str) -> list[Entry]:
    """Return what is in a folder, sorted by name; raises `OSError` or `ValueError` where nobody can look into it.

    A link to another machine is not followed.
    """
    try:
        with os.scandir(folder) as listing:
            found = sorted((entry.name, *_kind(entry)) for entry in listing)
    except _REFUSED as error:
        noted("entries", folder, str(error))
        raise
    return noted("entries", folder, found)


def _kind(entry: os.DirEntry[str]) -> tuple[bool | None, bool, str]:
    is_link = False
    try:
        is_link = entry.is_symlink()
        if is_link and is_remote(os.readlink(entry.path)):
            return None, True, ""
        return entry.is_dir(), is_link, ""
    except PermissionError as error:
        return None, is_link, error.strerror or str(error)
    except OSError:
        # A link in circles leads nowhere, like one whose target is gone; reading it says so where it is a file.
        return False, is_link, ""


def content(path: str, most: int) -> bytes:
    """Return at most the first `most` bytes of the regular file at `path`; never waits.

    Raises `NotRegularError` for what is none, and `OSError` or `ValueError` when it cannot be read.
    """
    try:
        data = _content(path, most)
    except _REFUSED as error:
        noted("content", path, str(error), most)
        raise
    return noted("content", path, data, most)


def _content(path: str, most: int) -> bytes:
    number = os.open(path, _FLAGS)
    try:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegularError("is no regular file")
        # What Python's own files do around this takes longer than reading most of ours. Some files of the system's say
        # of themselves to have nothing in them.
        parts, size = [], status.st_size
        while most > 0 and (part := os.read(number, min(most, size + 1 if size else _BLOCK))):
            parts.append(part)
            most -= len(part)
            if len(part) == size:
                # There was room for more than the file says to have, and there is no more.
                break
        return b"".join(parts)
    finally:
        os.close(number)


def is_as_before(answers: Iterable[Answer]) -> bool:
    """Ask once more what a trace has noted; tell whether all answers are the same, at the first that is not.

    Raises `ValueError` or `TypeError` for what is no question.
    """
    return all(_told_now(name, path, most) == told for name, path, most, told in answers)


def _told_now(name: str, path: str, most: int) -> str:
    if name not in _QUESTIONS:
        raise ValueError(f"{name} is no question")
    with Trace(1) as trace:
        try:  # noqa: SIM105 - the module that has it takes longer to load than the rest of this one.
            _QUESTIONS[name](path, most) if most else _QUESTIONS[name](path)
        except _REFUSED:
            pass
    return trace.answers()[0][-1]


_QUESTIONS: dict[str, Callable[..., object]] = {
    one.__name__: one for one in (exists, is_named, is_folder, is_file, is_runnable, real, version, entries, content)
}
