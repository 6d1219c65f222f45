"""Matching paths against the globs of the schemas, by the rules of git's ignore files."""

from __future__ import annotations

from functools import cache, lru_cache

from agentls.text.expressions import expression
from agentls.text.patterns import Pattern, pattern

# In globs with one of these, what stands between the stars need not stand in the path to the letter.
_OTHER_SIGNS = expression(r"[\[\]?!\\#\s]")


@cache
def _compiled(glob: str) -> Pattern | None:
    return pattern(glob)


@cache
def _parts(glob: str) -> tuple[str, ...]:
    """Return texts that every path has, from its first slash on, which `glob` means; the longest first."""
    if _OTHER_SIGNS.search(glob):
        return ()
    found = set(glob.split("*")) - {"", "/"}
    return tuple(sorted(found, key=len, reverse=True))


def matches(glob: str, path: str) -> bool:
    """Tell whether `path`, with `/` between its parts, is one that `glob` means, or lies in a folder that it means."""
    # Each file is held against some hundred globs, and most of them speak of other folders.
    rooted = path if path.startswith("/") else f"/{path}"
    for part in _parts(glob):
        if part not in rooted:
            return False
    return _fits(glob, path)


# Programs that read each other's files are told by the same globs: each path is held against some of them often.
@lru_cache(maxsize=1024)
def _fits(glob: str, path: str) -> bool:
    compiled = _compiled(glob)
    names = path.strip("/").split("/")
    if compiled is None or names == [""]:
        return False
    if compiled.fits(names) and not (compiled.only_folders and not path.endswith("/")):
        return True
    return any(compiled.fits(names[:count]) for count in range(len(names) - 1, 0, -1))


def may_match_in(glob: str, folder: str) -> bool:
    """Tell whether `glob` may mean a file that lies in `folder`: what it says of folders stands in its path."""
    rooted = f"/{folder.strip('/')}/"
    return all(part in rooted for part in _parts(glob[: glob.rfind("/") + 1]))
