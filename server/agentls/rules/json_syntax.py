"""A JSON file that is not JSON.

JSON is strict: no comments, no comma before a closing bracket, double quotes only. Claude Code uses nothing of a file
that it cannot read.

```json bad path=.mcp.json
{
  "mcpServers": {
    "github": { "command": "github-server" },
                                            ^ error
  }
}
```

```json fixed path=.mcp.json
{
  "mcpServers": {
    "github": { "command": "github-server" }
  }
}
```

```json bad path=.mcp.json
{
  "mcpServers": {
    "github": { "command": "github-server" }
                                           ^
    "jira": { "command": 'jira-server' }
                         ^^^^^^^^^^^^^
  }
}
```

```json fixed path=.mcp.json
{
  "mcpServers": {
    "github": { "command": "github-server" },
    "jira": { "command": "jira-server" }
  }
}
```

Where git does not make symbolic links, a file has the path that it should lead to:

```json bad path=.claude-plugin/marketplace.json
../plugins/marketplace.json
^^^^^^^^^^^^^^^^^^^^^^^^^^^ unfixed
```

```json good path=.mcp.json
{
  "mcpServers": {
    "github": { "command": "github-server" }
  }
}
```
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import BYTE_ORDER_MARK
from agentls.syntax.json_faults import Fault, Wrong
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR
FORMATS = frozenset({"json"})

# A symbolic link where git does not make links: the file has the path that it leads to.
_LINK = expression(r"[\w@.-][\w@./-]*\.json\s*\Z")

_SAID = {
    Wrong.COMMENT: ("JSON has no comments", "remove it."),
    Wrong.COMMA_TOO_MANY: ("There is a comma too many", "remove it."),
    Wrong.COMMA_MISSING: ("A comma is missing here", "add it."),
    Wrong.COLON_MISSING: ("A colon and a value are missing behind this key", "add them."),
    Wrong.VALUE_MISSING: ("A value is missing here", "add it."),
    Wrong.SINGLE_QUOTES: ("JSON has double quotes only", "replace the single ones."),
    Wrong.NO_QUOTES: ("Text without quotes is not JSON", "put it in double quotes."),
    Wrong.OPEN_STRING: ("This text has no closing quote", "add it."),
    Wrong.OPEN_BRACKET: ("This bracket is never closed", "close it."),
    Wrong.ODD_CHARACTER: ("JSON does not know this escape or character", "correct it."),
    Wrong.AFTER_THE_END: ("The JSON has ended above", "remove the rest."),
    Wrong.EMPTY: ("The file is empty", "write `{}` at least."),
}


# What is so of every file on its way.
_AT_FIRST = frozenset(
    {Wrong.EMPTY, Wrong.OPEN_BRACKET, Wrong.OPEN_STRING, Wrong.NO_QUOTES, Wrong.COLON_MISSING, Wrong.VALUE_MISSING}
)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what is not JSON, and a file that is JSON but no object."""
    host = document.dialect.host
    if document.dialect.facts.on_empty is Effect.LOADS and not document.text.strip("\ufeff \t\r\n"):
        return
    if document.dialect.facts.on_byte_order_mark and document.text.startswith(BYTE_ORDER_MARK):
        yield Finding(
            Span(0, 1),
            f"A byte order mark stands before the brace: {host} cannot read the file; save it without one.",
            fixes=(Fix("Remove the byte order mark", (Edit(Span(0, 1), ""),), preferred=True),),
        )
    if _LINK.match(document.text):
        yield Finding(
            Span(0, len(document.text.rstrip())),
            f"The file holds the path of another: {host} cannot read it; check it out as a link, or copy the file.",
        )
        return
    for fault in document.json.faults:
        wrong, remedy = _SAID[fault.wrong]
        yield Finding(
            fault.span,
            f"{wrong}: {host} cannot read the file; {remedy}",
            fixes=tuple(_fixes(document, fault)),
            unfinished=fault.wrong in _AT_FIRST,
            typing_span=_typed(document, fault) if fault.wrong in _AT_FIRST else None,
        )
    if not document.json.faults and not document.reading.is_map:
        yield Finding(
            Span(*_first_line(document)), f"The file holds no object: {host} cannot use it; write it between braces."
        )


def _typed(document: Document, fault: Fault) -> Span:
    """Return where somebody stands who is about to write what is missing: below a bracket, or in the line."""
    line = document.lines.line_span(document.lines.line_of(fault.span.start))
    return Span(line.start, len(document.text) if fault.wrong is Wrong.OPEN_BRACKET else line.end)


def _first_line(document: Document) -> tuple[int, int]:
    node = document.json.node
    span = node.span if node else Span(0, 0)
    end = document.text.find("\n", span.start, span.end)
    return span.start, span.end if end < 0 else end


def _fixes(document: Document, fault: Fault) -> Iterator[Fix]:
    text, span = fault.span.of(document.text), fault.span
    if fault.wrong is Wrong.COMMA_TOO_MANY:
        yield Fix("Remove the comma", (Edit(span, ""),), preferred=True)
    elif fault.wrong is Wrong.COMMA_MISSING:
        yield Fix("Add the comma", (Edit(Span(span.end, span.end), ","),), preferred=True)
    elif fault.wrong is Wrong.SINGLE_QUOTES:
        inner = text[1:-1].replace("\\'", "'")
        yield Fix("Use double quotes", (Edit(span, json.dumps(inner, ensure_ascii=False)),), preferred=True)
    elif fault.wrong is Wrong.NO_QUOTES:
        word = {"True": "true", "False": "false", "None": "null", "undefined": "null"}.get(text)
        quoted = word or json.dumps(text, ensure_ascii=False)
        yield Fix(f"Write `{quoted}`" if word else "Put it in double quotes", (Edit(span, quoted),), preferred=True)
    elif fault.wrong is Wrong.OPEN_STRING:
        yield Fix("Close the quote", (Edit(Span(span.end, span.end), '"'),), preferred=True)
    elif fault.wrong is Wrong.COMMENT:
        yield Fix("Remove the comment", (Edit(_whole_line(document, span), ""),), preferred=True)


def _whole_line(document: Document, span: Span) -> Span:
    """Return the comment with the line that it stands on alone, or with the blanks before it."""
    lines = document.lines
    first, last = lines.line_of(span.start), lines.line_of(span.end)
    start, end = lines.line_start(first), lines.line_start(last + 1)
    alone = not document.text[start : span.start].strip() and not document.text[span.end : end].strip()
    if alone:
        return Span(start, end)
    kept = len(document.text[: span.start].rstrip(" \t"))
    return Span(kept, span.end)
