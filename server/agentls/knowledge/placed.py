"""Dialects at places of the user's own: a host does not look there, but the files are written for it all the same."""

from __future__ import annotations

from functools import cache

from agentls.knowledge.dialect import Dialect


@cache
def placed(kind: Dialect, globs: tuple[str, ...], project: str | None) -> Dialect:
    """Return `kind` for files that `globs` mean, below the folder `project` if that is known.

    What its schema says of its usual places does not hold there: their markers, what else lies in them, who else reads
    them.
    """
    # Few projects have such places, and only they need what copies.
    from copy import copy  # noqa: PLC0415

    found = copy(kind)
    found.facts = kind.facts._replace(
        files=globs,
        root=None,
        not_beside=(),
        not_files=(),
        moves=(),
        collections=None,
        loose_root=None,
        also_reads=(),
        also_read_by=(),
    )
    found.files, found.root_marker, found.not_beside, found.project = globs, None, (), project
    found.is_placed = True
    # It follows from the globs, and may have been worked out for the usual ones.
    found.__dict__.pop("endings", None)
    return found
