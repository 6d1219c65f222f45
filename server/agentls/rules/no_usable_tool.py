"""A list of tools of which none exists.

Claude Code refuses to start such an agent, because it could do nothing. Tools written for another assistant, names in
lower case and wrong separators are the usual reasons. A list with a name that may come from an MCP server is never
reported, nor is one with a wildcard.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: read, grep, bash
       ^^^^^^^^^^^^^^^^ error unfinished unfixed
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: [LS, MultiEdit]
       ^^^^^^^^^^^^^^^ unfinished unfixed
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: read, grep, mcp__github
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import (
    ToolUse,
    may_work,
    place_of_value,
    tool_lists,
    tool_uses,
)
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.ERROR
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in lists that give tools."""
    return any(one.facts.allow_list for one in shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the lists that name tools, but none that there is."""
    for entry, known in tool_lists(document):
        uses = [use for use in tool_uses(document) if use.entry is entry] if known.facts.allow_list else []
        if not uses or any(_may_work(use, snapshot) for use in uses):
            continue
        host = document.dialect.host
        yield Finding(
            entry.value.span,
            f"No tool in `{entry.name}` exists, so {host} refuses to start the agent; name at least one that does.",
            unfinished=True,
            typing_span=place_of_value(document, entry),
        )


def _may_work(use: ToolUse, snapshot: Snapshot) -> bool:
    known = use.name in snapshot.settings.tools or may_work(use.name, use.catalog)
    if use.has_wrong_separator:
        return known or use.server_tools.may_be_one(use.item.text)
    return known and not ((use.item.is_unclosed or use.item.is_followed) and use.value is not None)
