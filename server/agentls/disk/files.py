"""Reads a file as the hosts do: bytes to text, line breaks and byte order mark kept."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NamedTuple

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class FileProblem(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """A file or folder cannot be checked; the text is one line for a person."""


class Content(NamedTuple):
    """A file's text and how it is stored: `utf-8` or `utf-16`."""

    text: str
    encoding: str


def decode(data: bytes) -> Content:
    """Return the text in `data`; what is not UTF-8 becomes U+FFFD, as it does for the hosts.

    Raises `FileProblem` for data that is no text at all.
    """
    if data.startswith(_UTF16):
        return Content(data.decode("utf-16", errors="replace"), "utf-16")
    if b"\0" in data:
        raise FileProblem("this is a binary file, not text")
    return Content(data.decode("utf-8", errors="replace"), "utf-8")


def read(path: Path) -> Content:
    """Return the content of the file at `path`; raises `FileProblem` when it cannot be read as text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileProblem(f"cannot be read: {error.strerror or error}") from None
    return decode(data)
