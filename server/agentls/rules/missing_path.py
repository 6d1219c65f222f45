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

from agentls.knowledge.schema import ANNOTATIONS, Property
from agentls.meaning.finding import Finding, Severity
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
)

SEVERITY = Severity.WARNING
FORMATS = frozenset({"json"})


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the paths at which there is nothing."""
    root = posixpath.dirname(posixpath.dirname(document.path))
    broken = {violation.path for violation in violations(document)}
    for path, node in _scalars(document.root, ()):
        if not isinstance(node.value, str) or not node.value.startswith(".") or path in broken:
            continue
        known = document.dialect.property_at(path, document.plain)
        if known is None or not _is_path(known):
            continue
        target = posixpath.normpath(posixpath.join(root, node.value))
        if not snapshot.files.exists(target):
            yield Finding(
                node.span,
                f"There is no {shown(node.value)} in this {_kind(document)}; correct the path or add what it names.",
                unfinished=True,
            )


def _is_path(known: Property) -> bool:
    """Tell whether a text here is a path, be it only one of several things that may stand here."""
    parts = [part for one in known.schemas for part in (one, *one.get("anyOf", ()))]
    return any(part.get(ANNOTATIONS, {}).get("path") for part in parts)


def _kind(document: Document) -> str:
    return document.dialect.kind.partition("-")[0]


def _scalars(node: Node, path: Path) -> Iterator[tuple[Path, Scalar]]:
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _scalars(entry.value, (*path, entry.name))
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _scalars(item, (*path, number))
