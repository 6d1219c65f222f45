"""Keys further inside a file that its host does not read, and what is said of keys that no other can be put for.

keys_inside(document, node, path) -> Iterator[Finding]
unread(document, entry, known) -> Finding
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agentls.knowledge.annotation_parts import UnknownKeys
from agentls.knowledge.catalog import Value
from agentls.knowledge.schema import Property
from agentls.meaning.completing import completed
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import does, renamed, shown
from agentls.meaning.removal import removal
from agentls.project.document import Document
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Path,
    Sequence,
    to_plain,
)
from agentls.text.nearest import nearest


def unread(document: Document, entry: Entry, known: Iterable[str]) -> Finding:
    """Return what is said of a key that no other can be put for, in a file that nobody else reads."""
    names = list(known)
    near = nearest(entry.name, names)
    remedy = f"did you mean `{near[0]}`, which is there already?" if near else "correct or remove it."
    return Finding(
        entry.key.span,
        f"{document.dialect.host} does not know {shown(entry.name)} and ignores it; {remedy}",
        fixes=removal(document, entry, f"Remove {shown(entry.name)}"),
        unnecessary=True,
        unfinished=any(name.startswith(entry.name) for name in names),
    )


def keys_inside(document: Document, node: Node, path: Path) -> Iterator[Finding]:
    """Yield the misspelt keys of the maps inside `node`; keys that resemble none are nobody's business there."""
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from keys_inside(document, item, (*path, number))
    if not isinstance(node, Mapping):
        return
    governing = document.dialect.property_at(path, document.plain)
    known = governing.children(to_plain(node)) if governing else {}
    closed = governing is not None and governing.map_keys is None and governing.any_child is None
    foreign = governing.foreign_keys if governing else None
    for entry in node.entries:
        if entry.name in known:
            yield from keys_inside(document, entry.value, (*path, entry.name))
        elif foreign is not None and (value := foreign.get(entry.name)) is not None:
            yield _foreign_inside(document, node, (path, entry), value)
        elif closed and governing is not None:
            yield from _unknown_inside(document, node, entry, governing, known)
        elif not closed:
            yield from keys_inside(document, entry.value, (*path, entry.name))


def _unknown_inside(
    document: Document, node: Mapping, entry: Entry, governing: Property, known: dict[str, Property]
) -> Iterator[Finding]:
    """Yield an unknown key of a map of which all keys are known, if it is a misspelt one or every other is reported."""
    near = [name for name in nearest(entry.name, known) if node.get(name) is None]
    if near:
        yield Finding(
            entry.key.span,
            f"{document.dialect.host} does not know the key {shown(entry.name)} here; did you mean `{near[0]}`?",
            fixes=(Fix(f"Rename to `{near[0]}`", (renamed(document, entry, near[0]),), preferred=True),),
            unfinished=any(name.startswith(entry.name) for name in known),
        )
    elif document.dialect.is_closed:
        yield unread(document, entry, known)
    elif governing.facts.unknown_keys is UnknownKeys.REPORT:
        yield Finding(
            entry.key.span,
            f"{document.dialect.host} does not know the key {shown(entry.name)} here and ignores it; remove it.",
            fixes=removal(document, entry, f"Remove {shown(entry.name)}"),
            unfinished=True,
        )


def _foreign_inside(document: Document, node: Mapping, place: tuple[Path, Entry], value: Value) -> Finding:
    """Return the finding on a key of another program further inside; its fix writes what this host reads."""
    path, entry = place
    names = [name for name in value.replaced_by if node.get(name) is None]
    reader = value.facts.read_by
    known = f"; {reader} {does(reader)}" if reader else ""
    fixes: tuple[Fix, ...] = ()
    if names:
        edits = (*completed(document, path, entry, names[0]), renamed(document, entry, names[0]))
        fixes = (Fix(f"Rename to `{names[0]}`", edits, preferred=True),)
    return Finding(
        entry.key.span,
        f"{document.dialect.host} does not read `{entry.name}` here{known}: {value.facts.advice}.",
        fixes=fixes,
    )
