"""A path in a plugin's manifest that leads nowhere.

What a manifest names has to be there: Claude Code reports the path and loads nothing from it, and for most keys the
path also takes the place of the usual folder, so that nothing at all is left.

```json beside path=commands/status.md
Say how it stands.
```

```json bad path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "commands": ["./commands/", "./comands/status.md"],
                              ^^^^^^^^^^^^^^^^^^^^^ warning unfinished unfixed
  "hooks": "./more/hooks.json"
           ^^^^^^^^^^^^^^^^^^^ warning unfinished unfixed
}
```

```json good path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "commands": ["./commands/", "./commands/status.md"]
}
```
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from agentls.knowledge.annotations import key_facts
from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.meaning.finding import Finding
from agentls.meaning.frame import shown
from agentls.meaning.violations import violations
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    node_at,
)

SEVERITY = Severity.WARNING
FORMATS = frozenset({"json"})


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the paths at which there is nothing."""
    top = posixpath.dirname(posixpath.dirname(document.path))
    broken = {violation.path for violation in violations(document)}
    for path, node in _scalars(document.root, ()):
        if not isinstance(node.value, str) or not node.value.startswith(".") or path in broken:
            continue
        known = document.dialect.property_at(path, document.plain)
        if known is None or not _is_path(known):
            continue
        root = _root(document, top, path)
        if root is None or snapshot.files.exists(posixpath.normpath(posixpath.join(root, node.value))):
            continue
        place = "" if root == top else f", at {shown(posixpath.relpath(root, top), 40)}"
        yield Finding(
            node.span,
            f"There is no {shown(node.value)} in this {_kind(document, path)}{place}; correct the path or add it.",
            unfinished=True,
        )


def _root(document: Document, top: str, path: Path) -> str | None:
    """Return the folder at which a path begins: for a part of an entry that names its source, the source.

    Nothing is known of what lies in another repository.
    """
    for depth in range(len(path) - 1, 0, -1):
        above = document.dialect.property_at(path[:depth], document.plain)
        for name, known in above.children().items() if above is not None else ():
            if known.facts.is_root and path[depth] != name:
                entry = node_at(document.root, path[:depth])
                source = entry.value(name) if isinstance(entry, Mapping) else None
                if not isinstance(source, Scalar) or not isinstance(source.value, str):
                    return None
                return posixpath.normpath(posixpath.join(top, _base(document, source.value), source.value))
    return top


def _base(document: Document, source: str) -> str:
    """Return the folder of plugins with bare names, as the file itself gives it."""
    for path, node in _scalars(document.root, ()):
        known = document.dialect.property_at(path, document.plain)
        if known is not None and known.facts.base_of_bare_names and isinstance(node.value, str):
            return "" if source.startswith(".") else node.value
    return ""


def _is_path(known: Property) -> bool:
    """Tell whether a text here is a path, be it only one of several things that may stand here."""
    parts = [part for one in known.schemas for part in (one, *one.get("anyOf", ()))]
    return any(key_facts((part,)).path for part in parts)


def _kind(document: Document, path: Path) -> str:
    known = document.dialect.property_at(path, document.plain)
    is_source = known is not None and known.facts.is_root
    inside = len(path) > 2 and isinstance(path[1], int) and not is_source
    return "plugin" if inside else document.dialect.kind.partition("-")[0]


def _scalars(node: Node, path: Path) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _scalars(entry.value, (*path, entry.name))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _scalars(item, (*path, number))
