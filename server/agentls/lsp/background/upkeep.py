"""Keeps what is known of the project, and what is shown because of it, in step with editor and disk."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from agentls.disk import system
from agentls.knowledge.dialect import root_markers
from agentls.lsp.background.overdue import Overdue
from agentls.lsp.background.progress import Progress
from agentls.lsp.convert import uris
from agentls.lsp.state.file import File
from agentls.lsp.state.project_settings import NAMES as SETTINGS_FILES
from agentls.lsp.state.workspace import Names, is_below

if TYPE_CHECKING:
    from agentls.lsp.background.editor import Editor
    from agentls.lsp.background.unopened import Unopened

_log = logging.getLogger(__name__)
_IGNORE_FILES = frozenset({".gitignore"})
_STEPS_BETWEEN_FREEZES = 500


class Upkeep:
    """Everything that must happen when something changes, beyond the answer to the one who changed it."""

    def __init__(self, editor: Editor, unopened: Unopened) -> None:
        self._editor = editor
        self._unopened = unopened
        self._session = editor.session
        self.overdue = Overdue(editor)
        self._is_scanning = False
        self._scan_again = False

    def rescan(self) -> None:
        """Look through all folders for files that are new, changed or gone; only what has changed is read."""
        self._scan_again = self._is_scanning
        if not self._is_scanning:
            self._is_scanning = True
            self._editor.idle.add(self._scan())

    def _scan(self) -> Iterator[None]:
        workspace = self._session.workspace
        is_first = not workspace.is_read
        progress = Progress(self._editor, "Reading agent files")
        try:
            for number, names in enumerate(workspace.scan()):
                self.spread(names)
                progress.report(f"{len(workspace.index)} files")
                if progress.is_cancelled:
                    _log.warning("reading the project was stopped: names of other files are not checked")
                    break
                if is_first and number % _STEPS_BETWEEN_FREEZES == 0:
                    # What the index holds stays; going through all of it for garbage would hold up answers.
                    gc.freeze()
                yield
        finally:
            self._is_scanning = False
            progress.end(f"{len(workspace.index)} files")
        if is_first and workspace.is_read:
            gc.freeze()
            self.settle()
            self._editor.refresh_surroundings()
        if self._scan_again or not (workspace.is_read or progress.is_cancelled):
            self.rescan()

    def opened(self, file: File) -> None:
        """Take in the project of a file that is open now, if nobody knows it yet."""
        if uris.on_disk(file.uri):
            if self._session.workspace.add_root(file.document) or not self._session.client.watches_files:
                self.rescan()
            self._unopened.leave_to_editor(file.document.path)

    def show(self, file: File) -> None:
        """Take in what an open file says now, and show what is wrong with it, and elsewhere because of it."""
        names = self._session.workspace.take(file.document) if uris.on_disk(file.uri) else set()
        self._editor.publish(file)
        self.overdue.done(file)
        self.spread(names, but=file.uri)

    def closed(self, file: File) -> None:
        """Go back to what the disk has."""
        if uris.on_disk(file.uri):
            self.spread(self._session.workspace.reread(file.document.path))
            self._unopened.mark([file.document.path])

    def saved(self, uri: str) -> None:
        """Take in what has come to the disk, where nobody else tells us."""
        path = uris.to_path(uri)
        if self._is_special(path):
            self.changed_on_disk([path])
        elif not self._session.client.watches_files:
            self.rescan()

    def changed_on_disk(self, paths: Iterable[str]) -> None:
        """Take in files and folders that have come, changed or gone, soon; one path is asked for after the other."""
        self._editor.idle.add(self._take_in(paths))

    def _take_in(self, paths: Iterable[str]) -> Iterator[None]:
        workspace = self._session.workspace
        done: set[str] = set()
        for path in paths:
            if path in done:
                continue
            done.add(path)
            if PurePosixPath(path).name in SETTINGS_FILES:
                self._session.project_settings.forget()
                self.reconsider()
                self.settle()
                self.spread(workspace.reread(path))
                self._unopened.mark_all()
            elif PurePosixPath(path).name in _IGNORE_FILES:
                self.rescan()
            elif (root := _root_marked_by(path)) is not None:
                workspace.plugins.forget()
                yield from self._below(root)
            elif system.is_folder(path):
                yield from self._below(path)
            else:
                self.spread(workspace.reread(path))
                self._unopened.mark([path])
            yield
        # A script, a link's target or an imported file may have come or gone.
        self.overdue.mark(self._session.files())

    def _below(self, folder: str) -> Iterator[None]:
        for file in [one for one in self._session.files() if is_below(one.document.path, folder)]:
            # With a marker above it a file may be of another kind.
            version = file.document.version
            again = self._session.open(file.uri, version or 0, file.document.text, file.language)
            if again is not None:
                self.show(again)
        for names in self._session.workspace.scan_below(folder):
            self.spread(names)
            yield

    def _is_special(self, path: str) -> bool:
        name = PurePosixPath(path).name
        return name in SETTINGS_FILES or name in _IGNORE_FILES or _root_marked_by(path) is not None

    def settle(self) -> None:
        """Have everything judged anew: the settings have changed, or all names are known now."""
        self.overdue.mark(self._session.files())
        self._unopened.mark_all()

    def reconsider(self) -> None:
        """Take every file for what it is by now: the settings, which may have changed, say so of some."""
        pulls = self._session.client.pulls_diagnostics
        found = list(self._session.reconsider())
        for uri, now in found:
            if now is not None:
                self.opened(now)
                self.show(now)
            elif not pulls:
                self._editor.show_diagnostics(uri, [])
        if found and pulls:
            self._editor.refresh_pulled()
        self.rescan()

    def spread(self, names: Names, but: str | None = None) -> None:
        """Have those files judged anew that define or use one of the names; all others say what they said before."""
        if not names or not self._session.workspace.is_read:
            return
        paths = self._session.workspace.index.involved(names)
        opened = (self._session.open_at(path) for path in paths)
        self.overdue.mark(file for file in opened if file is not None and file.uri != but)
        self._unopened.mark(paths)


def _root_marked_by(path: str) -> str | None:
    """Return the folder that the file at `path` makes a root."""
    # Of `plugin.json` and `.claude-plugin/plugin.json`, which both fit, the longer one says where the root is.
    fitting = [marker for marker in root_markers() if path.endswith(f"/{marker}")]
    return path[: -len(max(fitting, key=len)) - 1] if fitting else None
