"""The editor as work in the background sees it; whoever holds the connection provides it."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, Protocol

from lsprotocol import types

from agentls.lsp.background.idle import Idle
from agentls.lsp.state.file import File
from agentls.lsp.state.session import Session
from agentls.lsp.transport.protocol import Protocol as Messages


class Editor(Protocol):
    """What is known of the editor and its files, and ways to show it something."""

    @property
    def session(self) -> Session:
        """The open files, the settings and the project."""
        ...

    @property
    def idle(self) -> Idle:
        """Where work waits for its moment."""
        ...

    @property
    def protocol(self) -> Messages:
        """Sends messages for which there is no method here."""
        ...

    def diagnostics(self, file: File) -> list[dict[str, Any]]:
        """Return what the editor shall show of `file`."""
        ...

    def publish(self, file: File | None) -> None:
        """Send the diagnostics of `file`, unless the editor fetches them itself."""
        ...

    def refresh(self, *files: File) -> None:
        """Make the editor show diagnostics that have changed without an edit."""
        ...

    def refresh_pulled(self) -> None:
        """Make an editor that fetches diagnostics do so again."""
        ...

    def refresh_surroundings(self) -> None:
        """Make the editor ask again for what it shows in and around texts."""
        ...

    def show_diagnostics(self, uri: str, found: list[dict[str, Any]], version: int | None = None) -> None:
        """Send the diagnostics of the file at `uri`."""
        ...

    def window_work_done_progress_create(self, params: types.WorkDoneProgressCreateParams) -> Future[None]:
        """Ask for a place to show how far a piece of work is."""
        ...
