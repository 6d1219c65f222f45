"""What moves the text of an editor stays in its place while somebody types: the last good answer counts.

A file that cannot be read for the moment, for half a key in its frontmatter, defines and uses nothing. Its hints and
the lines above its names would go with the first letter and come back with the colon, and all text would jump.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from agentls.lsp.state.file import File
from agentls.text.differences import Follower

_T = TypeVar("_T")


@dataclass
class _Kept(Generic[_T]):
    text: str
    answers: tuple[_T, ...]


class Steady(Generic[_T]):
    """The last good answers to one kind of question, by the address of the file.

    `find` answers it; `move` returns an answer as it stands after edits, or `None` when what it was about is gone.
    """

    def __init__(self, find: Callable[[File], tuple[_T, ...]], move: Callable[[_T, Follower], _T | None]) -> None:
        self._find = find
        self._move = move
        self._kept: dict[str, _Kept[_T]] = {}

    def answers(self, file: File) -> tuple[_T, ...]:
        """Return the answers for a file as it is, or as it was last readable, moved along with the edits."""
        kept = self._kept.get(file.uri)
        document = file.document
        if kept is None or document.is_loaded_as_map:
            kept = self._kept[file.uri] = _Kept(document.text, self._find(file))
        if kept.text == document.text:
            return kept.answers
        follower = Follower(kept.text, document.text)
        moved = (self._move(one, follower) for one in kept.answers)
        return tuple(one for one in moved if one is not None)

    def forget(self, uri: str) -> None:
        """Keep nothing of a file that has been closed."""
        self._kept.pop(uri, None)
