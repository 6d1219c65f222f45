"""A tool that no longer exists.

A list may still name it, but nothing comes of it: the agent starts without the tool, and nobody is told. The message
says what took its place. Where the successor is in the list already, only the old name has to go.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, MultiEdit, NotebookRead
             ^^^^^^^^^ warning deprecated
                        ^^^^^^^^^^^^ warning deprecated safe
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Edit
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools:
  - Bash
  - LS
    ^^ deprecated unfinished safe
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools:
  - Bash
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Edit, Glob
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import ToolUse, odd_uses
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in lists of tools."""
    return bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names in tool lists that the host gave up."""
    for use in odd_uses(document):
        if use.value is None or use.value.status is not Status.REMOVED or use.name in snapshot.settings.tools:
            continue
        yield Finding(
            use.item.name_span,
            f"`{use.shown}` no longer exists, and {document.dialect.host} drops it; {use.value.facts.advice}.",
            fixes=tuple(_fixes(document, use, use.value.replaced_by)),
            deprecated=True,
            unfinished=use.may_become_known,
            since=use.value.facts.status_since,
        )


def _fixes(document: Document, use: ToolUse, successors: tuple[str, ...]) -> Iterator[Fix]:
    is_covered = any(use.lists(name) for name in successors)
    if not is_covered:
        for number, name in enumerate(successors):
            yield Fix(f"Replace with `{name}`", (Edit(use.item.span, name),), preferred=number == 0)
    # Without a successor to put in its place nothing is lost with the name, so that taking it out is always right.
    yield from use.removal(document, preferred=is_covered or not successors, safe=is_covered or not successors)
