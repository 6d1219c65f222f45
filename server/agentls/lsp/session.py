"""What the server remembers between messages: open files, the client's abilities and the settings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from lsprotocol import types

from agentls import configuration, hosts, settings
from agentls.dialect import detect, root_markers
from agentls.document import Document
from agentls.finding import Finding
from agentls.lint import lint
from agentls.lsp import keystroke, uris
from agentls.lsp.client import Client
from agentls.lsp.convert import Places
from agentls.settings import DEFAULTS, Settings
from agentls.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class File:
    """An open agent file at one version, with all that answers about it need."""

    uri: str
    document: Document
    snapshot: Snapshot
    places: Places
    typing_at: int | None = None
    host: str | None = None

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with it, but for words that are just being typed."""
        return lint(self.document, self.snapshot, self.typing_at)

    @cached_property
    def shown(self) -> list[Finding]:
        """The findings that the editor does not show by itself."""
        if self.host is None:
            return self.findings
        return [one for one in self.findings if not hosts.shows(self.host, self.document, one)]


@dataclass
class Session:
    """One editor's connection. `host` names an editor that checks agent files itself, too."""

    client: Client = field(default_factory=Client)
    host: str | None = None
    editor_settings: Settings = DEFAULTS
    _files: dict[str, File | None] = field(default_factory=dict)

    def file(self, uri: str) -> File | None:
        """Return the open agent file at `uri`, or `None` for one that is not open or that no assistant reads."""
        return self._files.get(uri)

    def files(self) -> Iterator[File]:
        """Yield every open agent file."""
        yield from (file for file in self._files.values() if file)

    def open(self, uri: str, version: int, text: str) -> File | None:
        """Take note of an opened file; what it is gets decided by its path, never by the editor's language."""
        path = uris.to_path(uri)
        disk = uris.on_disk(uri)
        dialect = detect(path, _marked_above(path) if disk else ())
        self._files[uri] = None
        if dialect:
            document = Document(path, text, dialect, version)
            self._files[uri] = File(uri, document, self._snapshot(disk), self._places(document), host=self.host)
        return self._files[uri]

    def change(self, uri: str, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]) -> File | None:
        """Take note of an edit."""
        file = self._files.get(uri)
        if file is None:
            return None
        for change in changes:
            file = self._changed(file, version, change)
        self._files[uri] = file
        return file

    def _changed(self, file: File, version: int, change: types.TextDocumentContentChangeEvent) -> File:
        old = file.document.text
        new = change.text
        if isinstance(change, types.TextDocumentContentChangePartial):
            span = file.places.span(change.range)
            new = old[: span.start] + change.text + old[span.end :]
        document = replace(file.document, text=new, version=version)
        typing_at = keystroke.place(old, new) if new != old else file.typing_at
        return replace(file, document=document, places=self._places(document), typing_at=typing_at)

    def save(self, uri: str) -> File | None:
        """Take note that nobody is amid a word, and of new settings; return the file if its findings change."""
        file = self._files.get(uri)
        if file is None:
            return None
        rested = replace(file, typing_at=None, snapshot=self._snapshot(uris.on_disk(uri)))
        self._files[uri] = rested
        return rested if rested.findings != file.findings else None

    def look(self, file: File, offset: int) -> File | None:
        """Take note of where the cursor is; return the file if findings come up because it has left a word."""
        if file.typing_at is None or offset == file.typing_at:
            return None
        rested = replace(file, typing_at=None)
        held_back = [one for one in rested.findings if one.is_being_typed(file.typing_at)]
        if held_back and all(one.is_being_typed(offset) for one in held_back):
            return None
        self._files[file.uri] = rested
        return rested if held_back else None

    def close(self, uri: str) -> bool:
        """Forget a file; tell whether it was an agent file."""
        return self._files.pop(uri, None) is not None

    def configure(self, data: object) -> list[str]:
        """Take over the editor's settings; return a line for each part that was not usable."""
        self.editor_settings, problems = settings.from_plain(data)
        for file in list(self.files()):
            self._files[file.uri] = replace(file, snapshot=self._snapshot(uris.on_disk(file.uri)))
        return problems

    def _snapshot(self, disk: Path | None) -> Snapshot:
        """Return the settings for a file: the editor's before the project's."""
        project, mine = _project_settings(disk), self.editor_settings
        return Snapshot(
            Settings(
                rules={**project.rules, **mine.rules},
                tools=project.tools | mine.tools,
                models=project.models | mine.models,
                keys=project.keys | mine.keys,
            )
        )

    def _places(self, document: Document) -> Places:
        return Places(document.lines, self.client.encoding)


def _marked_above(path: str) -> frozenset[tuple[str, str]]:
    """Return the folders above the file that hold a root marker, as pairs of folder and marker."""
    folders = [folder.as_posix() for folder in PurePosixPath(path).parents]
    pairs = ((folder, marker) for folder in folders for marker in root_markers())
    return frozenset((folder, marker) for folder, marker in pairs if os.path.isfile(f"{folder}/{marker}"))  # noqa: PTH113


def _project_settings(disk: Path | None) -> Settings:
    try:
        return configuration.find(disk.parent)[0] if disk else DEFAULTS
    except OSError:
        # A folder that may not be looked into has no settings for us.
        return DEFAULTS
