"""A name of an MCP server that the program keeps for itself.

Claude Code does not load a server of such a name from a file; it says so in `claude mcp list` and nowhere else.

```json bad path=.mcp.json
{
  "mcpServers": {
    "workspace": { "command": "workspace-server" }
    ^^^^^^^^^^^ warning unfixed
  }
}
```

```json good path=.mcp.json
{
  "mcpServers": {
    "our-workspace": { "command": "workspace-server" }
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.meaning.frame import shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Mapping

SEVERITY = Severity.WARNING
FORMATS = frozenset({"json"})


def concerns(shape: Shape) -> bool:
    """Only with a map of which names are reserved."""
    return shape.has_maps and shape.states("reserved")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the entries whose name the host keeps for itself."""
    for name, known in document.dialect.properties.items():
        value = document.value(name)
        reserved = known.facts.reserved
        for entry in value.entries if isinstance(value, Mapping) else ():
            if entry.name in reserved:
                yield Finding(
                    entry.key.span,
                    f"{document.dialect.host} keeps the name {shown(entry.name)} for itself: it drops this server; "
                    "give it another name.",
                )
