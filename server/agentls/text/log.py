"""The log, for what hardly ever happens: what writes it is loaded and set up when there is something to write.

log.prepare(lambda: logging.basicConfig(level=logging.DEBUG))
log.named(__name__).debug("reading %s failed", path, exc_info=True)
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

TYPE_CHECKING = False
if TYPE_CHECKING:
    import logging


def prepare(set_up: Callable[[], object]) -> None:
    """Have `set_up` called before something is written."""
    _set_up.set(set_up)


def begin() -> None:
    """Set the log up now: others than we may write to it."""
    set_up = _set_up.get()
    if set_up is not None:
        _set_up.set(None)
        set_up()


def named(name: str) -> logging.Logger:
    """Return the part of the log that has that name, ready to be written to."""
    # Most runs have nothing to write, and to load this takes them as long as to read and judge ten files.
    import logging  # noqa: PLC0415

    begin()
    return logging.getLogger(name)


_set_up: ContextVar[Callable[[], object] | None] = ContextVar("set_up", default=None)
