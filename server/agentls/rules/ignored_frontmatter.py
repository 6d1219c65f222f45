"""Frontmatter in a file of instructions, where no key is read.

Claude Code cuts a block between `---` lines off `CLAUDE.md` and looks at none of its keys: with `paths` the file still
counts everywhere.

```markdown bad path=CLAUDE.md
---
paths: src/**
^^^^^ warning choose
---
Write tests first.
```

```markdown good path=CLAUDE.md
# How we work

Write tests first.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import Fencing, after_mark
from agentls.text.expressions import expression
from agentls.text.globs import matches
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = Section.KEYS
# Prose between two rulers is cut off as well, but nobody took it for keys.
_KEY = expression(r"[a-z][\w-]*\Z")


def concerns(shape: Shape) -> bool:
    """Only where the host reads no keys."""
    return shape.dialect.facts.ignores_frontmatter


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the first key of the block, for all of them."""
    facts = document.dialect.facts
    shared = facts.shared_files
    if not facts.ignores_frontmatter or any(matches(glob, document.path) for glob in shared):
        return
    if document.frontmatter.fencing is not Fencing.CLOSED or document.reading.causes:
        return
    first = next(iter(document.root.entries), None)
    if first is not None and _KEY.match(first.name):
        block = Span(after_mark(document.text), document.frontmatter.body.start)
        yield Finding(
            first.key.span,
            f"{document.dialect.host} reads no keys here and cuts the block off: {shown(first.name)} does nothing; "
            "remove it.",
            fixes=(Fix("Remove the frontmatter", (Edit(block, ""),)),),
        )
