"""A whole command line where the name of a program is wanted.

Claude Code starts what `command` names, and no shell takes it apart: `npx -y server` is looked for as one program of
that name, so that the server never starts. The words behind the first one belong into `args`.

```json bad path=.mcp.json
{
  "mcpServers": {
    "wiki": { "command": "npx -y wiki-server" }
                         ^^^^^^^^^^^^^^^^^^^^ warning unfinished
  }
}
```

```json fixed path=.mcp.json
{
  "mcpServers": {
    "wiki": { "command": "npx", "args": ["-y", "wiki-server"] }
  }
}
```

```json good path=.mcp.json
{
  "mcpServers": {
    "wiki": { "command": "npx", "args": ["-y", "wiki-server"] },
    "notes": { "command": "/Applications/My Notes/server" }
  }
}
```
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.mcp_servers import settings_of_servers
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Mapping, Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Edit
from agentls.text.shell_words import words

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES
# A name without a folder, and behind a blank a flag or another word: no program is called like that.
_COMMAND_LINE = expression(r"[A-Za-z][\w.-]*[ ]+\S")


def concerns(shape: Shape) -> bool:
    """Only where servers are described."""
    return shape.describes_servers()


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the commands of servers that hold their arguments as well."""
    for server in settings_of_servers(document):
        command = server.value("command")
        if not isinstance(command, Scalar) or not _COMMAND_LINE.match(command.text):
            continue
        first = command.text.split()[0]
        yield Finding(
            command.span,
            f"No shell takes this apart: {document.dialect.host} looks for a program of the whole name; "
            f"move what follows {shown(first)} to `args`.",
            fixes=tuple(_fixes(document, server, command)),
            unfinished=True,
        )


def _fixes(document: Document, server: Mapping, command: Scalar) -> Iterator[Fix]:
    parts = [word.text for word in words(command.text)]
    if document.dialect.format == "json" and server.get("args") is None and len(parts) > 1:
        new = f"{json.dumps(parts[0])}, {json.dumps('args')}: {json.dumps(parts[1:], ensure_ascii=False)}"
        yield Fix("Move the arguments to `args`", (Edit(command.span, new),), preferred=True)
