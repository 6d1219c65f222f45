"""A key that stands twice in one map.

YAML forbids it. Claude Code reads the last one and says nothing; other programs refuse the file.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
model: opus
tools: Read
model: haiku
^^^^^ warning related safe
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read
model: haiku
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
mcpServers:
  - docs:
      command: npx
      command: docs-server
      ^^^^^^^ related safe
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
mcpServers:
  - docs:
      command: docs-server
  - wiki:
      command: wiki-server
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.frame import is_meant, shown
from agentls.meaning.removal import removal
from agentls.meaning.stray_lines import stray_lines
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from agentls.syntax.yaml.causes import Kind
from agentls.syntax.yaml.read import Outcome

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES
_MERGE = "<<"


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield every later key of the same name, in maps at any depth."""
    if not is_meant(document):
        return
    duplicates = tuple(_duplicates(document.root))
    if not duplicates:
        return
    stray = stray_lines(document)
    # Where the host refuses a block for a key that stands there twice, that has been said.
    is_lost = document.reading.outcome is Outcome.LOST
    refused = {cause.span for cause in document.reading.causes if is_lost and cause.kind is Kind.DUPLICATE}
    top = {id(one) for one in document.root.entries}
    for first, later in duplicates:
        # Lines of a text that have become keys are one mistake, which is told at the first of them.
        if later.key.span in refused or (stray is not None and stray.has(later)):
            continue
        # In a block that cannot be read, lines of a text over several lines look like keys.
        if is_lost and later.name not in document.dialect.properties:
            continue
        line = document.lines.line_of(first.key.span.start) + 1
        name, effect = shown(later.name), _effect(document, later) if id(later) in top else None
        says = document.dialect.says(effect) if effect else f"{document.dialect.host} reads the last one"
        yield Finding(
            later.key.span,
            f"{name} stands on line {line} already: {says}; remove one.",
            severity=effect.severity if effect else None,
            fixes=(
                *(() if _is_repaired_for(document, first) else _remove_first(document, first, line)),
                *removal(document, later, "Remove this one"),
            ),
            related=(Related(first.key.span, f"The first {name}."),),
        )


def _effect(document: Document, later: Entry) -> Effect | None:
    """Return what the host does with a file in which this key stands twice, unless it takes the last one."""
    known = document.dialect.properties.get(later.name)
    return known.facts.on_duplicate if known is not None else None


def _remove_first(document: Document, first: Entry, line: int) -> tuple[Fix, ...]:
    return removal(document, first, f"Remove the one on line {line}", preferred=True, safe=True)


def _is_repaired_for(document: Document, entry: Entry) -> bool:
    """Tell whether the host mends the block for the sake of this entry alone: without it, others are read otherwise."""
    causes = document.reading.causes
    is_repaired = document.reading.outcome is Outcome.REPAIRED
    return is_repaired and all(entry.span.contains(one.span.start) for one in causes)


def _duplicates(node: Node) -> Iterator[tuple[Entry, Entry]]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _duplicates(item)
    elif isinstance(node, Mapping):
        first: dict[str, Entry] = {}
        for entry in node.entries:
            if entry.name in first and entry.name != _MERGE:
                yield first[entry.name], entry
            first.setdefault(entry.name, entry)
            if not isinstance(entry.value, Scalar):
                yield from _duplicates(entry.value)
