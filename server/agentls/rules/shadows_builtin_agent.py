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
from functools import cache

from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.frame import naming_key, naming_key_of
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only where the host has something built in that is named as the files are."""
    return _built_in(shape.dialect) is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the name when the host has something built in under exactly that name."""
    naming = naming_key(document)
    value = document.value(naming.name) if naming else None
    names = _built_in(document.dialect)
    if names is None or not isinstance(value, Scalar) or not isinstance(value.value, str):
        return
    known = names.get(value.value)
    if known is not None and known.is_offered:
        host, kind = document.dialect.host, document.dialect.kind
        yield Finding(
            value.span,
            f"`{known.name}` is built into {host}, and this {kind} takes its place; rename it if that is not meant.",
        )


@cache
def _built_in(dialect: Dialect) -> Catalog | None:
    """Return what the host brings along; files that get their names inside a plugin shadow nothing."""
    naming = naming_key_of(dialect)
    if naming is None or dialect.root_marker is not None:
        return None
    name = naming.facts.shadows
    return catalog(name) if name else None
