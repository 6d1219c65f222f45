"""Paths, as texts with `/` between their parts."""

from __future__ import annotations


def is_remote(path: str) -> bool:
    """Tell whether `path` names another machine, as `//host/share` and `\\\\host\\share` do on Windows.

    Merely asking whether such a file exists makes Windows log in there with the user's name. The answer is the same on
    every system: nothing that stands in a file may make agentls touch such a path.
    """
    return path[:2] in ("//", "\\\\", "/\\", "\\/")
