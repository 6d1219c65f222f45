"""What every query receives beside the document: the state of the project at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from agentls.settings import DEFAULTS, Settings


@dataclass(frozen=True)
class Snapshot:
    """Settings now; the index of the project's names will be here as well."""

    settings: Settings = DEFAULTS
