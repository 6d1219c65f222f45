"""What a run has found out, kept in the user's cache folder for the next one: short answers by digests of questions.

    connect() -> Store | None                      # None where there can be none

It is only ever a help. Whatever is wrong with it (no folder, no room, another run that writes, a damaged file) makes a
run slower and nothing else: answers come with a checksum, and nothing in them is ever executed. A folder that others
may write to is not used.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import stat
import sys
import time

_FILE = "check-1.sqlite3"
_DIGEST = 16
_ANSWERS_AT_ONCE = 1000
# To open the file for each question takes longer than to answer it. Nobody else can write meanwhile, which is for some
# thousandths of a second: whoever misses an answer has work to do, and lets go.
_QUESTIONS_AT_ONCE = 250
# What nobody has asked for in so many days goes when there is more than so much.
_DAYS_KEPT = 14
_MOST_BYTES = 256_000_000
_SECONDS_A_DAY = 86_400
_SETTINGS = ("synchronous = OFF", "trusted_schema = OFF", "cell_size_check = ON", "temp_store = MEMORY")
_TABLE = "CREATE TABLE IF NOT EXISTS answers (question BLOB PRIMARY KEY, answer BLOB, day INTEGER) WITHOUT ROWID"


class Store:
    """The answers in a file. What is put is written some time later, and at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection
        # The first run of all would ask thousands of times for nothing.
        self._is_empty = connection.execute("SELECT 1 FROM answers LIMIT 1").fetchone() is None
        self._today = int(time.time()) // _SECONDS_A_DAY
        self._new: dict[bytes, bytes] = {}
        self._asked: list[bytes] = []
        self._hits = 0

    def get(self, question: bytes) -> bytes | None:
        """Return the answer, `None` when it is not known or damaged."""
        if self._connection is None or self._is_empty:
            return None
        try:
            if self._hits == 1:
                self._connection.execute("BEGIN")
            row = self._connection.execute("SELECT answer, day FROM answers WHERE question = ?", (question,)).fetchone()
            self._hits = self._hits + 1 if row is not None and self._hits < _QUESTIONS_AT_ONCE else 0
            if not self._hits:
                self._connection.commit()
        except sqlite3.Error:
            self._give_up()
            return None
        if row is None or not isinstance(row[0], bytes):
            return None
        answer = row[0][_DIGEST:]
        if _checksum(question, answer) != row[0][:_DIGEST]:
            return None
        if row[1] != self._today:
            self._asked.append(question)
        return answer

    def put(self, question: bytes, answer: bytes) -> None:
        """Keep an answer."""
        if self._connection is not None:
            self._new[question] = _checksum(question, answer) + answer
            if len(self._new) >= _ANSWERS_AT_ONCE:
                self._write()

    def close(self) -> None:
        """Write what is not written yet."""
        if self._connection is not None and (self._new or self._asked):
            self._write()
            self._clear_up()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _write(self) -> None:
        if self._connection is None:
            return
        rows = [(question, answer, self._today) for question, answer in self._new.items()]
        try:
            self._connection.commit()
            self._hits = 0
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
                asked = [(self._today, question) for question in self._asked]
                self._connection.executemany("UPDATE answers SET day = ? WHERE question = ?", asked)
        except sqlite3.Error:
            self._give_up()
        self._new.clear()
        self._asked.clear()

    def _clear_up(self) -> None:
        """Let old answers go where there are too many; all of them where that is not enough."""
        if self._connection is None:
            return
        try:
            for oldest in (self._today - _DAYS_KEPT, self._today + 1):
                pages = [
                    self._connection.execute(f"PRAGMA {name}").fetchone()[0]
                    for name in ("page_count", "freelist_count")
                ]
                if (pages[0] - pages[1]) * self._connection.execute("PRAGMA page_size").fetchone()[0] <= _MOST_BYTES:
                    return
                with self._connection:
                    self._connection.execute("DELETE FROM answers WHERE day < ?", (oldest,))
        except sqlite3.Error:
            self._give_up()

    def _give_up(self) -> None:
        """Go on without: another run writes just now, or the file cannot be used."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def folder() -> str:
    """Return where the system keeps what programs can do without; raises `OSError` where nobody has a home."""
    chosen = os.environ.get("XDG_CACHE_HOME")
    if chosen and os.path.isabs(chosen):
        return os.path.join(chosen, "agentls")
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise OSError("nobody has a home here")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
        return os.path.join(local, "agentls", "cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "agentls")
    return os.path.join(home, ".cache", "agentls")


def connect() -> Store | None:
    """Return the user's store, to be closed by whoever asks for it, `None` where there can be none."""
    try:
        place = folder()
        file = os.path.join(place, _FILE)
        os.makedirs(place, mode=0o700, exist_ok=True)
        if not _is_mine(place, stat.S_ISDIR) or (os.path.lexists(file) and not _is_mine(file, stat.S_ISREG)):
            return None
        return _begun(file)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            return None
        # The file is no database any more: a new one is as good.
        with contextlib.suppress(OSError, sqlite3.Error):
            os.unlink(file)
            return _begun(file)
        return None
    except OSError:
        return None


def _begun(file: str) -> Store:
    connection = sqlite3.connect(file, timeout=0.1)
    try:
        for one in _SETTINGS:
            connection.execute(f"PRAGMA {one}")
        connection.execute(_TABLE)
        connection.commit()
        return Store(connection)
    except sqlite3.Error:
        connection.close()
        raise


def _is_mine(path: str, is_kind: object) -> bool:
    """Tell whether nobody but the user can write there; a link leads who knows where."""
    status = os.lstat(path)
    if not callable(is_kind) or not is_kind(status.st_mode):
        return False
    # Windows has no such number, nor has a browser, where nobody else is.
    me = getattr(os, "geteuid", None)
    return me is None or (status.st_uid == me() and not status.st_mode & 0o022)


def _checksum(question: bytes, answer: bytes) -> bytes:
    return hashlib.blake2b(question + answer, digest_size=_DIGEST).digest()
