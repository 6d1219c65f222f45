"""Tools that are separated by something that does not separate.

Only commas and blanks part the names of tools, or one line each in a YAML list. `Read; Grep` is one tool called `Read;`
and `Read|Grep` is one tool as well, and neither exists. The same goes for tabs, and for the lines of a text that
begins with `|`.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read; Grep; Glob
           ^ warning
                 ^ warning
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep, Glob
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: |
       ^
  Read
  Grep
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep Glob, Bash
---
Read the diff.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.edits import as_scalar
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import ToolUse, odd_uses, shown
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar, Style
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = FRONTMATTER

_WRONG = expression(r"[ \t]*[;|\t\r\n][;|, \t\r\n]*")
_SIGNS = {";": "`;`", "|": "`|`", "\t": "A tab", "\n": "A line break", "\r": "A line break"}


def concerns(shape: Shape) -> bool:
    """Only in lists of tools."""
    return bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the places where names of tools are held together by what should part them."""
    blocks: set[Span] = set()
    for use in odd_uses(document):
        if not use.has_wrong_separator:
            continue
        scalar = use.item.scalar
        if scalar.style is Style.LITERAL and "\n" in use.name:
            if scalar.span not in blocks:
                blocks.add(scalar.span)
                yield _block(document, use)
            continue
        places = list(_WRONG.finditer(document.text, use.item.name_span.start, use.item.name_span.end))
        if not places:
            # Written as an escape, `\\t` for example: the sign itself is not in the file.
            yield _escaped(use)
        for found in places:
            sign = found.group().lstrip(" \t") or found.group()[0]
            start = found.start() + found.group().index(sign[0])
            yield Finding(
                Span(start, start + 1),
                f"{_SIGNS[sign[0]]} does not separate tools: `{use.shown}` is read as one name; write commas.",
                fixes=(Fix("Separate with commas", _commas(document, scalar), preferred=True),),
            )


def _escaped(use: ToolUse) -> Finding:
    return Finding(
        use.item.name_span,
        f"`{use.shown}` is read as one name, because only commas and blanks separate; write commas.",
        fixes=(Fix("Write the tools on one line", _one_line(use.item.scalar), preferred=True),),
    )


def _block(document: Document, use: ToolUse) -> Finding:
    scalar = use.item.scalar
    start = scalar.span.start
    host = document.dialect.host
    fixes = [Fix("Write the tools on one line", _one_line(scalar), preferred=True)]
    if document.text.startswith("|", start):
        fixes.append(Fix("Fold the lines with `>`", (Edit(Span(start, start + 1), ">"),)))
    return Finding(
        Span(start, start + 1),
        f"`|` keeps the line breaks, and {host} takes `{shown(use.name)}` for one name; separate with commas.",
        fixes=tuple(fixes),
    )


def _one_line(scalar: Scalar) -> tuple[Edit, ...]:
    names = [name for name in re.split(r"[\s,;|]+(?![^()]*\))", scalar.text) if name]
    return (Edit(scalar.span, as_scalar(", ".join(names))),)


def _commas(document: Document, scalar: Scalar) -> tuple[Edit, ...]:
    """Return the edits that write a comma for every wrong separator of the value, outside parentheses."""
    edits = []
    for found in _WRONG.finditer(document.text, scalar.span.start, scalar.span.end):
        before = document.text[scalar.span.start : found.start()]
        if before.rfind("(") <= before.rfind(")"):
            is_last = found.end() >= scalar.span.end - scalar.is_quoted
            edits.append(Edit(Span(found.start(), found.end()), "" if is_last else ", "))
    return tuple(edits)
