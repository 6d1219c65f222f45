"""The project on disk: answers what the engine asks of files, and reads what the index wants to know of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from agentls.disk import files, system
from agentls.disk.left_out import is_left_out
from agentls.disk.plugins import Plugins
from agentls.disk.walk import Walk
from agentls.knowledge.annotation_parts import UserMemory
from agentls.knowledge.dialect import Dialect, all_dialects
from agentls.project.document import Document
from agentls.project.names import Definition, FileFacts
from agentls.text.places import is_remote
from agentls.text.positions import Span


class Disk:
    """The file system as the engine sees it.

    What a file names on another machine is never looked for: it counts as there, and as empty. The share on which the
    file itself lies, at `own`, is no other machine.
    """

    def __init__(self, own: str = "") -> None:
        host = own.split("/")[2:4] if is_remote(own) else []
        self._share = f"//{'/'.join(host)}/" if host else None

    def _is_elsewhere(self, path: str) -> bool:
        return is_remote(path) and (self._share is None or not path.startswith(self._share))

    def exists(self, path: str) -> bool:
        """Tell whether there is a file or folder at `path`."""
        return self._is_elsewhere(path) or system.exists(path)

    def is_runnable(self, path: str) -> bool:
        """Tell whether the file at `path` may be run."""
        return self._is_elsewhere(path) or system.is_runnable(path)

    def is_ignored(self, path: str) -> bool:
        """Tell whether git leaves out the file at `path`, whether there is one or not."""
        if self._is_elsewhere(path):
            return False
        file = Path(path)
        ignoring = [folder for folder in file.parents if system.exists(str(folder / ".gitignore"))]
        repository = next((folder for folder in file.parents if system.exists(str(folder / ".git"))), None)
        top = repository or (ignoring[-1] if ignoring else None)
        return top is not None and is_left_out(file, top)

    def listing(self, folder: str) -> list[str]:
        """Return the names in `folder`, sorted, folders with a `/` at their end."""
        if self._is_elsewhere(folder):
            return []
        try:
            return sorted(name + ("/" if is_folder else "") for name, is_folder, _, _ in system.entries(folder))
        except (OSError, ValueError):
            return []


def home() -> str:
    """Return the user's own folder, whose agents and skills every project sees."""
    return Path.home().as_posix()


def user_folders() -> Iterator[Path]:
    """Yield the folders below the user's home where hosts keep names of the user's own."""
    for name in sorted({name for one in all_dialects() for name in one.facts.user_folders}):
        folder = Path.home() / name
        if system.is_folder(str(folder)):
            yield folder


def user_facts(plugins: Plugins) -> Iterator[FileFacts]:
    """Yield what the user's own files define."""
    yield from user_memories()
    for folder in user_folders():
        for found in Walk().find(folder):
            facts = read_facts(found.path, found.kind, plugins)
            if facts is not None:
                yield facts


def user_memories() -> Iterator[FileFacts]:
    """Yield the names that hosts remember of the user, such as those of MCP servers, for everywhere or for one project.

    Such a file is a host's own memory, large and full of what is nobody's business: nothing but names is taken.
    """
    for one in all_dialects():
        memory = one.facts.user_memory
        facts = _remembered(one, memory) if memory is not None else None
        if facts is not None:
            yield facts


def _remembered(kind: Dialect, memory: UserMemory) -> FileFacts | None:
    path = Path.home() / memory.file
    try:
        data = json.loads(files.read_bytes(path, files.LARGEST).decode("utf-8-sig"))
    except (files.FileProblem, ValueError, RecursionError):
        return None
    roots = {home(): data}
    projects = data.get(memory.projects) if isinstance(data, dict) else None
    if isinstance(projects, dict):
        roots |= {str(root).replace(os.sep, "/"): one for root, one in projects.items()}
    named = (
        (root, name)
        for root, one in roots.items()
        if isinstance(one, dict) and isinstance(one.get(memory.key), dict)
        for name in one[memory.key]
    )
    place, known = path.as_posix(), kind.properties.get(memory.key)
    defined = (known.facts.defines if known is not None else None) or kind.kind
    definitions = tuple(Definition(defined, name, place, root, Span(0, 0), kind.id, name) for root, name in named)
    return FileFacts(place, definitions, ()) if definitions else None


def facts_around(
    roots: Iterable[str],
    is_known: Callable[[str], bool],
    searched: Iterable[str],
    plugins: Plugins,
    walk: Callable[[], Walk] = Walk,
) -> Iterator[FileFacts]:
    """Yield what the other files of the projects with these roots tell, but for those whose paths are known.

    Names are also seen from above, up to the top of the repository; there only the places are searched where hosts
    keep them. Nothing is searched again in folders that are `searched` already. `walk` begins a search.
    """
    done: set[str] = set()
    covered = tuple(f"{folder.rstrip('/')}/" for folder in searched)
    for folder in dict.fromkeys(place for root in roots for place in places_around(root)):
        if f"{folder.as_posix()}/".startswith(covered):
            continue
        for found in walk().find(folder):
            is_new = found.path not in done and not is_known(found.path)
            facts = read_facts(found.path, found.kind, plugins) if is_new else None
            done.add(found.path)
            if facts is not None:
                yield facts


def places_around(root: str) -> Iterator[Path]:
    """Yield where the names that a project with this root sees are kept: in it, and above it in its repository."""
    top = Path(root)
    if not root or root == home() or top == top.parent:
        # The user's own files are known anyway, and a whole disk is no project.
        return
    yield top
    chain = [top, *top.parents]
    repository = next((number for number, one in enumerate(chain) if system.exists(str(one / ".git"))), 0)
    for folder in chain[1 : repository + 1]:
        yield from (place for name in _tops() if system.exists(str(place := folder / name)))


def _tops() -> list[str]:
    """Return what hosts have at the top of a project, such as `.claude`; what has another name is not theirs alone."""
    globs = (glob.removeprefix("**/") for one in all_dialects() if not one.facts.moves for glob in one.files)
    tops = {glob.partition("/")[0] for glob in globs}
    return sorted(top for top in tops if top.startswith(".") and "*" not in top)


def read_facts(path: str, kind: Dialect, plugins: Plugins) -> FileFacts | None:
    """Return what the file at `path` tells the others; `None` when it cannot be read."""
    try:
        content = files.read(path)
    except files.FileProblem:
        return None
    return plugins.facts_of(Document(path, content.text, kind, encoding=content.encoding))
