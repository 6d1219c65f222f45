"""A TOML file that is not TOML.

Nothing of such a file is used. Of several mistakes the first one is reported.

```toml bad path=agentls.toml
[rules]
unknown-tool = off
               ^^^ error unfinished
```

```toml fixed path=agentls.toml
[rules]
unknown-tool = "off"
```

```toml bad path=agentls.toml
[rules]
unknown-tool = "off"
unknown-tool = "error"
               ^^^^^^^ unfinished unfixed
```

```toml bad path=agentls.toml
rules = 5

[rules]
 ^^^^^ unfinished unfixed
unknown-key = "off"
```

Who thinks of YAML writes a colon, and now and then a quote is not closed.

```toml bad path=agentls.toml
tools: ["deploy"]
     ^ unfinished
```

```toml fixed path=agentls.toml
tools = ["deploy"]
```

```toml bad path=agentls.toml
[rules]
unknown-tool = "off
               ^^^^ unfinished
unknown-key = "off"
```

```toml fixed path=agentls.toml
[rules]
unknown-tool = "off"
unknown-key = "off"
```

```toml good path=agentls.toml
tools = ["deploy"] # ours

[rules]
unknown-tool = "off"
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.toml_slips import slip
from agentls.meaning.writing import text_value
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import node_at
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR
FORMATS = frozenset({"toml"})
_WORD = expression(r"[A-Za-z][\w-]*\Z")
# The reader tells the names of a table as Python writes them.
_TWICE = expression(r"Cannot declare \((.*)\) twice")
_NAME = expression(r"'([^']*)'")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the first mistake, in the words of the library that reads the file."""
    del snapshot
    fault, host = document.toml.fault, document.dialect.host
    if fault is None or node_at(document.toml.node, document.dialect.table) is None:
        # Of a file that others use as well, only those with our table are ours to judge.
        return
    word = fault.span.of(document.text)
    # Whatever is typed into a line is no TOML before the line has its end.
    line = document.lines.line_span(document.lines.line_of(fault.span.start))
    here = Span(line.start, max(line.end, fault.span.end))
    if fault.message == "Invalid value" and _WORD.match(word):
        fix = Fix("Put it in quotes", (Edit(fault.span, text_value(document, word)),), preferred=True)
        yield Finding(
            fault.span,
            f"Text without quotes is not TOML: {host} reads nothing of the file.",
            fixes=(fix,),
            unfinished=True,
            typing_span=here,
        )
        return
    meant = slip(document, fault)
    if meant is not None:
        yield Finding(
            meant.span,
            f"{meant.what} is not TOML: {host} reads nothing of the file; {meant.remedy}.",
            fixes=(Fix(meant.title, (meant.edit,), preferred=True),),
            unfinished=True,
            typing_span=document.lines.line_span(document.lines.line_of(meant.span.start)),
        )
        return
    message = f"This is not TOML: {host} reads nothing of the file; {_said(fault.message)}."
    yield Finding(fault.span, message, unfinished=True, typing_span=here)


def _said(message: str) -> str:
    twice = _TWICE.match(message)
    if twice is not None:
        return f"the table `{'.'.join(_NAME.findall(twice[1]))}` stands there twice"
    text = message[:1].lower() + message[1:].rstrip(".")
    return text if len(text) < 60 else f"{text[:59]}…"
