"""What a walk passes over: folders of other people's code, and what ignore files name unless git keeps it."""

from __future__ import annotations

import os
from pathlib import Path

from agentls.disk import ignores
from agentls.disk.ignores import Ignores, is_ignored
from agentls.disk.tracked import tracked

SKIPPED_FOLDERS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "__pycache__",
        "bower_components",
        "node_modules",
        "site-packages",
        "venv",
        "vendor",
    }
)


def is_below_ignored(folder: Path, known: tuple[Ignores, ...]) -> bool:
    """Tell whether a folder, or one above it, is left out by the ignore files further up."""
    for one in (folder, *folder.parents):
        path = f"{one.as_posix().rstrip('/')}/"
        if is_ignored(
            path, [each for each in known if path.startswith(f"{each.folder}/") and path != f"{each.folder}/"]
        ):
            return True
    return False


def is_kept(path: str, *, is_folder: bool) -> bool:
    """Tell whether git keeps the file, or a file in the folder, although an ignore file names it."""
    known = tracked(os.path.dirname(path))  # noqa: PTH120 - called for every file that is left out.
    return known is not None and (known.has_below(path) if is_folder else known.has(path))


def is_left_out(file: Path, top: Path) -> bool:
    """Tell whether a walk from `top` passes over the file, or over a folder on the way to it."""
    inside = file.relative_to(top).parts
    if not SKIPPED_FOLDERS.isdisjoint(inside[:-1]):
        return True
    folder, known = top.as_posix(), list(ignores.above(top))
    if is_below_ignored(top, tuple(known)):
        return not is_kept(file.as_posix(), is_folder=False)
    for number, name in enumerate(inside, 1):
        own = ignores.read(f"{folder}/.gitignore", folder)
        known += [own] if own else []
        folder = f"{folder}/{name}"
        if is_ignored(folder if number == len(inside) else f"{folder}/", known):
            return not is_kept(file.as_posix(), is_folder=False)
    return False
