"""Matching paths against the globs of the schemas, by the rules of git's ignore files."""

from __future__ import annotations

import re
from functools import cache

from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

# In globs with one of these, what stands between the stars need not stand in the path to the letter.
_OTHER_SIGNS = re.compile(r"[\[\]?!\\#\s]")


@cache
def _compiled(glob: str) -> GitIgnoreSpecPattern:
    return GitIgnoreSpecPattern(glob)


@cache
def _parts(glob: str) -> tuple[str, ...]:
    """Return texts that every path has which `glob` means, the longest first."""
    if _OTHER_SIGNS.search(glob):
        return ()
    found = {part.strip("/") for part in glob.split("*")} - {""}
    return tuple(sorted(found, key=len, reverse=True))


def matches(glob: str, path: str) -> bool:
    """Tell whether `path`, with `/` between its parts, is one that `glob` means."""
    # Each file is held against some hundred globs, and most of them speak of other folders.
    for part in _parts(glob):
        if part not in path:
            return False
    return _compiled(glob).match_file(path.lstrip("/")) is not None
