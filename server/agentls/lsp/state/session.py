"""What the server remembers between messages: open files, the client's abilities and the settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lsprotocol import types

from agentls.disk import files
from agentls.disk.project import Disk
from agentls.knowledge import collections, settings
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.settings import DEFAULTS, Settings
from agentls.lsp.convert import uris
from agentls.lsp.convert.values import Places
from agentls.lsp.state import keystroke
from agentls.lsp.state.client import Client
from agentls.lsp.state.file import File
from agentls.lsp.state.preferences import Preferences
from agentls.lsp.state.project_settings import ProjectSettings
from agentls.lsp.state.unread import Unread, with_change
from agentls.lsp.state.workspace import Workspace
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.change import change_between


@dataclass
class Session:
    """One editor's connection. `editor` names one that checks agent files itself, too.

    `own_moves` are the moves of files, as pairs of paths, that belong to the rename answered last.
    """

    client: Client = field(default_factory=Client)
    editor: str | None = None
    editor_settings: Settings = DEFAULTS
    preferences: Preferences = field(default_factory=Preferences)
    own_moves: frozenset[tuple[str, str]] = frozenset()
    _files: dict[str, File] = field(default_factory=dict)
    _unread: dict[str, Unread] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Connect the parts that ask one another."""
        self.workspace = Workspace(self.document_open_at, self.settings_in)
        self.project_settings = ProjectSettings()
        self._uris: dict[str, str] = {}

    def file(self, uri: str) -> File | None:
        """Return the open agent file at `uri`, or `None` for one that is not open or that no assistant reads."""
        return self._files.get(uri)

    def files(self) -> Iterator[File]:
        """Yield every open agent file."""
        yield from self._files.values()

    def open_at(self, path: str) -> File | None:
        """Return the agent file that is open from a path of this machine's disk."""
        uri = self._uris.get(path)
        return self._files.get(uri) if uri is not None else None

    def document_open_at(self, path: str) -> Document | None:
        """Return the text in the editor of the file at `path`."""
        file = self.open_at(path)
        return file.document if file else None

    def file_at(self, path: str) -> File | None:
        """Return the agent file at a path as it is now: in the editor if it is open there, else on disk."""
        found = self.open_at(path)
        if found is not None:
            return found
        kind = self.workspace.kind_at(path)
        if kind is None:
            return None
        try:
            content = files.read(Path(path))
        except files.FileProblem:
            return None
        document = Document(path, content.text, kind, encoding=content.encoding)
        # An editor's own checks see only what is open in it.
        return replace(self._file(uris.from_path(path), document, Path(path)), editor=None)

    def document_at(self, path: str) -> Document | None:
        """Return the agent file at a path as it is now, without the rest that an answer about it needs."""
        file = self.file_at(path)
        return file.document if file else None

    def open(self, uri: str, version: int, text: str, language: str) -> File | None:
        """Take note of an opened file. What it is gets decided by its path; the language tells who checks it, too."""
        path = uris.to_path(uri)
        disk = uris.on_disk(uri)
        dialect = self._kind(path, text, is_on_disk=disk is not None)
        self._files.pop(uri, None)
        self._unread.pop(uri, None)
        if dialect is None:
            self._unread[uri] = Unread(uri, version, text, language)
            return None
        file = self._files[uri] = self._file(uri, Document(path, text, dialect, version), disk, language)
        if disk:
            self._uris[path] = uri
        return file

    def _kind(self, path: str, text: str, *, is_on_disk: bool) -> Dialect | None:
        if is_on_disk:
            return self.workspace.kind_at(path, text)
        return detect(path) or collections.detect(path, text)

    def reconsider(self) -> Iterator[tuple[str, File | None]]:
        """Yield each open file that is another kind of file by now, with what it is; it may be none at all."""
        for file in list(self.files()):
            before = file.document
            if uris.on_disk(file.uri) and self.workspace.kind_at(before.path, before.text) is not before.dialect:
                yield file.uri, self.open(file.uri, before.version or 0, before.text, file.language)
        for other in list(self._unread.values()):
            if uris.on_disk(other.uri) and self.workspace.kind_at(uris.to_path(other.uri), other.text) is not None:
                yield other.uri, self.open(*other)

    def change(self, uri: str, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]) -> File | None:
        """Take note of an edit."""
        file = self._files.get(uri)
        if file is None:
            if uri in self._unread:
                self._unread[uri] = self._unread[uri].changed(version, changes, self.client.encoding)
            return None
        for change in changes:
            file = self._changed(file, version, change)
        self._files[uri] = file
        return file

    def _changed(self, file: File, version: int, change: types.TextDocumentContentChangeEvent) -> File:
        old = file.document.text
        new = with_change(old, change, file.places)
        edit = change_between(old, new)
        document = file.document.edited(edit, version)
        typing_at = keystroke.place(edit) if new != old else file.typing_at
        places = self._places(document)
        known = file.snapshot, places, typing_at, file.editor, file.language, file.knows_names, file.latest
        return File(file.uri, document, *known)

    def save(self, uri: str) -> File | None:
        """Take note that nobody is amid a word, and of new settings; return the file if its findings change."""
        file = self._files.get(uri)
        if file is None:
            return None
        self.project_settings.forget()
        return self.renew(file, typing_at=None)

    def look(self, file: File, offset: int) -> File | None:
        """Take note of where the cursor is; return the file if findings come up because it has left a word."""
        if file.typing_at is None or offset == file.typing_at:
            return None
        rested = replace(file, typing_at=None, before=file.latest)
        held_back = [one for one in rested.findings if one.is_being_typed(file.typing_at)]
        if held_back and all(one.is_being_typed(offset) for one in held_back):
            return None
        self._files[file.uri] = rested
        return rested if held_back else None

    def close(self, uri: str) -> File | None:
        """Forget a file, and return it as it was last if it was an agent file."""
        self._unread.pop(uri, None)
        file = self._files.pop(uri, None)
        if file is not None and self._uris.get(file.document.path) == uri:
            del self._uris[file.document.path]
        return file

    def renew(self, file: File, **changes: Any) -> File | None:
        """See an open file in the light of what the project is now; return it if its findings are others by that."""
        disk = uris.on_disk(file.uri)
        snapshot, knows = self._snapshot(disk), self._knows_names(disk)
        fresh = replace(file, snapshot=snapshot, editor=self.editor, knows_names=knows, before=None, **changes)
        self._files[file.uri] = fresh
        return fresh if fresh.findings != file.findings else None

    def configure(self, data: object) -> list[str]:
        """Take over the editor's settings; return a line for each part that was not usable."""
        self.editor_settings, problems = settings.from_plain(data)
        self.preferences, more = Preferences.from_plain(data)
        return problems + more

    def _file(self, uri: str, document: Document, disk: Path | None, language: str = "") -> File:
        snapshot, knows = self._snapshot(disk), self._knows_names(disk)
        places = self._places(document)
        return File(uri, document, snapshot, places, editor=self.editor, language=language, knows_names=knows)

    def _knows_names(self, disk: Path | None) -> bool:
        # Nobody has read the project of a file that lies elsewhere than on this disk.
        return disk is not None and self.workspace.is_read

    def snapshot(self) -> Snapshot:
        """Return the state of the project for questions that are not about one file."""
        return self._snapshot(Path(self.workspace.folders[0], "_") if self.workspace.folders else Path.home())

    def settings_in(self, folder: str) -> Settings:
        """Return the settings for the files of a folder of this machine: the editor's before the project's."""
        project = self.project_settings.of(folder)
        # Most editors say nothing, and a walk asks in every folder.
        return self.editor_settings.over(project) if self.editor_settings != DEFAULTS else project

    def _snapshot(self, disk: Path | None) -> Snapshot:
        """Return the state in which a file is seen, with the editor's settings before the project's."""
        merged = self.settings_in(disk.parent.as_posix()) if disk else self.editor_settings
        if disk is None:
            return Snapshot(merged)
        index = self.workspace.index
        return Snapshot(merged, index, Disk(), index.home, self.document_at)

    def _places(self, document: Document) -> Places:
        return Places(document.lines, self.client.encoding)
