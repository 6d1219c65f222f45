"""A tool that is listed twice.

The second one changes nothing. Often another tool was meant, so look before you remove it.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep, Read
                   ^^^^ hint unnecessary unfinished related safe
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
tools: Read, Grep, mcp__github__get_issue, mcp__github__get_file
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Related
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import ToolUse, may_work, tool_lists, tool_uses
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.HINT
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in lists of tools."""
    return bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield every repetition of a tool within one list."""
    lists = (document.items(entry.value) for entry, _ in tool_lists(document))
    if all(len({item.name for item in every}) == len(every) for every in lists):
        return
    seen: dict[tuple[str, str], ToolUse] = {}
    for use in tool_uses(document):
        first = seen.setdefault((use.entry.name, use.item.text), use)
        # Of a name that no tool has, other rules say more.
        if first is use or not (may_work(use.name, use.catalog) or use.name in snapshot.settings.tools):
            continue
        yield Finding(
            use.item.span,
            f"`{use.shown}` is already in `{use.entry.name}`; remove it, it changes nothing.",
            fixes=tuple(use.removal(document, preferred=True, safe=True)),
            related=(Related(first.item.span, "It is first listed here."),),
            unnecessary=True,
            unfinished=use.may_become_known,
        )
