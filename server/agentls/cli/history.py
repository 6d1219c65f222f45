"""The files of a project as git has them at an earlier time.

    documents(place, revision) -> Iterator[Document]     # raises HistoryProblem
    Commit.named(folder, revision) -> Commit             # raises HistoryProblem
    commit.text(path, content) -> str | None             # of a file that has `content` now; raises HistoryProblem

Only commands of git that read objects are used: they run no hook, no filter and no program that a repository names.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from agentls.cli.history_problem import HistoryProblem
from agentls.disk import system
from agentls.disk.files import LARGEST
from agentls.knowledge import collections
from agentls.knowledge.detection import detect
from agentls.knowledge.dialect import root_markers
from agentls.knowledge.settings import Settings
from agentls.project.document import Document

_SECONDS = 60


@dataclass(frozen=True)
class Commit:
    """The files of the repository at `top` as a commit has them: the name of each file's content by its path."""

    top: Path
    contents: Mapping[str, str]

    @classmethod
    def named(cls, folder: Path, revision: str) -> Commit:
        """Return the commit that `revision` names in the repository around `folder`; raises `HistoryProblem`."""
        top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
        listing = _git(top, "ls-tree", "-r", "-z", _commit(top, revision)).decode(errors="surrogateescape")
        rows = (row.partition("\t") for row in listing.split("\0") if row)
        return cls(top, {path: about.split()[2] for about, _, path in rows if about.split()[1] == "blob"})

    def text(self, path: str, content: bytes) -> str | None:
        """Return the text that the file at `path` had, `None` for a file that there was not.

        What is `content` still is not read again.
        """
        inside = os.path.relpath(system.real(path), system.real(str(self.top))).replace(os.sep, "/")
        name = self.contents.get(inside)
        if name is None:
            return None
        same = hashlib.new("sha256" if len(name) == 64 else "sha1", b"blob %d\0" % len(content), usedforsecurity=False)
        same.update(content)
        then = content if same.hexdigest() == name else _git(self.top, "cat-file", "blob", name)
        return then.decode("utf-8", errors="replace")


def _commit(top: Path, revision: str) -> str:
    if revision.startswith("-"):
        raise HistoryProblem(f"`{revision}` is no revision of git; write the name of a commit, branch or tag")
    found = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode().strip()


def documents(place: Path, revision: str, settings: Settings) -> Iterator[Document]:
    """Yield the agent files at and below `place` as they were at `revision`, each with the path that it has today.

    Which files count, and as what, is for the settings of today to say.
    """
    folder = place if place.is_dir() else place.parent
    commit = Commit.named(folder, revision)
    top, names = commit.top, commit.contents
    inside = os.path.relpath(system.real(str(place)), system.real(str(top))).replace(os.sep, "/")
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
        if settings.leaves_out(path):
            continue
        dialect = settings.kind_of(path) or detect(path, marked)
        if dialect is None and not collections.is_candidate(path):
            continue
        content = _git(top, "cat-file", "blob", names[name])
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
        raise HistoryProblem("git is not installed, and what has changed cannot be told without it") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise HistoryProblem(f"git does not answer: {error}") from None
    if done.returncode:
        why = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise HistoryProblem(why or f"git knows no commit, branch or tag of that name: `{words[-1].partition('^')[0]}`")
    return done.stdout
