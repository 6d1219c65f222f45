"""Which host reads a file as what, by its path, and to whose project it belongs."""

import posixpath
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from agentls.knowledge.dialect import Dialect, all_dialects, root_markers
from agentls.knowledge.seen_folders import as_seen
from agentls.text.globs import is_called, may_match_in, name_test
from agentls.text.patterns import NameTest, is_one


class _Candidate(NamedTuple):
    """A dialect that files in a folder may have: those whose names pass `test`, and none of `left`."""

    dialect: Dialect
    test: NameTest
    left: tuple[NameTest, ...]


def detect(path: str, marked: Collection[tuple[str, str]] = ()) -> Dialect | None:
    """Return the dialect of the file at `path`, or `None` for a file that no host reads.

    `path` has `/` between its parts. `marked` holds the folders known to hold a root marker, as pairs of folder and
    marker.
    """
    folder, _, name = path.rpartition("/")
    markers = _markers_above(folder, marked) if marked else ()
    for one in _candidates(folder if markers else as_seen(folder), posixpath.splitext(name)[1], markers):
        if is_one(name, one.test) and not (one.left and any(is_one(name, left) for left in one.left)):
            beside = one.dialect.not_beside
            return None if beside and any((folder, other) in markers for other in beside) else one.dialect
    return None


def _markers_above(folder: str, marked: Collection[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return those of the markers that stand in `folder` or above it, nearest first."""
    above = (one for one, _ in _ancestors(f"{folder}/"))
    return tuple(pair for one in above for marker in root_markers() if (pair := (one, marker)) in marked)


# A walk asks for one file after the other of each folder.
@lru_cache(maxsize=256)
def _candidates(folder: str, ending: str, markers: tuple[tuple[str, str], ...]) -> tuple[_Candidate, ...]:
    """Return what files of that ending may be in `folder` below such markers, the likeliest first."""
    found: list[tuple[int, _Candidate]] = []
    for one in _possible_in(folder):
        if ending not in one.endings:
            continue
        # A file that a host would read elsewhere is that only as long as nobody reads it where it is.
        weight = 0 if one.facts.moves and one.overrides is None else 1
        left = _tests(one.facts.not_files, folder)
        for below in _places(one, folder, markers):
            for glob in one.files:
                test = name_test(glob, below)
                if test is not False:
                    # The marker of a plugin says as much as a part of a path.
                    close = _closeness(glob) * weight + (one.root_marker is not None)
                    found.append((close, _Candidate(one, test, left)))
    # Of kinds that fit equally well the first counts: those that go before others stand before them.
    return tuple(one for _, one in sorted(found, key=lambda pair: -pair[0]))


def _places(dialect: Dialect, folder: str, markers: tuple[tuple[str, str], ...]) -> list[str]:
    """Return `folder` as the globs of the dialect mean it: below each of its markers, or from the top."""
    if dialect.root_marker is None:
        return [folder]
    return [folder[len(above) :].lstrip("/") for above, marker in markers if marker == dialect.root_marker]


@lru_cache(maxsize=256)
def _possible_in(folder: str) -> tuple[Dialect, ...]:
    """Return the dialects that a file in `folder` may have: a walk asks for one file after the other of each folder."""
    every = all_dialects()
    return tuple(one for one in every if one.root_marker or any(may_match_in(glob, folder) for glob in one.files))


def _closeness(glob: str) -> int:
    """Return how much a glob says: `**/.claude/skills/**/SKILL.md` says more of a file than `**/SKILL.md`."""
    return len(glob.removeprefix("**/").replace("*", ""))


def readings(path: str, own: Dialect) -> tuple[Dialect, ...]:
    """Return every dialect as which a program reads the file at `path`, that of the file's own host first."""
    folder, _, name = path.rpartition("/")
    seen = as_seen(folder)
    return _readings(seen, tuple(test for test in _tests_of_others(seen) if is_one(name, test)), own)


# Most files of a folder pass the same tests, and several programs have the same.
@lru_cache(maxsize=256)
def _readings(folder: str, passed: tuple[NameTest, ...], own: Dialect) -> tuple[Dialect, ...]:
    others = (one for one, test in _also_reading_in(folder) if one.id != own.id and test in passed)
    return (own, *dict.fromkeys(others))


@lru_cache(maxsize=256)
def _tests_of_others(folder: str) -> tuple[NameTest, ...]:
    return tuple(dict.fromkeys(test for _, test in _also_reading_in(folder)))


def other_hosts(path: str, own: Dialect) -> tuple[str, ...]:
    """Return the short names of the hosts that read the file at `path` besides its own, sorted."""
    return _hosts_besides_first(readings(path, own))


@cache
def _hosts_besides_first(every: tuple[Dialect, ...]) -> tuple[str, ...]:
    return tuple(sorted({one.host_id for one in every} - {every[0].host_id}))


@lru_cache(maxsize=256)
def _also_reading_in(folder: str) -> tuple[tuple[Dialect, NameTest], ...]:
    """Return the dialects whose programs may read a file in `folder` though it is another's, and which files."""
    return tuple((one, test) for one in all_dialects() for test in _tests(one.facts.also_reads, folder))


@lru_cache(maxsize=256)
def _tests(globs: tuple[str, ...], folder: str) -> tuple[NameTest, ...]:
    """Return what decides which files in `folder` the globs mean, without those that mean none."""
    return tuple(test for glob in globs if (test := name_test(glob, folder)) is not False)


@lru_cache(maxsize=1024)
def root_of(path: str, dialect: Dialect) -> str:
    """Return the folder whose project the file belongs to: the nearest one below which the dialect's paths fit.

    For `/a/b/.claude/agents/c.md` that is `/a/b`. A file of a collection belongs to that, any other to its own folder.
    """
    if dialect.project is not None:
        return dialect.project
    folder, _, name = path.rpartition("/")
    root = next((root for test, root in _roots_above(folder, dialect) if is_one(name, test)), None)
    return root if root is not None else _collection_of(path, dialect) or folder


@lru_cache(maxsize=256)
def _roots_above(folder: str, dialect: Dialect) -> tuple[tuple[NameTest, str], ...]:
    """Return which files in `folder` belong to the project of which folder, in the order in which that is asked."""
    # The longest pattern says most: `skills/a/SKILL.md` belongs to the plugin around it, though `SKILL.md` fits, too.
    every = (
        (name_test(f"/{pattern}", rest.rpartition("/")[0]), root)
        for pattern in _patterns(dialect)
        for root, rest in _ancestors(f"{folder}/.")
    )
    return tuple((test, root) for test, root in every if test is not False)


@cache
def _patterns(dialect: Dialect) -> tuple[str, ...]:
    globs = (glob.removeprefix("**/") for glob in dialect.files)
    return tuple(sorted(globs, key=lambda one: -one.count("/")))


# Several rules ask it of one file after the other.
@lru_cache(maxsize=64)
def is_collected(path: str, dialect: Dialect) -> bool:
    """Tell whether the host does not read the file at its place: it is one of a collection."""
    if not dialect.facts.collections:
        return False
    folder, _, name = path.rpartition("/")
    return not any(is_one(name, test) for test in _tests(dialect.files, folder))


def _collection_of(path: str, dialect: Dialect) -> str | None:
    """Return the folder of the collection: the nearest one above the file that has such a name."""
    collections = dialect.facts.collections if is_collected(path, dialect) else None
    globs = tuple(glob for proof in collections.any_of for glob in proof.folders) if collections else ()
    for folder, _ in _ancestors(path) if globs else ():
        if is_called(folder.rpartition("/")[2].lower(), globs):
            return folder
    return None


def _ancestors(path: str) -> Iterator[tuple[str, str]]:
    """Yield each folder above `path`, nearest first, with the rest of the path below it."""
    at = path.rfind("/")
    while at >= 0:
        yield path[:at], path[at + 1 :]
        at = path.rfind("/", 0, at)
    yield "", path
