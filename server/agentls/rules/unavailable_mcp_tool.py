"""An MCP tool in the instructions of an agent that the agent does not have.

Where `tools` lists what an agent gets, it gets no tool of an MCP server that the list does not name: the instructions
ask for something that cannot be done. It is information, because the text may speak of what others have.

```markdown bad
---
name: tracker
description: Looks after issues.
tools: Read, mcp__issues__list
---
Find them with `mcp__issues__list`, close them with `mcp__issues__close`.
                                                     ^^^^^^^^^^^^^^^^^^ information unfinished
```

```markdown fixed
---
name: tracker
description: Looks after issues.
tools: Read, mcp__issues__list, mcp__issues__close
---
Find them with `mcp__issues__list`, close them with `mcp__issues__close`.
```

```markdown good
---
name: tracker
description: Looks after issues.
tools: Read, mcp__issues
---
Find them with `mcp__issues__list`, close them with `mcp__issues__close`.
```

```markdown good
---
name: tracker
description: Looks after issues.
---
Find them with `mcp__issues__list`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from agentls.knowledge.effects import Severity
from agentls.knowledge.server_tools import EVERYTHING, ServerTools
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import append, shown, tool_lists, tool_uses
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry
from agentls.text.positions import Span

SEVERITY = Severity.INFORMATION


def concerns(shape: Shape) -> bool:
    """Only with a list that gives tools."""
    return any(one.facts.allow_list for one in shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the first place of each tool in the text that the list does not let through."""
    form = document.dialect.server_tools
    if not form.begin or form.begin not in document.body:
        return
    allowing = next((entry for entry, known in tool_lists(document) if known.facts.allow_list), None)
    if allowing is None or not document.is_loaded_as_map:
        return
    uses = [use for use in tool_uses(document) if use.entry is allowing]
    names = [use.name for use in uses]
    if not names or EVERYTHING in names or any(use.item.is_unclosed or use.has_wrong_separator for use in uses):
        return
    seen: set[str] = set()
    for found in _names(form).finditer(document.text, document.frontmatter.body.start):
        name = found[0]
        if name in seen or any(_lets_through(one, name, form) for one in names):
            continue
        seen.add(name)
        yield Finding(
            Span(*found.span()),
            f"`{allowing.name}` does not give the agent `{shown(name)}`; add it there, or take it out of the text.",
            fixes=tuple(_fixes(document, allowing, name)),
            unfinished=True,
        )


def _names(form: ServerTools) -> re.Pattern[str]:
    """Return an expression for names of servers' tools in a text: one that a word is made of is no such name."""
    begin, between = re.escape(form.begin), re.escape(form.between)
    return re.compile(rf"(?<![\w*]){begin}(?:(?!{between})[\w-])+{between}[a-zA-Z0-9]\w*(?![\w*-])", re.ASCII)


def _lets_through(listed: str, name: str, form: ServerTools) -> bool:
    of_server = name.startswith(f"{listed}{form.between}")
    return name == listed or of_server or (EVERYTHING in listed and fnmatchcase(name, listed))


def _fixes(document: Document, allowing: Entry, name: str) -> Iterator[Fix]:
    edit = append(document, allowing, name)
    if edit is not None:
        yield Fix(f"Add `{shown(name)}` to `{allowing.name}`", (edit,), preferred=True)
