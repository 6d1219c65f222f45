"""An MCP server that the list of tools does not let through.

A server in `mcpServers` is started, but a list in `tools` also decides about its tools: what is not listed is not
given. Add `mcp__server` for all tools of the server or `mcp__server__tool` for one. A server that is only mentioned by
its name is reported as information, because it is defined somewhere else.

```markdown bad
---
name: tracker
description: Looks after issues.
tools: Read, Grep
mcpServers:
  - issues:
    ^^^^^^ warning unfinished
      command: issue-server
---
Sort the issues.
```

```markdown fixed
---
name: tracker
description: Looks after issues.
tools: Read, Grep, mcp__issues
mcpServers:
  - issues:
      command: issue-server
---
Sort the issues.
```

```markdown bad
---
name: tracker
description: Looks after issues.
tools: [Read]
mcpServers: [issues]
             ^^^^^^ information unfinished
---
Sort the issues.
```

```markdown fixed
---
name: tracker
description: Looks after issues.
tools: [Read, mcp__issues]
mcpServers: [issues]
---
Sort the issues.
```

```markdown good
---
name: tracker
description: Looks after issues.
tools: Read, mcp__issues__list
mcpServers:
  - issues
---
Sort the issues.
```

```markdown good
---
name: tracker
description: Looks after issues.
mcpServers:
  - issues
---
Sort the issues.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.knowledge.server_tools import EVERYTHING, ServerTools
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.mcp_servers import is_listed, servers_seen_from, tool_part
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import (
    append,
    declared_servers,
    place_of_value,
    shown,
    tool_lists,
    tool_uses,
)
from agentls.project.document import Document
from agentls.project.names import view_of
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry

SEVERITY = Severity.WARNING
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only where servers are named beside a list of tools."""
    return bool(shape.tool_lists()) and shape.tells("refers", "mcp-server")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the servers that the agent declares and whose tools it does not get."""
    declared = tuple(declared_servers(document))
    allowing = next((entry for entry, known in tool_lists(document) if known.facts.allow_list), None)
    if allowing is None or not declared:
        return
    uses = [use for use in tool_uses(document) if use.entry is allowing]
    listed = [use.name for use in uses]
    if not listed or EVERYTHING in listed or any(use.item.is_unclosed for use in uses):
        return
    servers = servers_seen_from(view_of(document), snapshot)
    form = document.dialect.server_tools
    for server in declared:
        if servers and not server.is_defined_here and not is_listed(server.name, servers):
            # Nobody knows which server is meant: that is said first, and its tools would be those of no server.
            continue
        # The bare name of a server in the list is an unknown tool, and is reported as that.
        if server.name in listed or any(_lets_through(name, server.name, form) for name in listed):
            continue
        tools = form.written(tool_part(server.name))
        yield Finding(
            server.span,
            f"`{allowing.name}` keeps out the tools of `{shown(server.name)}`; add `{shown(tools)}`.",
            severity=None if server.is_defined_here else Severity.INFORMATION,
            fixes=tuple(_fixes(document, allowing, tools)),
            unfinished=True,
            typing_span=place_of_value(document, allowing),
        )


def _lets_through(name: str, server: str, form: ServerTools) -> bool:
    """Tell whether a name in the list means the server or something of it, be it as part of a plugin."""
    wanted = tool_part(server)
    if any(name == form.written(one) or name.startswith(form.written(one) + form.between) for one in (server, wanted)):
        return True
    return name.startswith(f"{form.begin}plugin_") and wanted in name


def _fixes(document: Document, allowing: Entry, name: str) -> Iterator[Fix]:
    edit = append(document, allowing, name)
    if edit is not None:
        yield Fix(f"Add `{shown(name)}` to `{allowing.name}`", (edit,), preferred=True)
