"""A server of the agent's own plugin by its bare name.

Claude Code calls the tools of a plugin's MCP servers `mcp__plugin_<plugin>_<server>__<tool>`, whether `.mcp.json` or
the manifest describes the server. `mcp__<server>__<tool>` means a server that a project or a user has; where nobody has
one of that name, the agent does not get the tool. It is information, because somebody may.

```json beside path=.claude-plugin/plugin.json
{ "name": "tracker", "mcpServers": { "boards": { "command": "board-server" } } }
```

```json beside path=.mcp.json
{ "mcpServers": { "issues": { "command": "issue-server" } } }
```

```markdown bad path=agents/triage.md
---
name: triage
description: Sorts issues.
tools: Read, mcp__issues__list
             ^^^^^^^^^^^^^^^^^ information unfinished
---
Sort them.
```

```markdown fixed path=agents/triage.md
---
name: triage
description: Sorts issues.
tools: Read, mcp__plugin_tracker_issues__list
---
Sort them.
```

```markdown bad path=agents/planner.md
---
name: planner
description: Plans the week.
tools: Read, mcp__boards
             ^^^^^^^^^^^ unfinished
---
Plan it.
```

```markdown fixed path=agents/planner.md
---
name: planner
description: Plans the week.
tools: Read, mcp__plugin_tracker_boards
---
Plan it.
```

```markdown good path=agents/triage.md
---
name: triage
description: Sorts issues.
tools: Read, mcp__plugin_tracker_issues__list, mcp__github
---
Sort them.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.mcp_servers import tool_part
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown, tool_uses
from agentls.project.document import Document
from agentls.project.file_facts import references_in
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in plugins, whose lists of tools name servers."""
    return shape.dialect.root_marker is not None and bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names of tools, and of all tools of a server, that only a server of the plugin could mean."""
    form = document.dialect.server_tools
    if document.dialect.root_marker is None or not form.begin:
        return
    starts = {use.item.name_span.start for use in tool_uses(document) if use.allows}
    for reference in references_in(document):
        start = reference.span.start - len(form.begin)
        if reference.kind != "mcp-server" or start not in starts:
            continue
        seen = snapshot.index.definitions("mcp-server", reference.name, reference.view)
        named = (one for one in seen if one.name == reference.name and one.root == reference.root)
        own = next((one for one in named if one.qualified != one.name), None)
        # A server that the project or the user has under that name is what the bare name means.
        if own is None or any(one.qualified == one.name for one in seen):
            continue
        whole, better = Span(start, reference.span.end), form.begin + tool_part(own.qualified)
        name_end = next(use.item.name_span.end for use in tool_uses(document) if use.item.name_span.start == start)
        yield Finding(
            Span(start, name_end),
            f"`{shown(whole.of(document.text))}` is no server of this plugin by that name; write `{better}`.",
            fixes=(Fix(f"Write `{better}`", (Edit(whole, better),), preferred=True),),
            unfinished=True,
        )
