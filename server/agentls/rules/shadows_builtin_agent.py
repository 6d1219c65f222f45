"""An agent with the name of a built-in one.

That is allowed: the file takes the place of the built-in agent wherever this project is open. Choose another name if
that is not meant.

```markdown bad
---
name: Explore
      ^^^^^^^ information unfixed
description: Searches the code.
---
Search the code.
```

```markdown good
---
name: explore
description: Searches the code.
---
Search the code.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.frame import naming_key
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the name when the host has something built in under exactly that name."""
    naming = naming_key(document)
    value = document.value(naming.name) if naming else None
    names = _built_in(document)
    if names is None or not isinstance(value, Scalar) or not isinstance(value.value, str):
        return
    known = names.get(value.value)
    if known is not None and known.is_offered:
        host, kind = document.dialect.host, document.dialect.kind
        yield Finding(
            value.span,
            f"`{known.name}` is built into {host}, and this {kind} takes its place; rename it if that is not meant.",
        )


def _built_in(document: Document) -> Catalog | None:
    """Return what the host brings along; files that get their names inside a plugin shadow nothing."""
    naming = naming_key(document)
    if naming is None or document.dialect.root_marker is not None:
        return None
    name = naming.facts.shadows
    return catalog(name) if name else None
