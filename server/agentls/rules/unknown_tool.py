"""A tool name that the program does not know.

An unknown name in a list of tools is dropped without a message. The agent starts, but without the tool. Names are
case-sensitive: `read` is not `Read`. Names with an underscore are never judged, because tools of MCP servers look like that.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grpe, bash
             ^^^^
                   ^^^^
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep, Bash
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, mcp__github__get_issue, Bash(git diff:*)
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.document import Document
from agentls.edits import remove_item
from agentls.finding import Finding, Fix, Severity
from agentls.rules._lists import ToolUse, tool_uses
from agentls.snapshot import Snapshot
from agentls.text import Edit

SEVERITY = Severity.WARNING


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names in tool lists that no catalog and no setting knows."""
    for use in tool_uses(document):
        name = use.item.name
        if use.value is not None or use.is_exempt or name in snapshot.settings.tools:
            continue
        near = use.catalog.closest(name)
        host = document.dialect.host
        message = f"Unknown tool `{name}`: {host} drops it"
        yield Finding(
            use.item.name_span,
            f"{message}; did you mean `{near[0]}`?" if near else f"{message}; remove it or check its spelling.",
            fixes=tuple(_fixes(document, use, near)),
            unfinished=use.may_become_known,
        )


def _fixes(document: Document, use: ToolUse, near: list[str]) -> Iterator[Fix]:
    for number, name in enumerate(near):
        yield Fix(f"Replace with `{name}`", (Edit(use.item.name_span, name),), preferred=number == 0)
    yield Fix(f"Remove `{use.item.text}`", (remove_item(document, use.item, use.list),))
