"""What every command does that looks at files: find them, read their names, and know what lies around them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from agentls.cli.sources import Source, Sources
from agentls.cli.suggesting import did_you_mean
from agentls.disk import configuration, project, system
from agentls.disk.plugins import Plugins, beside_of
from agentls.disk.walk import Walk
from agentls.knowledge.detection import root_of
from agentls.knowledge.dialect import Dialect, all_dialects, dialect, host_ids
from agentls.knowledge.settings import Settings
from agentls.project.document import Document
from agentls.project.file_facts import definitions_in, references_in
from agentls.project.index import Index
from agentls.project.names import FileFacts
from agentls.project.snapshot import Snapshot
from agentls.text import log

if TYPE_CHECKING:
    # Whoever wants no answers of earlier runs need not load what keeps them.
    from agentls.cli.memory import KeptFacts, Memory


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


def kind_at(path: str) -> Dialect | None:
    """Return what the file at `path` is for the settings of the current folder, or else for the assistants."""
    settings = configuration.find(Path.cwd()).settings
    walk = Walk(settings_in=lambda _: settings)
    return next((one.kind for one in walk.find(Path(path))), None)


def searched(paths: Iterable[str]) -> list[str]:
    """Return those of the paths that are folders, from the top of the disk."""
    return [os.path.abspath(path) for path in paths if system.is_folder(path)]  # noqa: PTH100 - links must stay.


def read(
    found: Iterable[Source], sources: Sources, settings: Settings, searched: list[str]
) -> tuple[list[Source], Snapshot]:
    """Return the files that can be read, and the state in which all are judged: each sees the names of the others.

    `searched` are the folders from which the files come; what lies around them is looked for here.
    """
    names = Names()
    known = names.read(found, sources, searched)
    return known, names.snapshot(settings)


class Names:
    """The names of all files: those that a command is about, those around them, and the user's own.

    What earlier runs know of a file is taken from `memory`. The index is built then only when somebody needs it.
    `with_uses` tells whether to know where the names are used, too, which no rule asks.
    """

    def __init__(self, memory: Memory | None = None, *, with_uses: bool = True) -> None:
        self.home = project.home()
        self._with_uses = with_uses
        self._memory = memory
        self._plugins = Plugins()
        self._index = Index(self.home)
        self._told: list[FileFacts | KeptFacts] = []
        self._are_told = True

    def read(self, found: Iterable[Source], sources: Sources, searched: list[str]) -> list[Source]:
        """Take in the names in the files `found` and around them; return those of the files that can be read."""
        for facts in project.user_facts(self._plugins):
            self._tell(facts)
        known: list[Source] = []
        roots: set[str] = set()
        for source in found:
            document = sources.document(source)
            if document is None:
                continue
            known.append(source)
            try:
                root = self._take(document)
                for facts in beside_of(document):
                    self._tell(facts)
            except Exception as error:
                # What one file defines is not known then; everything else is.
                sources.problems.append((source.shown, f"internal error: {described(error)}"))
                log.named(__name__).debug("reading %s failed", source.shown, exc_info=True)
                self._are_told = False
                root = root_of(document.path, document.dialect)
            if document.path:
                roots.add(root)
            sources.keep(document)
        # Mostly nothing lies around, and a hundred thousand paths need not be put together.
        paths = cache(lambda: {*self._index.paths(), *(one.path for one in self._told)})
        around = project.facts_around(
            sorted(roots), lambda path: path in paths(), searched, self._plugins, sources.walk_around
        )
        for facts in around:
            self._tell(facts)
        return known

    def _tell(self, facts: FileFacts) -> None:
        self._add(facts)
        if self._memory is not None and not self._memory.note(facts):
            self._are_told = False

    def _add(self, facts: FileFacts) -> None:
        if self._memory is None:
            self._index.update(facts)
        else:
            self._told.append(facts)

    def _take(self, document: Document) -> str:
        """Take in what a file tells the others; return the folder of its project."""
        plugin = self._plugins.plugin_of(document)
        kept = self._memory.facts(document, plugin) if self._memory is not None else None
        if kept is not None:
            self._told.append(kept)
            return kept.root
        root, used = root_of(document.path, document.dialect), references_in(document) if self._with_uses else ()
        facts = FileFacts(document.path, definitions_in(document, plugin), used)
        self._add(facts)
        if self._memory is not None and not self._memory.keep_facts(document, plugin, root, facts):
            self._are_told = False
        return root

    def digest(self) -> bytes | None:
        """Return what stands for all names, `None` when there are some that cannot be told by it."""
        return self._memory.digest() if self._memory is not None and self._are_told else None

    @property
    def index(self) -> Index:
        """All the names, to look them up."""
        # Each goes when the index has taken it in: of ten thousand files nobody needs both forms.
        self._told.reverse()
        while self._told:
            told = self._told.pop()
            # What somebody has tampered with is read anew.
            facts = told if isinstance(told, FileFacts) else told.facts() or self._read_again(told)
            if facts is not None:
                self._index.update(facts)
        return self._index

    def _read_again(self, kept: KeptFacts) -> FileFacts | None:
        return project.read_facts(kept.path, kept.kind, self._plugins)

    def snapshot(self, settings: Settings) -> Snapshot:
        """Return the state in which files are judged."""
        return Snapshot(settings, self.index, project.Disk(Path.cwd().as_posix()), self.home)


def described(error: Exception) -> str:
    """Return an error of ours as a part of one line."""
    return f"{type(error).__name__}: {error}"
