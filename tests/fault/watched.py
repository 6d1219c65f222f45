"""Notes what a process asks the system for: connections, processes, changes of files, and every path that it names."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

# What Python tells of before it is done; each event, and what it means when we see it.
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "os.fork", "os.startfile", "pty.",
    "ftplib.", "http.", "urllib.", "smtplib.", "ctypes.", "webbrowser.", "os.kill", "winreg.",
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate",
    "os.utime", "os.setxattr", "os.removexattr", "shutil.", "tempfile.", "os.putenv",
)  # fmt: skip
_PATHS = ("open", "os.scandir", "os.listdir", "os.walk", "os.chdir", "glob.", "os.listxattr", "os.getxattr")
# Python does not tell of these.
_ASKED = ("stat", "lstat", "access", "readlink", "statvfs")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(notes: Path) -> None:
    """Write what this process does from now on to `notes`, a line each.

    `did EVENT`, `wrote PATH`, `read PATH` for files and folders, and `asked PATH` for whether something is there.
    """
    sys.dont_write_bytecode = True
    out = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(what: str, of: object) -> None:
        text = of.decode("utf-8", "surrogateescape") if isinstance(of, bytes) else str(of)
        os.write(out, f"{what} {text!r}\n".encode("utf-8", "backslashreplace"))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        # To send a process the signal 0 is to ask whether it is there, and does nothing to it.
        if event.startswith(_FORBIDDEN) and (event, arguments[-1:]) != ("os.kill", (0,)):
            note("did", f"{event} {arguments}")
        elif event == "open" and not isinstance(arguments[0], int):
            path, mode, flags = arguments
            is_written = any(one in (mode or "r") for one in "wax+") or (mode is None and flags & _WRITING)
            note("wrote" if is_written else "read", path)
        elif event.startswith(_PATHS) and arguments and isinstance(arguments[0], (str, bytes, os.PathLike)):
            note("read", arguments[0])

    for name in _ASKED:
        setattr(os, name, _noting(getattr(os, name), note))
    sys.addaudithook(hook)


def _noting(asked: Any, note: Any) -> Any:
    def ask(path: Any, *more: Any, **options: Any) -> Any:
        if not isinstance(path, int):
            note("asked", path if isinstance(path, (str, bytes)) else os.fspath(path))
        return asked(path, *more, **options)

    return ask
