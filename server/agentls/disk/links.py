"""How far links are followed: not to whatever else their reader may read."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from agentls.disk import system
from agentls.knowledge.dialect import all_dialects


def is_at_or_below(path: str, folder: str) -> bool:
    """Tell whether the folder is `path` itself or one of those above it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


@cache
def _user_tops() -> frozenset[str]:
    """Return the folders of hosts in the user's home, such as `.claude`."""
    return frozenset(name.partition("/")[0] for one in all_dialects() for name in one.facts.user_folders)


def reach(top: Path) -> tuple[str, ...]:
    """Return the real folders that links below `top` may lead to; none at all means that they may lead anywhere."""
    if any(is_at_or_below(str(top), str(Path.home() / name)) for name in _user_tops()):
        # Nobody but the user puts links there, and those of dotfiles lead all over the disk.
        return ()
    repository = next((folder for folder in (top, *top.parents) if system.is_named(str(folder / ".git"))), top)
    return tuple({system.real(str(repository)), system.real(str(top))})
