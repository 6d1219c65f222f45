"""Finds and reads a project's settings: `agentls.toml`, or the table `[tool.agentls]` of `pyproject.toml`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from agentls.disk import files
from agentls.knowledge.settings import DEFAULTS, Settings, from_plain

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def find(folder: Path) -> tuple[Settings, list[tuple[str, str]]]:
    """Return the settings that apply in `folder`, and pairs of path and reason for what could not be used.

    The nearest file at or above the folder counts; a `pyproject.toml` without the table does not end the search.
    """
    for place in (folder, *folder.parents):
        for name, table in (("agentls.toml", ()), ("pyproject.toml", ("tool", "agentls"))):
            file = place / name
            if not _is_file(file):
                continue
            data, problem = _read(file, table)
            if problem:
                return DEFAULTS, [(str(file), problem)]
            if data is not None:
                settings, problems = from_plain(data, place.as_posix())
                return settings, [(str(file), one) for one in problems]
    return DEFAULTS, []


def _is_file(file: Path) -> bool:
    try:
        return file.exists() and not file.is_dir()
    except OSError:
        # A folder that may not be looked into has no settings for us; those further up still count.
        return False


def _read(file: Path, table: tuple[str, ...]) -> tuple[Any, str | None]:
    try:
        data: Any = tomllib.loads(files.read_bytes(file, files.LARGEST_BESIDE).decode("utf-8"))
    except (files.FileProblem, ValueError, RecursionError) as error:
        return None, f"the settings cannot be read: {error}"
    for name in table:
        data = data.get(name) if isinstance(data, dict) else None
    return data, None
