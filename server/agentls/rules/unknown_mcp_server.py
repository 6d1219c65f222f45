"""An MCP server that the project does not list.

A name in `mcpServers`, or `mcp__server` in a list of tools, means a server that is set up elsewhere. It is looked at
only in a project that lists servers, in `.mcp.json` for instance; and since users have servers of their own, it is
never more than information.

```json beside path=.mcp.json
{ "mcpServers": { "github": { "command": "github-server" } } }
```

```markdown bad
---
name: tracker
description: Looks after issues.
tools: Read, mcp__gitub
             ^^^^^^^^^^ information unfinished
---
Sort the issues.
```

```markdown fixed
---
name: tracker
description: Looks after issues.
tools: Read, mcp__github
---
Sort the issues.
```

```markdown bad
---
name: tracker
description: Looks after issues.
mcpServers: [github, jira]
                     ^^^^ unfinished choose
---
Sort the issues.
```

```markdown good
---
name: tracker
description: Looks after issues.
tools: Read, mcp__github, mcp__notes
mcpServers:
  - notes:
      command: notes-server
---
Sort the issues.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.mcp_servers import is_listed, listed_servers, resembling
from agentls.meaning.name_uses import uses
from agentls.meaning.removal import remove_name
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown, tool_uses
from agentls.project.document import Document
from agentls.project.file_facts import references_in
from agentls.project.names import Reference
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
FORMATS = frozenset({"markdown", "json"})
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only with names of servers, alone or in lists of tools."""
    return bool(shape.tool_lists()) or shape.tells("refers", "mcp-server")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the servers that the project, though it lists servers, does not list."""
    for reference, span, start in _places(document):
        servers = listed_servers(reference, snapshot)
        if not servers or is_listed(reference.name, servers):
            continue
        names = resembling(reference.name, servers)
        known = f"did you mean `{shown(names[0])}`?" if names else "add it unless users have it."
        edit = remove_name(document, span) if document.dialect.format == "markdown" else None
        yield Finding(
            span,
            f"This project lists no MCP server `{shown(reference.name)}`; {known}",
            fixes=(
                *(
                    Fix(f"Replace with `{start}{name}`", (Edit(span, start + name),), preferred=not number)
                    for number, name in enumerate(names[:3])
                ),
                *((Fix(f"Remove `{start}{shown(reference.name)}`", (edit,)),) if edit else ()),
            ),
            unfinished=True,
        )


def _places(document: Document) -> Iterator[tuple[Reference, Span, str]]:
    """Yield what names a server, where it does, and what has to stand before the name there."""
    for reference in uses(document, "mcp-server"):
        yield reference, reference.span, ""
    references = [one for one in references_in(document) if one.kind == "mcp-server"]
    if not references:
        return
    whole = {use.item.name_span: use for use in tool_uses(document) if use.server_tools.whole_server(use.name)}
    begin = document.dialect.server_tools.begin
    for reference in references:
        span = Span(reference.span.start - len(begin), reference.span.end)
        use = whole.get(span)
        if use is not None and use.allows:
            yield reference, span, begin
