"""Answers of earlier runs, where there is a place for them.

with opened() as answers:
    answers.get(question) -> bytes | None      # the answers are None where there can be none
    answers.put(question, answer)
"""

from __future__ import annotations

from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from agentls.disk.store import Store


@contextmanager
def opened() -> Iterator[Store | None]:
    """Give the user's store, `None` where there can be none."""
    try:
        from agentls.disk import store  # noqa: PLC0415 - not every Python was built with a database.
    except ImportError:
        yield None
        return
    found = store.connect()
    try:
        yield found
    finally:
        if found is not None:
            found.close()
