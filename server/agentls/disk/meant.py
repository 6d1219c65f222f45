"""What a file is whose path leaves that open: it takes a look into the file."""

from __future__ import annotations

from pathlib import Path

from agentls.disk import configuration, files
from agentls.knowledge import collections
from agentls.knowledge.dialect import Dialect


def collected_at(path: str) -> Dialect | None:
    """Return what the file at `path` is when it is one of a collection, which takes a look into it."""
    if not collections.is_candidate(path):
        return None
    try:
        beginning = files.beginning(path, collections.BEGINNING)
    except files.FileProblem:
        return None
    return collections.detect(path, beginning.decode("utf-8", errors="replace"))


def is_meant(path: str, kind: Dialect) -> bool:
    """Tell whether a file that others use as well has the table that we read."""
    if not kind.table:
        return True
    try:
        text = files.read_bytes(Path(path), files.LARGEST_BESIDE).decode("utf-8", errors="replace")
    except files.FileProblem:
        return False
    return kind.table[-1] in text and configuration.has_table(text, kind.table)
