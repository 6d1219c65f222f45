"""The standard streams, whatever their encoding is, and though nobody may read them; what is said can be listened to.

prepare()
say("stdout", text)
with Listening(1000) as heard: ...; heard.said
"""

from __future__ import annotations

import io
import os
import sys
from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextvars import Token

STREAMS = ("stdout", "stderr")


class OutputProblem(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """Why a report could not be written; the text is one line for a person."""


def prepare() -> None:
    """Make both streams take every character."""
    for name in STREAMS:
        stream = getattr(sys, name)
        if stream is None:
            # Whoever started us has closed it: there is nobody to tell anything.
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            # A console that has no such character shows its number.
            stream.reconfigure(errors="backslashreplace")


def speak_utf8() -> None:
    """Write UTF-8 to standard output from now on: programs read it, and expect that whatever the console speaks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    listening = _listening.get()
    if listening is not None:
        listening.is_utf8 = True


def columns(otherwise: int) -> int:
    """Return how wide lines may be: as `COLUMNS` says, as the terminal is, or else `otherwise`.

    `shutil.get_terminal_size` tells the same, and brings all that packs files.
    """
    said = os.environ.get("COLUMNS", "")
    return int(said) if said.isdecimal() and int(said) else terminal_columns() or otherwise


def terminal_columns() -> int | None:
    """Return how wide the terminal is that shows standard output, if one does."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else None
    except (OSError, ValueError):
        return None


def say(name: str, text: str) -> None:
    """Write `text` to the stream called `name`, `stdout` or `stderr`.

    Raises `BrokenPipeError` when nobody reads standard output any more, and `OutputProblem` when it takes nothing.
    """
    try:
        getattr(sys, name).write(text)
    except OSError as error:
        _refused(name, error)
    listening = _listening.get()
    if listening is not None:
        listening.hear(name, text)


def finish() -> None:
    """Write what is not written yet; raises as `say` does."""
    try:
        sys.stdout.flush()
    except OSError as error:
        _refused("stdout", error)


def _refused(name: str, error: OSError) -> None:
    # Who cannot be told anything cannot be told that either.
    if name == "stdout":
        if isinstance(error, BrokenPipeError):
            raise error
        raise OutputProblem(f"the report cannot be written: {error.strerror or error}") from None


def let_go() -> None:
    """Write nothing more to standard output: Python would complain once more while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Listening:
    """Hears what is said meanwhile: `said` has the stream and the text, in their order.

    Of more than so many characters at `most` nothing is kept, and `is_whole` is false.
    """

    def __init__(self, most: int) -> None:
        self.is_utf8 = False
        self.is_whole = True
        self._room = most
        self.said: list[tuple[str, str]] = []
        self._token: Token[Listening | None] | None = None

    def hear(self, name: str, text: str) -> None:
        """Take in what is said, as long as there is room for it."""
        self._room -= len(text)
        if self._room < 0:
            self.is_whole = False
            self.said.clear()
        else:
            self.said.append((name, text))

    def __enter__(self) -> Listening:  # noqa: PYI034 - Python 3.10 has no name for it.
        """Listen from now on."""
        self._token = _listening.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        assert self._token is not None  # noqa: S101 - it has been entered.
        _listening.reset(self._token)


_listening: ContextVar[Listening | None] = ContextVar("listening", default=None)
