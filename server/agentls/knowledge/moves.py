"""Files at places where the host does not look: where each was meant to be, as the schemas tell it."""

from __future__ import annotations

import re
from functools import cache

from agentls.knowledge.annotation_parts import Move
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import Dialect


@cache
def pattern(move: Move) -> re.Pattern[str]:
    """Return the expression for the paths that `move` is about."""
    return re.compile(move.pattern)


def meant(path: str, dialect: Dialect) -> Dialect | None:
    """Return what the file at `path` was meant to be when it lies where the host of `dialect` does not look."""
    for move in dialect.facts.moves:
        found = pattern(move).match(path)
        if found is not None:
            return detect(found.expand(move.to))
    return None
