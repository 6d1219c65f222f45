"""What every command does that looks at files: find them, read their names, and know what lies around them."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path

from agentls.cli.sources import Source, Sources
from agentls.cli.suggesting import did_you_mean
from agentls.disk import project
from agentls.disk.plugins import Plugins
from agentls.knowledge.dialect import Dialect, all_dialects, dialect, host_ids, root_of
from agentls.knowledge.settings import Settings
from agentls.project.index import Index
from agentls.project.snapshot import Snapshot

_log = logging.getLogger(__name__)


class UnknownDialect(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """Somebody named a dialect that there is not."""


def named_dialect(name: str | None) -> Dialect | None:
    """Return the dialect that is named on the command line, if one is; raises `UnknownDialect`."""
    found = dialect(name) if name else None
    if name and found is None:
        known = [one.id for one in all_dialects()]
        meant = did_you_mean(name, known, f"the dialects are {', '.join(known)}")
        raise UnknownDialect(f"there is no dialect `{name}`; {meant}")
    return found


class UnknownHost(Exception):  # noqa: N818 - it is shown to people, who call it that.
    """Somebody named a program that there is not."""


def named_hosts(names: Iterable[str]) -> frozenset[str]:
    """Return the short names of programs that are named on the command line; raises `UnknownHost`."""
    known = host_ids()
    for name in names:
        if name not in known:
            meant = did_you_mean(name, known, f"the programs are {', '.join(known)}")
            raise UnknownHost(f"there is no program `{name}`; {meant}")
    return frozenset(names)


def searched(paths: Iterable[str]) -> list[str]:
    """Return those of the paths that are folders, from the top of the disk."""
    return [os.path.abspath(path) for path in paths if os.path.isdir(path)]  # noqa: PTH100, PTH112 - may not raise.


def read(
    found: Iterable[Source], sources: Sources, settings: Settings, searched: list[str]
) -> tuple[list[Source], Snapshot]:
    """Return the files that can be read, and the state in which all are judged: each sees the names of the others.

    `searched` are the folders from which the files come; what lies around them is looked for here.
    """
    home = project.home()
    index = Index(home)
    plugins = Plugins()
    for facts in project.user_facts(plugins):
        index.update(facts)
    known: list[Source] = []
    roots: set[str] = set()
    for source in found:
        document = sources.document(source)
        if document is None:
            continue
        known.append(source)
        try:
            index.update(plugins.facts_of(document))
        except Exception as error:
            # What one file defines is not known then; everything else is.
            sources.problems.append((source.shown, f"internal error: {described(error)}"))
            _log.debug("reading %s failed", source.shown, exc_info=True)
        if document.path:
            roots.add(root_of(document.path, document.dialect))
        sources.keep(document)
    for facts in project.facts_around(sorted(roots), set(index.paths()), searched, plugins):
        index.update(facts)
    return known, Snapshot(settings, index, project.Disk(Path.cwd().as_posix()), home)


def described(error: Exception) -> str:
    """Return an error of ours as a part of one line."""
    return f"{type(error).__name__}: {error}"
