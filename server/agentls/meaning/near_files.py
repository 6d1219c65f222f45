"""The file that a path was probably meant to lead to, where it leads to none."""

from __future__ import annotations

from agentls.project.snapshot import Snapshot
from agentls.text.nearest import nearest


def near_file(path: str, target: str, snapshot: Snapshot) -> str | None:
    """Return `path`, which means the file `target`, with the name of a file of the same folder that is nearly the same.

    `None` where no file resembles it, or one with a blank in its name, which would end the path.
    """
    folder, _, name = target.rpartition("/")
    near = next(iter(nearest(name, snapshot.files.listing(folder))), None)
    return path.removesuffix(name) + near if near and path.endswith(name) and " " not in near else None
