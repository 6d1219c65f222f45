"""The settings that projects keep beside their files, read once for each folder until they may have changed."""

from __future__ import annotations

from pathlib import Path

from agentls.disk import configuration
from agentls.knowledge.settings import Settings

NAMES = frozenset({"agentls.toml", "pyproject.toml"})


class ProjectSettings:
    """Answers from memory: every file of a folder has the same settings."""

    def __init__(self) -> None:
        self._known: dict[Path, Settings] = {}

    def of(self, file: Path) -> Settings:
        """Return what the project says that the file belongs to."""
        folder = file.parent
        if folder not in self._known:
            self._known[folder] = configuration.find(folder).settings
        return self._known[folder]

    def forget(self) -> None:
        """Read everything anew when it is next asked for."""
        self._known.clear()
