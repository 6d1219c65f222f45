"""What a project has: everything that its files define, with the document of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agentls.cli.project import read, searched
from agentls.cli.sources import Sources
from agentls.disk import configuration
from agentls.project.document import Document
from agentls.project.file_facts import facts_of
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot


@dataclass
class Inventory:
    """The files of a project, read once. `problems` are pairs of a path and why it could not be read."""

    documents: list[tuple[str, Document]]
    snapshot: Snapshot
    problems: list[tuple[str, str]]

    def definitions(self) -> Iterator[tuple[str, Document, Definition]]:
        """Yield what each file defines, with the file's path as the user knows it."""
        for shown, document in self.documents:
            known = self.snapshot.index.facts(document.path) or facts_of(document)
            for definition in known.definitions:
                yield shown, document, definition


def inventory(paths: list[str]) -> Inventory:
    """Read the files at and below `paths`, or those below the current folder."""
    own = configuration.find(Path.cwd())
    sources = Sources(None, settings=own.settings, problems=own.problems)
    paths = paths or ["."]
    found, snapshot = read(sources.find(paths), sources, own.settings, searched(paths))
    documents = [(source.shown, document) for source in found if (document := sources.document(source)) is not None]
    by_path = {document.path: document for _, document in documents}
    return Inventory(documents, snapshot.changed(document_at=by_path.get), sources.problems)
