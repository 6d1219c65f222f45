"""A place in any file of the project, as features answer it."""

from typing import NamedTuple

from agentls.text.positions import Span


class Location(NamedTuple):
    """Characters of the file at `path`; an empty span at the file's start means the file as a whole."""

    path: str
    span: Span
