"""What stands for this very program: another version of it, or one with a changed file, may answer otherwise."""

from __future__ import annotations

import os
import sys
from functools import cache

import agentls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGEST = 20
_LIBRARIES = ("yaml", "jsonschema")
_PACKAGE = os.path.dirname(os.path.realpath(agentls.__file__))
# In a checkout they lie beside the package, in an installation inside of it.
_SCHEMAS = os.path.join(os.path.dirname(os.path.dirname(_PACKAGE)), "schemas")


@cache
def digest() -> bytes:
    """Return what stands for the program, with its schemas and the libraries that read files for it.

    What a process has begun with it goes on with, whatever becomes of the files.
    """
    told = [agentls.__version__, sys.version]
    for folder in (_PACKAGE, _SCHEMAS):
        told += sorted(_stamps(folder))
    told += map(_library, _LIBRARIES)
    return digest_of(*(one.encode("utf-8", "surrogateescape") for one in told))


def _library(name: str) -> str:
    """Return where Python finds a library, and what stands for its version."""
    for folder in sys.path:
        path = os.path.join(folder, name, "__init__.py")
        try:
            return f"{path} {_stamp(os.stat(path))}"
        except OSError:
            continue
    return name


def _stamps(folder: str) -> Iterator[str]:
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(entry.path) if entry.name != "__pycache__" else ()
            elif entry.name.endswith((".py", ".json")):
                yield f"{entry.path} {_stamp(entry.stat())}"


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"


def digest_of(*parts: bytes) -> bytes:
    """Return what stands for the parts, and for where one ends and the next begins."""
    # Who keeps nothing needs no digests, and Python loads a library for encryption with them.
    from hashlib import blake2b  # noqa: PLC0415

    found = blake2b(digest_size=_DIGEST)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.digest()
