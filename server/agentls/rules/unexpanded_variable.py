"""A variable that reaches an MCP server as it is written.

In the configuration of a server Claude Code fills in `${NAME}` and `${NAME:-default}` from the environment, and nothing
else: `${env:NAME}`, `${input:key}` and `${workspaceFolder}` belong to other programs, no shell looks at `$HOME` or `~`,
and a default with a variable in it ends at the first `}`.

```json bad path=.mcp.json
{
  "mcpServers": {
    "wiki": {
      "command": "wiki-server",
      "args": ["${workspaceFolder}/wiki", "${WIKI:-${HOME}/wiki}", "$HOME/wiki"],
                ^^^^^^^^^^^^^^^^^^ warning unfinished unfixed
                                           ^^^^^^^^^^^^^^^ warning unfinished unfixed
                                                                    ^^^^^ warning unfinished
      "env": { "TOKEN": "${env:WIKI_TOKEN}" }
                         ^^^^^^^^^^^^^^^^^ warning unfinished
    }
  }
}
```

```json good path=.mcp.json
{
  "mcpServers": {
    "wiki": {
      "command": "bash",
      "args": ["-c", "exec wiki-server $HOME/wiki"],
      "env": { "TOKEN": "${WIKI_TOKEN}", "PLACE": "${WIKI:-/srv/wiki}" }
    }
  }
}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.mcp_servers import settings_of_servers
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.name_lists import source_offsets
from agentls.syntax.nodes import Mapping, Node, Scalar, Sequence
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES

_GOOD = expression(r"\$\{[A-Za-z_]\w*(?::-[^{}$]*)?\}|\$\{user_config\.[\w.-]+\}")
_ENV = expression(r"\$\{env:([A-Za-z_]\w*)\}|\$\{env\.([A-Za-z_]\w*)\}|\$\{\{\s*(?:env|secrets)\.(\w+)\s*\}\}")
_NESTED = expression(r"\$\{[A-Za-z_]\w*:-[^{}]*\$\{[^{}]*\}")
_OTHER = expression(r"\$\{[^{}]*\}")
_EDITORS = expression(
    r"\$\{(?:workspace\w*|file\w*|input:[^{}]*|userHome|pathSeparator|cwd|config:[^{}]*|command:[^{}]*)\}"
)
_SHELL = expression(r"\A\$[A-Za-z_]\w*(?=[/\\]|\Z)|(?<=[=:,;])\$[A-Z_]\w*(?=[/\\:;,]|\Z)|%[A-Za-z_]\w*%|\A~(?=/)")
_SHELLS = expression(
    r"(?:\A|[/\\])(?:ba|z|da|fi|k|tc|c)?sh(?:\.exe)?\Z|(?:\A|[/\\])(?:cmd|powershell|pwsh)(?:\.exe)?\Z", re.IGNORECASE
)


def concerns(shape: Shape) -> bool:
    """Only where servers are described."""
    return shape.describes_servers()


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the variables of servers' configurations that the host does not fill in."""
    for server in settings_of_servers(document):
        command = server.value("command")
        has_shell = isinstance(command, Scalar) and bool(_SHELLS.search(command.text))
        for entry in server.entries:
            for scalar in _texts(entry.value):
                yield from _in(document, scalar, has_shell)


def _texts(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        if node.is_string and ("$" in node.text or "%" in node.text or node.text.startswith("~")):
            yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _texts(entry.value)


def _in(document: Document, scalar: Scalar, has_shell: bool) -> Iterator[Finding]:
    places = source_offsets(scalar, document.text)

    def span(found: re.Match[str]) -> Span:
        return Span(places[min(found.start(), len(places) - 1)], places[min(found.end(), len(places) - 1)])

    host = document.dialect.host
    taken: list[tuple[int, int]] = []
    for pattern, says in (
        (_NESTED, "ends this default at the first `}}`; write a default without a variable."),
        (_ENV, "fills in `${{NAME}}` alone: the server gets {this} as it is; write {better}."),
        (_EDITORS, "does not know {this} and hands it over as it is; write a path, or `${{NAME}}`."),
        (_OTHER, "does not fill in {this}: the server gets it as it is; write `${{NAME}}`."),
        (_SHELL, "does not fill in {this}, as no shell runs the command; write {better}."),
    ):
        if pattern is _SHELL and has_shell:
            continue
        for found in pattern.finditer(scalar.text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            if pattern is _OTHER and _GOOD.fullmatch(found[0]) and not _EDITORS.fullmatch(found[0]):
                continue
            better = _better(found)
            message = says.format(this=shown(found[0]), better=shown(better) if better else "`${NAME}`")
            fixes = (Fix(f"Write {shown(better)}", (Edit(span(found), better),), preferred=True),) if better else ()
            yield Finding(span(found), f"{host} {message}", fixes=fixes, unfinished=True)


def _better(found: re.Match[str]) -> str | None:
    """Return the variable in the form that the host knows."""
    named = next((group for group in found.groups() if group), None)
    if named:
        return f"${{{named}}}"
    word = found[0]
    if word == "~":
        return "${HOME}"
    if re.fullmatch(r"\$\w+|%\w+%", word):
        return f"${{{word.strip('$%')}}}"
    return None
