"""Reads a file as the hosts do: bytes to text, line breaks and byte order mark kept.

Everything of the user's that agentls opens goes through `read_bytes`: a checkout may hold pipes, links to devices and
files without end, and none of them may hold up an answer or fill the memory.
"""

import codecs
import os
from typing import NamedTuple

from agentls.disk import system

# The largest agent file of some 28,000 published ones has 0.4 MB; what assistants cut off or refuse is far below this.
LARGEST = 10_000_000
# Settings, manifests and ignore files, which are read to the end before anything can be said of any file.
LARGEST_BESIDE = 1_000_000

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class FileProblem(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """A file or folder cannot be checked; the text is one line for a person."""


class Content(NamedTuple):
    """A file's text and how it is stored: `utf-8` or `utf-16`."""

    text: str
    encoding: str


def read_bytes(path: str | os.PathLike[str], most: int) -> bytes:
    """Return the bytes of the file at `path`; never waits.

    Raises `FileProblem` when it cannot be read, is no regular file, or is longer than `most` bytes.
    """
    data = beginning(path, most + 1)
    if len(data) > most:
        raise FileProblem(f"is larger than {most // 1_000_000} MB, too large to be read here")
    return data


def beginning(path: str | os.PathLike[str], count: int) -> bytes:
    """Return at most the first `count` bytes of the file at `path`; raises `FileProblem` as `read_bytes` does."""
    try:
        return system.content(os.fspath(path), count)
    except system.NotRegularError as error:
        raise FileProblem(str(error)) from None
    except (OSError, ValueError) as error:
        raise FileProblem(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def decode(data: bytes) -> Content:
    """Return the text in `data`; what is not UTF-8 becomes U+FFFD, as it does for the hosts.

    Raises `FileProblem` for data that is no text at all.
    """
    if data.startswith(_UTF16):
        return Content(data.decode("utf-16", errors="replace"), "utf-16")
    if b"\0" in data:
        raise FileProblem("this is a binary file, not text")
    return Content(data.decode("utf-8", errors="replace"), "utf-8")


def read(path: str | os.PathLike[str]) -> Content:
    """Return the content of the agent file at `path`; raises `FileProblem` when it cannot be read as text."""
    return decode(read_bytes(path, LARGEST))
