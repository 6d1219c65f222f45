"""The files of a project as git has them at an earlier time.

    documents(place, revision) -> Iterator[Document]     # raises HistoryProblem

Only commands of git that read objects are used: they run no hook, no filter and no program that a repository names.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from agentls.disk.files import LARGEST
from agentls.knowledge import collections
from agentls.knowledge.dialect import detect, root_markers
from agentls.project.document import Document

_SECONDS = 60


class HistoryProblem(Exception):  # noqa: N818 - it is shown to people.
    """The repository or the revision cannot be read; the text says why and what to do."""


def documents(place: Path, revision: str) -> Iterator[Document]:
    """Yield the agent files at and below `place` as they were at `revision`, each with the path that it has today."""
    folder = place if place.is_dir() else place.parent
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    if revision.startswith("-"):
        raise HistoryProblem(f"`{revision}` is no revision of git; write the name of a commit, branch or tag")
    commit = (
        _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    )
    names = [
        name
        for name in _git(top, "ls-tree", "-r", "-z", "--name-only", commit).decode(errors="replace").split("\0")
        if name
    ]
    inside = os.path.relpath(os.path.realpath(place), os.path.realpath(top)).replace(os.sep, "/")
    marked = {
        (f"{top.as_posix()}/{name[: -len(marker) - 1]}".rstrip("/"), marker)
        for name in names
        for marker in root_markers()
        if name == marker or name.endswith(f"/{marker}")
    }
    for name in names:
        if inside not in (".", name) and not name.startswith(f"{inside}/"):
            continue
        path = f"{top.as_posix()}/{name}"
        dialect = detect(path, marked)
        if dialect is None and not collections.is_candidate(path):
            continue
        content = _git(top, "cat-file", "blob", f"{commit}:{name}")
        if len(content) > LARGEST:
            continue
        text = content.decode("utf-8", errors="replace")
        dialect = dialect or collections.detect(path, text)
        if dialect is not None:
            yield Document(path, text, dialect)


def _git(folder: Path, *words: str) -> bytes:
    safe = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-replace-objects")
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - reads objects only, see above.
            ["git", *safe, *words],  # noqa: S607 - wherever the user has it.
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise HistoryProblem("git is not installed, and `--since` needs it") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryProblem(f"git does not answer: {error}") from None
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise HistoryProblem(why or f"git knows no commit, branch or tag of that name: `{words[-1].partition('^')[0]}`")
    return done.stdout
