"""Hooks for which the program drops the file.

`hooks` must be a map of events. A mistake in an entry of `PreToolUse` or `PermissionRequest` makes Claude Code leave
the whole agent out, because it will not run an agent without its guards; a mistake in any other event loses that
entry alone.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks: ./check.sh
       ^^^^^^^^^^ error choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: 5
               ^
      hooks:
        - type: command
          ^^^^^^^^^^^^^ unfinished unfixed
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import Catalog
from agentls.knowledge.effects import Severity
from agentls.knowledge.validation import Violation
from agentls.meaning.being_written import place_to_write
from agentls.meaning.carrying import Section
from agentls.meaning.edits import quoted
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.meaning.value_fixes import allowed_values, one_of
from agentls.meaning.violations import (
    described,
    is_empty,
    kind_of,
    place,
    remedy,
    violations,
)
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Plain,
    Scalar,
    node_at,
    to_plain,
)
from agentls.text.positions import Edit

SEVERITY = Severity.ERROR
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only where something does not fit."""
    return not shape.fits


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the places in hooks for which the host drops the file."""
    for violation in violations(document):
        known = document.dialect.properties.get(str(violation.path[0])) if violation.path else None
        if known is None or known.key_catalog is None or not violation.effect.is_fatal:
            continue
        node = node_at(document.root, violation.path)
        if len(violation.path) == 1 and is_empty(node):
            continue
        span = place(document, violation)
        if span is None:
            continue
        plain = to_plain(node) if node is not None else None
        typing = place_to_write(document, violation)
        may_become_event = isinstance(node, Scalar) and _may_become_event(known.key_catalog, node.text)
        yield Finding(
            span,
            f"{_wrong(violation, plain)}: {document.dialect.says(violation.effect)}; "
            f"{_remedy(document, violation, plain)}.",
            fixes=tuple(_fixes(document, violation)),
            unfinished=typing is not None or may_become_event,
            typing_span=typing,
        )


def _may_become_event(names: Catalog, text: str) -> bool:
    """Tell whether a lone word is the beginning of an event's name, still without its colon."""
    return any(value.name.startswith(text) for value in names.values)


def _wrong(violation: Violation, value: Plain) -> str:
    name = next(step for step in reversed(violation.path) if isinstance(step, str))
    if violation.missing:
        return f"`{violation.missing}` is missing in this entry of `{name}`"
    if isinstance(violation.path[-1], int):
        return f"This entry of `{name}` is {kind_of(value)}"
    return f"`{name}` is {kind_of(value) if violation.keyword == 'type' else described(value)}"


def _remedy(document: Document, violation: Violation, value: Plain) -> str:
    if violation.missing:
        return "add it"
    known = document.dialect.property_at(violation.path, document.plain)
    allowed = allowed_values(known) if known is not None else []
    return f"use {one_of(allowed)}" if allowed else remedy(known, violation, value)


def _fixes(document: Document, violation: Violation) -> Iterator[Fix]:
    node = node_at(document.root, violation.path)
    if violation.keyword == "type" and violation.expected == "string" and isinstance(node, Scalar) and node.text:
        yield Fix("Put it in quotes", (Edit(node.span, quoted(node.span.of(document.text))),), preferred=True)
    top = document.entry(str(violation.path[0]))
    # A file that is nothing but hooks is not mended by taking them out.
    if top is not None and len(violation.path) == 1 and not document.dialect.properties[top.name].facts.on_missing:
        yield from removal(document, top, f"Remove `{top.name}`")
