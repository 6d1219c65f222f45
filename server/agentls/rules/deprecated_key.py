"""A key that still works and has a newer name.

The assistant reads it today and its makers ask for the other one: what is new about the key comes under the new name
only, and the old one goes away some day.

```markdown bad path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
maxSteps: 20
^^^^^^^^ information deprecated safe
---
Read the diff.
```

```markdown fixed
---
description: Reviews a diff for bugs.
steps: 20
---
Read the diff.
```

Where the values are written otherwise, the fix rewrites them.

```markdown bad path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
tools:
^^^^^ deprecated
  bash: false
  write: true
---
Read the diff.
```

```markdown fixed
---
description: Reviews a diff for bugs.
permission:
  bash: deny
  edit: allow
---
Read the diff.
```

```markdown good path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
steps: 20
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, renamed
from agentls.meaning.shape import Shape
from agentls.meaning.violations import violations
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry, Mapping, Scalar
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only with an old key."""
    return any(one.is_deprecated for one in shape.known())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys that have been replaced, with the fix that writes the new one where it is absent."""
    if not is_meant(document):
        return
    for entry in document.root.entries:
        known = document.dialect.properties.get(entry.name)
        names = known.facts.replaced_by if known is not None else ()
        if known is None or not known.is_deprecated or not names:
            continue
        if any(one.path[:1] == (entry.name,) for one in violations(document)):
            continue
        yield Finding(
            entry.key.span,
            f"`{entry.name}` is the old name; write `{names[0]}`.",
            fixes=tuple(_fixes(document, entry, names[0])),
            deprecated=True,
            since=known.facts.status_since,
        )


def _fixes(document: Document, entry: Entry, name: str) -> Iterator[Fix]:
    if document.entry(name) is not None:
        return
    target = document.dialect.properties[name]
    changes = _values(entry, target)
    if changes is None:
        return
    # A rewritten value means the same, but its rules may be read in another order.
    safe = not changes
    yield Fix(f"Write `{name}`", (renamed(document, entry, name), *changes), preferred=True, safe=safe)


def _values(entry: Entry, target: Property) -> list[Edit] | None:
    """Return the edits that write the value in the terms of `target`; `None` when there is no way."""
    value = entry.value
    if not isinstance(value, Mapping):
        return []
    covered = {old: name for name, known in target.children().items() for old in known.facts.covers}
    edits: list[Edit] = []
    seen: dict[str, str] = {}
    for one in value.entries:
        if not isinstance(one.value, Scalar) or not isinstance(one.value.value, bool):
            return None
        action = "allow" if one.value.value else "deny"
        tool = covered.get(one.name, one.name)
        if seen.setdefault(tool, action) != action:
            return None
        edits.append(Edit(one.value.span, action))
        if tool != one.name:
            edits.append(Edit(Span(one.key.span.start, one.key.span.end), tool))
    return edits if len(seen) == len(value.entries) else None
