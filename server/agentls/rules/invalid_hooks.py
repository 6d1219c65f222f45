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
          ^^^^^^^^^^^^^ unfixed
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
from agentls.meaning.edits import quoted
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.removal import removal
from agentls.meaning.violations import (
    expected_kinds,
    is_empty,
    kind_of,
    place,
    violations,
)
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Path,
    Scalar,
    node_at,
    to_plain,
)
from agentls.text.positions import Edit

SEVERITY = Severity.ERROR
FORMATS = frozenset({"markdown", "json"})


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
        yield Finding(
            span,
            f"{_wrong(violation, node_text(document, violation.path))}: {document.dialect.says(violation.effect)}; "
            f"{_remedy(violation)}.",
            fixes=tuple(_fixes(document, violation)),
            unfinished=isinstance(node, Scalar) and _may_become_event(known.key_catalog, node.text),
        )


def _may_become_event(names: Catalog, text: str) -> bool:
    """Tell whether a lone word is the beginning of an event's name, still without its colon."""
    return any(value.name.startswith(text) for value in names.values)


def node_text(document: Document, path: Path) -> str:
    """Say what stands at `path`, in words."""
    node = node_at(document.root, path)
    return kind_of(to_plain(node)) if node is not None else "empty"


def _wrong(violation: Violation, kind: str) -> str:
    name = next((step for step in reversed(violation.path) if isinstance(step, str)), "hooks")
    if violation.missing:
        return f"`{violation.missing}` is missing in this entry of `{name}`"
    if violation.path and isinstance(violation.path[-1], int):
        return f"This entry of `{name}` is {kind}"
    return f"`{name}` is {kind}" if violation.keyword == "type" else f"`{name}` has a value that does not exist"


def _remedy(violation: Violation) -> str:
    if violation.missing:
        return "add it"
    if violation.keyword == "type":
        return f"write {expected_kinds(violation.expected)}"
    return "correct it"


def _fixes(document: Document, violation: Violation) -> Iterator[Fix]:
    node = node_at(document.root, violation.path)
    if violation.keyword == "type" and violation.expected == "string" and isinstance(node, Scalar) and node.text:
        yield Fix("Put it in quotes", (Edit(node.span, quoted(node.span.of(document.text))),), preferred=True)
    top = document.entry(str(violation.path[0]))
    # A file that is nothing but hooks is not mended by taking them out.
    if top is not None and len(violation.path) == 1 and not document.dialect.properties[top.name].facts.on_missing:
        yield from removal(document, top, f"Remove `{top.name}`")
