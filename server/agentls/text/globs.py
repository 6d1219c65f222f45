"""Matching paths against the globs of the schemas, by the rules of git's ignore files."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache, lru_cache

from agentls.text.expressions import expression
from agentls.text.patterns import NameTest, Pattern, is_one, pattern

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
    folder, _, name = path.strip("/").rpartition("/")
    return bool(name) and is_one(name, name_test(glob, folder, is_folder=path.endswith("/")))


# Of ten thousand files in one folder nothing but their names has to be looked at.
@lru_cache(maxsize=4096)
def name_test(glob: str, folder: str, *, is_folder: bool = False) -> NameTest:
    """Return what decides whether `glob` means what has a certain name in `folder`; `is_folder` if that is a folder."""
    compiled = _compiled(glob)
    # Most globs speak of other folders.
    if compiled is None or not may_match_in(glob.rstrip("/"), folder):
        return False
    names = folder.strip("/").split("/") if folder.strip("/") else []
    if any(compiled.fits(names[:count]) for count in range(len(names), 0, -1)):
        return True
    return compiled.last(names) if is_folder or not compiled.only_folders else False


# Projects call their files and folders by few names, again and again.
@lru_cache(maxsize=4096)
def is_called(name: str, globs: tuple[str, ...]) -> bool:
    """Tell whether a single name fits one of some patterns, in which no slash means anything."""
    return any(fnmatchcase(name, glob) for glob in globs)


def may_match_in(glob: str, folder: str) -> bool:
    """Tell whether `glob` may mean a file that lies in `folder`: what it says of folders stands in its path."""
    rooted = f"/{folder.strip('/')}/"
    return all(part in rooted for part in _parts(glob[: glob.rfind("/") + 1]))
