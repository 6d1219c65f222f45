"""A check that nothing has changed for: what it told is told once more, without finding it out again.

    repeated(words) -> int | None            # the exit status, `None` where it must be found out
    keep(store, words, status, trace, heard)

Kept are the questions that the check has put to the file system, with what stands for the answers. All of them are
asked again, and of the same answers the same would follow. What else that depends on (the words, the folder, the
program, what the output can show) stands in the question to the store.
"""

from __future__ import annotations

import json
import os
import sys

from agentls.cli import itself, streams
from agentls.disk import answers, system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from agentls.disk.store import Store
    from agentls.disk.trace import Trace

#: More questions than these take room, and the check is worth little beside them.
MOST_QUESTIONS = 30_000
MOST_CHARACTERS = 4_000_000
_ANEW = "--no-cache"
_ENVIRONMENT = ("AGENTLS_DEBUG", "COLUMNS", "FORCE_COLOR", "NO_COLOR")
_STATUSES = (0, 1)
# What reading something damaged or made up raises.
_WRONG = (ValueError, TypeError, KeyError, RecursionError)


def repeated(words: Sequence[str]) -> int | None:
    """Tell what a check with these words told the last time, and return its exit status, if it would be the same now.

    Raises `BrokenPipeError` and `OutputProblem` as `say` does.
    """
    # The parser knows an option by its first letters, too.
    if any(len(word) > 3 and _ANEW.startswith(word) for word in words):
        return None
    try:
        question = _question(words)
    except OSError:
        # The folder in which we were started is gone.
        return None
    with answers.opened() as store:
        kept = store.get(question) if store is not None else None
    try:
        status, is_utf8, said, asked = json.loads(kept or b"[]")
        is_valid = status in _STATUSES and all(name in streams.STREAMS and isinstance(text, str) for name, text in said)
        if not is_valid or not system.is_as_before(asked):
            return None
    except _WRONG:
        return None
    streams.prepare()
    if is_utf8:
        streams.speak_utf8()
    for name, text in said:
        streams.say(name, text)
    return int(status)


def keep(store: Store, words: Sequence[str], status: int, trace: Trace, heard: streams.Listening) -> None:
    """Keep what a check with these words told, for the next time; one that failed tells nothing for sure."""
    if trace.is_whole and heard.is_whole and status in _STATUSES:
        told = [status, heard.is_utf8, heard.said, trace.answers()]
        store.put(_question(words), json.dumps(told, separators=(",", ":")).encode("ascii"))


def _question(words: Sequence[str]) -> bytes:
    told = [list(words), os.getcwd(), os.path.expanduser("~"), _surface(), *map(os.environ.get, _ENVIRONMENT)]
    return itself.digest_of(b"check", itself.digest(), json.dumps(told).encode("ascii"))


def _surface() -> list[object]:
    """Return what a report looks at before it chooses its form: whether a terminal shows it, and how wide that is."""
    return [sys.stdout is not None and sys.stdout.isatty(), streams.terminal_columns()]
