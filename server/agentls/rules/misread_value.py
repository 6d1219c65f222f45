"""A value that the assistant reads otherwise than it looks.

Cursor does not read the frontmatter as YAML: it takes each line apart at its first colon and keeps what follows as it
stands. Brackets, quotes, comments and the signs `>` and `|` become a part of the value, and what stands on the next
line is lost. Nothing is said, and the rule then matches no file, or the agent has another name.

```markdown bad path=.cursor/rules/errors.mdc
---
description: How errors are reported
globs: ["src/**", "lib/**"]
       ^^^^^^^^^^^^^^^^^^^^ warning safe
---
Report errors once.
```

```markdown fixed
---
description: How errors are reported
globs: src/**, lib/**
---
Report errors once.
```

```markdown good path=.cursor/rules/errors.mdc
---
description: How errors are reported: once
globs: *.ts, src/**/*.{ts,tsx}
alwaysApply: false
---
Report errors once.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Entry, Node, Scalar, Sequence, Style
from agentls.syntax.policies import READERS
from agentls.syntax.yaml.read import read
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = FRONTMATTER
# Quotes and comments around such a text change nothing for those who read it.
_PROSE = frozenset({"description"})


def concerns(shape: Shape) -> bool:
    """Only where the host takes the lines apart by itself."""
    return READERS[shape.dialect.reader].lines is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the values of which the host's lines say something else than YAML does."""
    parts, reader = document.frontmatter, READERS[document.dialect.reader]
    if reader.lines is None or parts.fencing is not Fencing.CLOSED or parts.refused:
        return
    meant = read(document.text, parts.block, READERS["libyaml-strict"]).root
    for entry in document.root.entries:
        if entry.name not in document.dialect.properties:
            continue
        looks = next((one for one in meant.entries if one.key.span == entry.key.span), None)
        if looks is not None and (wrong := _wrong(entry, looks.value, document.text, keeps_quotes=reader.keeps_quotes)):
            yield _finding(document, entry, looks.value, wrong)


def _wrong(entry: Entry, looks: Node, text: str, *, keeps_quotes: bool) -> str:
    """Say in a clause what the line reader makes of the value; an empty text when it is what it looks like."""
    read_as = entry.value
    if isinstance(looks, Sequence):
        if isinstance(read_as, Sequence) and not looks.flow:
            return ""
        return "takes the brackets for text" if looks.flow else "does not see the list below"
    if not isinstance(looks, Scalar) or not isinstance(read_as, Scalar):
        return ""
    if looks.style in (Style.FOLDED, Style.LITERAL):
        return f"reads {shown(read_as.text)} and none of the lines below"
    if "\n" in looks.span.of(text):
        return "reads the first line only"
    if entry.name in _PROSE:
        return ""
    if looks.value is None:
        return f"takes {shown(read_as.text)} for a text" if looks.text else ""
    if looks.is_quoted and keeps_quotes:
        return "takes the quotes for a part of it"
    rest = text[looks.span.end : read_as.span.end]
    return "takes the comment for a part of it" if rest.lstrip().startswith("#") else ""


def _finding(document: Document, entry: Entry, looks: Node, wrong: str) -> Finding:
    span = looks.span
    better = _better(looks)
    fixes: tuple[Fix, ...] = ()
    if better and "\n" not in better:
        colon = document.text.find(":", entry.key.span.end)
        line_end = document.lines.line_span(document.lines.line_of(looks.span.end)).end
        rest = document.text[looks.span.end : line_end]
        end = line_end if rest.strip().startswith("#") else looks.span.end
        edit = Edit(Span(colon + 1, end), f" {better}")
        fixes = (Fix(f"Write {shown(better)}", (edit,), preferred=True, safe=True),)
    if isinstance(looks, Scalar):
        span = Span(span.start, span.start + len(span.of(document.text).partition("\n")[0]))
    message = f"{document.dialect.host} {wrong}: it reads lines, not YAML; write it plainly on one line."
    return Finding(span, message, fixes=fixes)


def _better(looks: Node) -> str:
    """Return the value in one line, as the host wants it."""
    if isinstance(looks, Sequence):
        items = [item.text for item in looks.items if isinstance(item, Scalar)]
        return ", ".join(items) if len(items) == len(looks.items) else ""
    return " ".join(looks.text.split()) if isinstance(looks, Scalar) else ""
