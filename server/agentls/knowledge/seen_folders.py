"""Folders as the globs of the dialects see them, to which all names are alike that none of them has.

    as_seen(folder) -> str

A big project has ten thousand folders in which no host looks: what may be in one of them is found out once for all.
"""

from functools import cache, lru_cache

from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.text.globs import name_test
from agentls.text.patterns import NameTest, is_one

# No folder has such a name.
_OTHER = "\0"
_ANY = frozenset({"", "*", "**"})


@lru_cache(maxsize=1024)
def as_seen(folder: str) -> str:
    """Return a folder below no root marker in which globs mean the same files: the same string for many folders."""
    names = [name if _is_mentioned(name) else _OTHER for name in folder.strip("/").split("/")]
    first = next((number for number, name in enumerate(names) if name != _OTHER), len(names))
    # How deep a folder lies is the same to globs for all folders.
    return "/".join(names[max(first - 1, 0) :] if _are_for_all_folders() else names)


# Projects call their folders by few names, again and again.
@lru_cache(maxsize=4096)
def _is_mentioned(name: str) -> bool:
    return any(is_one(name, test) for test in _mentioned())


@cache
def _mentioned() -> tuple[NameTest, ...]:
    """Return what decides whether a glob has a name: files count, too, for a folder may be called like one."""
    parts = {part for one in all_dialects() for glob in _globs(one) for part in glob.split("/")}
    return tuple(name_test(part, "", is_folder=True) for part in sorted(parts - _ANY))


@cache
def _are_for_all_folders() -> bool:
    """Tell whether no glob says how deep a folder lies, but those of dialects that count from a root marker."""
    every = (glob for one in all_dialects() if one.root_marker is None for glob in _globs(one))
    return all(glob.startswith("**/") or "/" not in glob for glob in every)


def _globs(dialect: Dialect) -> tuple[str, ...]:
    return (*dialect.files, *dialect.facts.not_files, *dialect.facts.also_reads)
