"""The settings that projects keep beside their files, read once for each folder until they may have changed."""

from __future__ import annotations

from pathlib import Path

from agentls.disk import configuration
from agentls.knowledge.settings import DEFAULTS, Settings

NAMES = frozenset({"agentls.toml", "pyproject.toml"})


class ProjectSettings:
    """Answers from memory: every file of a folder has the same settings."""

    def __init__(self) -> None:
        self._known: dict[str, Settings] = {}

    def of(self, folder: str) -> Settings:
        """Return what the project says that the files in `folder` belong to."""
        known = self._known.get(folder)
        if known is None:
            place = Path(folder)
            found = configuration.inside(place)
            if found is not None:
                known = found.settings
            else:
                known = self.of(place.parent.as_posix()) if place != place.parent else DEFAULTS
            self._known[folder] = known
        return known

    def forget(self) -> None:
        """Read everything anew when it is next asked for."""
        self._known.clear()
