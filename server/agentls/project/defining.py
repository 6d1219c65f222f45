"""The names that one file defines: by its path, under its keys, and in maps whose keys are names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache

from agentls.knowledge.dialect import Dialect
from agentls.knowledge.effects import Effect
from agentls.knowledge.schema import Property
from agentls.project.document import Document
from agentls.project.names import DETAILS, NO_DETAILS, Definition, Details, shared
from agentls.project.telling import parts_called, telling_places
from agentls.syntax.nodes import Mapping, Scalar
from agentls.text.positions import Span

_PLUGIN = "plugin"
_START = Span(0, 0)


def definitions(document: Document, root: str, plugin: str, seen_by: tuple[str, ...]) -> Iterator[Definition]:
    """Yield the names that `document` defines in the project at `root`.

    `plugin` is that of the file, or empty; `seen_by` are the hosts that read it besides its own.
    """
    dialect = document.dialect.id
    named = _own_name(document, root)
    if named is not None:
        kind, name, span = named
        inside = _folders(document, root) if plugin else ""
        qualified = f"{plugin}:{inside}{name}" if plugin and kind != _PLUGIN else name
        yield Definition(kind, name, document.path, root, shared(span), dialect, qualified, _details(document), seen_by)
        # A manifest names the plugin to which the servers in it belong.
        plugin = name if kind == _PLUGIN else plugin
    flat = document.dialect.properties.get(document.dialect.flat_key or "")
    if flat is not None and document.entry(flat.name) is None:
        for entry in document.root.entries:
            kind, name = flat.facts.defines or "", entry.name
            if entry.name not in document.dialect.properties:
                qualified = f"plugin_{plugin}_{name}" if plugin else name
                yield Definition(
                    kind, name, document.path, root, shared(entry.key.span), dialect, qualified, NO_DETAILS, seen_by
                )
    parts: dict[str, list[tuple[Span, str]]] = {}
    for node, known, key in telling_places(document, "defines"):
        # The keys of a map are names; a text has been looked at above.
        if not isinstance(node, Mapping):
            continue
        # An entry of a marketplace names the plugin of what stands in it.
        if key not in parts:
            parts[key] = list(parts_called(document, key, _PLUGIN))
        owner = next((called for span, called in parts[key] if span.start <= node.span.start < span.end), plugin)
        for entry in node.entries:
            kind, name = known.facts.defines or "", entry.name
            qualified = f"plugin_{owner}_{name}" if owner else name
            yield Definition(
                kind, name, document.path, root, shared(entry.key.span), dialect, qualified, NO_DETAILS, seen_by
            )


def _own_name(document: Document, root: str) -> tuple[str, str, Span] | None:
    """Return kind, name and place of what the file as a whole defines."""
    dialect = document.dialect
    source = dialect.facts.name_from
    is_dropped = dialect.facts.on_unreadable is Effect.REJECTS_FILE
    if dialect.format == "markdown" and is_dropped and not document.is_loaded_as_map:
        return None
    if source == "folder":
        return dialect.kind, posixpath.basename(posixpath.dirname(document.path)), _START
    if source == "path":
        return dialect.kind, _folders(document, root) + document.name, _START
    for known in _naming(dialect):
        kind: str | None = dialect.kind if known.name == dialect.facts.name_key else known.facts.defines
        value = document.value(known.name)
        if kind and isinstance(value, Scalar) and known.any_child is None:
            name = _as_text(value, known)
            if name:
                return kind, name, value.content_span
    if source not in ("file", "nested"):
        return None
    folders = _folders(document, root).replace(":", "/") if source == "nested" else ""
    return dialect.kind, folders + named_by(document.path, dialect)[0], _START


def named_by(path: str, dialect: Dialect) -> tuple[str, str]:
    """Return the name of a file, and the ending that all of its kind have: `a` and `.agent.md`."""
    file = posixpath.basename(path)
    place = (dialect.facts.place or "").partition("{name}")[2]
    endings = (place, *(posixpath.basename(glob).rpartition("*")[2] for glob in dialect.files))
    ending = next((one for one in endings if one and file.endswith(one) and file != one), posixpath.splitext(file)[1])
    return file[: len(file) - len(ending)], ending


@cache
def _naming(dialect: Dialect) -> tuple[Property, ...]:
    """Return the keys under which a file may say what it defines, in their order."""
    key = dialect.facts.name_key
    return tuple(one for one in dialect.properties.values() if one.name == key or one.facts.defines)


def _as_text(value: Scalar, known: Property) -> str | None:
    """Return the name that the host reads: a number is one where the schema allows it."""
    if isinstance(value.value, str):
        return value.value
    allowed = {kind for one in known.schemas for kind in one.get("type", ()) if isinstance(one.get("type"), list)}
    return value.text if value.value is not None and "number" in allowed else None


def _folders(document: Document, root: str) -> str:
    """Return the folders between that of the kind and the file, as they stand in names: `front/end.md` is `front:`."""
    dialect = document.dialect
    if dialect.facts.name_from == "folder":
        return ""
    rest = document.path[len(root) :].lstrip("/")
    fixed = next((start for start in map(_fixed_part, dialect.files) if rest.startswith(start)), "")
    folders = posixpath.dirname(rest[len(fixed) :])
    return folders.replace("/", ":") + ":" if folders else ""


def _fixed_part(glob: str) -> str:
    return glob.removeprefix("**/").partition("*")[0]


def _details(document: Document) -> Details:
    values = document.values(DETAILS)
    found = Details(*[value.value if isinstance(value, Scalar) else None for value in values])
    return NO_DETAILS if found == NO_DETAILS else found
