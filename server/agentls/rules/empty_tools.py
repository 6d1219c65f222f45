"""A list of tools without any tool.

An empty `tools` does not mean "no limit". The agent starts without a single tool and can only talk. To give it all
tools leave the key out. To take all of them away on purpose write `[]`, which is reported as information only.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools:
^^^^^ warning unfinished choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: []
^^^^^ information unfinished choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: 5
^^^^^ unfinished choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools:
^^^^^ unfinished
  read: true
  grep: true
  bash: false
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read
disallowedTools:
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Effect, Severity
from agentls.knowledge.schema import Property
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import place_of_value, shown, tool_lists
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Opaque,
    Scalar,
    Sequence,
)
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in lists that may leave no tool."""
    return any(one.facts.on_invalid is Effect.NO_TOOLS for one in shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys that leave the agent without tools, though they do not say so."""
    for entry, known in tool_lists(document):
        if known.facts.on_invalid is not Effect.NO_TOOLS or not _is_empty(document, entry.value):
            continue
        host = document.dialect.host
        is_explicit = isinstance(entry.value, Sequence) and not entry.value.items
        remove = removal(document, entry, f"Remove `{entry.name}`: all tools")
        if is_explicit:
            yield Finding(
                entry.key.span,
                f"`{entry.name}: []` leaves the agent no tool at all; remove the key if it should have all of them.",
                severity=Severity.INFORMATION,
                fixes=remove,
                unfinished=True,
                typing_span=place_of_value(document, entry),
            )
            continue
        yield Finding(
            entry.key.span,
            f"{_what(entry)}, which {host} takes for no tools at all; remove the key for all tools.",
            fixes=(
                *_listing(entry, known),
                *remove,
                Fix("Write `[]`: no tools, on purpose", (_written(entry, "[]"),)),
            ),
            unfinished=True,
            typing_span=place_of_value(document, entry),
        )


def _is_empty(document: Document, value: Node) -> bool:
    return not isinstance(value, Opaque) and not document.items(value)


def _what(entry: Entry) -> str:
    value = entry.value
    if isinstance(value, Mapping):
        return f"`{entry.name}` is a map"
    if isinstance(value, Sequence):
        return f"`{entry.name}` is a list without any name"
    if isinstance(value, Scalar) and value.value is not None and not value.is_string:
        return f"`{entry.name}` is `{shown(value.text)}`, not a list"
    return f"`{entry.name}` is empty"


def _listing(entry: Entry, known: Property) -> Iterator[Fix]:
    """Yield the fix for a map of names with `true` or `false`, which is how other programs write it."""
    value = entry.value
    if not isinstance(value, Mapping) or known.catalog is None:
        return
    switches = [(one.name, one.value.value) for one in value.entries if isinstance(one.value, Scalar)]
    if len(switches) < len(value.entries) or not all(isinstance(on, bool) for _, on in switches):
        return
    found = (known.catalog.get(name, ignore_case=True) for name, on in switches if on)
    names = ", ".join(dict.fromkeys(one.name for one in found if one is not None and one.works))
    if names:
        yield Fix(f"Write `{shown(names)}`", (_written(entry, names),), preferred=True)


def _written(entry: Entry, value: str) -> Edit:
    """Return the edit that writes `value` right behind the colon; a value further down goes with its lines."""
    start = entry.key.span.end
    return Edit(Span(start, max(start, entry.value.span.end)), f": {value}")
