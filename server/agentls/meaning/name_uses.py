"""What the rules about names share: the names that a file uses, and what others there are in its project."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.detection import root_of
from agentls.meaning.lookup import builtin_catalog, builtin_of, definitions_of
from agentls.project.document import Document
from agentls.project.file_facts import references_in
from agentls.project.index import Index
from agentls.project.names import Definition, Reference
from agentls.project.snapshot import Snapshot
from agentls.text.nearest import nearest

_YES = frozenset({"true", "yes", "on", "1"})


def uses(document: Document, kind: str, *, in_tools: bool = False) -> Iterator[Reference]:
    """Yield the uses of names of `kind` in keys that hold such names, with `in_tools` also in lists that give tools."""
    for reference in references_in(document):
        if reference.kind != kind:
            continue
        known = document.dialect.properties.get(reference.key)
        if known is None:
            continue
        gives_tools = known.grammar is Grammar.TOOL_LIST and bool(known.facts.allow_list)
        if known.facts.refers == kind or (in_tools and gives_tools):
            yield reference


def only_users_run(skill: Definition) -> bool:
    """Tell whether a skill is kept from everybody but users, so that no agent can load it."""
    return str(skill.details.disable_model_invocation).lower() in _YES


def is_known(document: Document, reference: Reference, snapshot: Snapshot) -> bool:
    """Tell whether somebody defines the name, or may do so where nobody here can see it."""
    index, name = snapshot.index, reference.name
    if not len(index) or definitions_of(reference, snapshot):
        return True
    # What the host itself has stands in the schemas of all its files, which take longest to read.
    if builtin_of(document.dialect, reference.kind, name) is not None:
        return True
    plugin, colon, _ = name.partition(":")
    return bool(colon) and not _has_plugin(index, plugin)


def unknown_agent(name: str, resembling: Sequence[str]) -> str:
    """Return what is said of an agent that nobody defines; the names are as they are shown, the likeliest first."""
    if resembling:
        return f"There is no agent `{name}`; did you mean `{resembling[0]}`?"
    return f"There is no agent `{name}` in this project; add it unless a user or a plugin has it."


def unread(reference: Reference, snapshot: Snapshot) -> Definition | None:
    """Return what has the name in the same project, in a place that only other hosts read."""
    index, kind = snapshot.index, reference.kind
    named = index.once(("by name", kind), lambda: _by_name(index, kind)).get(reference.name, ())
    return next((one for one in named if one.root == reference.root and not one.is_seen_by(reference.view.host)), None)


def _by_name(index: Index, kind: str) -> dict[str, list[Definition]]:
    found: dict[str, list[Definition]] = {}
    for one in index.all_definitions(kind):
        found.setdefault(one.name, []).append(one)
    return found


def _has_plugin(index: Index, plugin: str) -> bool:
    return any(one.name == plugin for one in index.all_definitions("plugin"))


def resembling(document: Document, reference: Reference, snapshot: Snapshot) -> list[str]:
    """Return the names that it was probably meant to be, best first: those of the project and of the host."""
    host = builtin_catalog(document.dialect.host, reference.kind)
    names = known_names(reference, snapshot) + [one.name for one in (host.offered if host else ())]
    return nearest(reference.name, names)


def known_names(reference: Reference, snapshot: Snapshot) -> list[str]:
    """Return the names of the kind that the file sees."""
    return [one.qualified for one in snapshot.index.visible(reference.kind, reference.view)]


def whereabouts(definition: Definition, document: Document) -> str:
    """Return where a definition stands, as a message shows it: from the folder of the document's project."""
    return shown_path(definition.path, root_of(document.path, document.dialect))


def shown_path(path: str, root: str) -> str:
    """Return `path` as seen from `root`, short enough for a message."""
    if path.startswith(f"{root}/"):
        return short(path[len(root) + 1 :])
    return short(posixpath.relpath(path, root) if root and path.startswith("/") and root.startswith("/") else path)


def short(path: str, most: int = 44) -> str:
    """Return the end of a long path."""
    return path if len(path) <= most else "…" + path[-most + 1 :]
