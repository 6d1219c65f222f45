"""An old name of a tool that has a new one.

The old name still works, so nothing is lost today. New documentation, messages and permission rules use the new name.

```markdown bad
---
name: lead
description: Hands work to other agents.
tools: Read, Task
             ^^^^ information deprecated unfinished safe
---
Split the work.
```

```markdown fixed
---
name: lead
description: Hands work to other agents.
tools: Read, Agent
---
Split the work.
```

```markdown bad
---
name: lead
description: Hands work to other agents.
tools: Read, KillShell, KillShell
             ^^^^^^^^^ deprecated safe
---
Split the work.
```

```markdown fixed
---
name: lead
description: Hands work to other agents.
tools: Read, TaskStop, TaskStop
---
Split the work.
```

```markdown good
---
name: lead
description: Hands work to other agents.
tools: Read, Agent, TaskStop
---
Split the work.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import ToolUse, odd_uses
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.INFORMATION
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in lists of tools."""
    return bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names in tool lists that work only as another name of a tool."""
    for use in odd_uses(document):
        if use.canonical == use.name or use.name in snapshot.settings.tools:
            continue
        # A repetition is to go, under whatever name.
        if any(one.text == use.item.text for one in use.every[: use.number]):
            continue
        yield Finding(
            use.item.name_span,
            f"`{use.shown}` is now called `{use.canonical}`; the old name still works.",
            fixes=tuple(_fixes(document, use)),
            deprecated=True,
            unfinished=use.may_become_known,
            since=use.value.facts.status_since if use.value is not None else None,
        )


def _fixes(document: Document, use: ToolUse) -> Iterator[Fix]:
    if use.lists(use.canonical) and use.item.argument is None:
        yield from use.removal(document, preferred=True, safe=True)
    else:
        # A repetition stays one under the new name, and is told of as that.
        same = (one for one in use.every if one.text == use.item.text)
        edits = tuple(Edit(one.name_span, use.canonical) for one in same)
        yield Fix(f"Replace with `{use.canonical}`", edits, preferred=True, safe=True)
