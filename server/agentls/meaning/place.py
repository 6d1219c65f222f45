"""A place in any file of the project, as features answer it."""

from __future__ import annotations

from dataclasses import dataclass

from agentls.text.positions import Span


@dataclass(frozen=True, slots=True)
class Location:
    """Characters of the file at `path`; an empty span at the file's start means the file as a whole."""

    path: str
    span: Span
