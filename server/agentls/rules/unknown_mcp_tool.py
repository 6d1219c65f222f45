"""A tool of an MCP server that the project does not list.

The second part of `mcp__server__tool` names the server. Without that server there is no such tool, and it drops out of
the list. It is looked at only in a project that lists servers, in `.mcp.json` for instance; and since users have
servers of their own, it is never more than information.

```json beside path=.mcp.json
{ "mcpServers": { "github": { "command": "github-server" } } }
```

```markdown bad
---
name: tracker
description: Looks after issues.
tools: Read, mcp__githib__list_issues
             ^^^^^^^^^^^^^^^^^^^^^^^^ information unfinished
---
Sort the issues.
```

```markdown fixed
---
name: tracker
description: Looks after issues.
tools: Read, mcp__github__list_issues
---
Sort the issues.
```

```markdown bad
---
name: tracker
description: Looks after issues.
tools: Read, mcp__jira__search
             ^^^^^^^^^^^^^^^^^ unfinished unfixed
---
Sort the issues.
```

```markdown good
---
name: tracker
description: Looks after issues.
tools: Read, mcp__github__list_issues, mcp__ide__getDiagnostics
---
Sort the issues.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.knowledge.server_tools import ServerTools
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.mcp_servers import is_listed, listed_servers, resembling
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown, tool_uses
from agentls.project.document import Document
from agentls.project.file_facts import references_in
from agentls.project.names import Reference
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.INFORMATION
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in lists of tools."""
    return bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the tools whose server the project, though it lists servers, does not list."""
    tools: dict[int, Reference] = {one.span.start: one for one in references_in(document) if one.kind == "mcp-tool"}
    if not tools:
        return
    said: set[str] = set()
    for use in tool_uses(document):
        reference = tools.get(use.item.name_span.start)
        if reference is None or not use.allows:
            continue
        form = use.server_tools
        server, tool = form.split(use.name)
        servers = listed_servers(reference, snapshot)
        if not servers or is_listed(server, servers) or _is_of_any(use.name, servers, form):
            continue
        if server in said:
            continue
        names = [form.written(one, tool) for one in resembling(server, servers)]
        if not names:
            # A server that users have may bring ten tools: once is enough.
            said.add(server)
        known = f"did you mean `{shown(names[0])}`?" if names else "add it unless users have it."
        yield Finding(
            use.item.name_span,
            f"This project lists no MCP server `{shown(server)}`; {known}",
            fixes=tuple(
                Fix(f"Replace with `{shown(name)}`", (Edit(use.item.name_span, name),), preferred=not number)
                for number, name in enumerate(names[:3])
            ),
            unfinished=True,
        )


def _is_of_any(name: str, servers: set[str], form: ServerTools) -> bool:
    """Tell whether it is a tool of one of the servers, of whose names some have in them what else stands behind one."""
    return any(form.rest(name).startswith(f"{one}{form.between}") for one in servers)
