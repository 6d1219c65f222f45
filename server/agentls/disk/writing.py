"""Writes files so that a reader sees the old one or the new one, and nothing in between."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def write_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`; a file that is there keeps its mode, and a link goes on leading to it.

    Raises `OSError` when that is not possible; whatever was there is untouched then.
    """
    import tempfile  # noqa: PLC0415 - whoever only reads need not load it.

    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, _mode(target))  # noqa: PTH101 - a name is all there is.
        os.replace(name, target)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
