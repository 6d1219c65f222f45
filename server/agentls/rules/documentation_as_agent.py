"""A page for people that the assistant takes for an agent.

OpenCode and Kilo make an agent of every Markdown file in their folders of agents, and of a `README.md` there one that
is called `README`, with the whole page for its prompt.

```markdown bad path=.opencode/agents/README.md
# Our agents
^^^^^^^^^^^^ information unfixed

Each has an owner.
```

```markdown good path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import Fencing

SEVERITY = Severity.INFORMATION
READS = Section.KEYS
_PAGES = frozenset({"README", "CHANGELOG", "CONTRIBUTING", "LICENSE"})


def concerns(shape: Shape) -> bool:
    """Only where the host takes every file, and this one has no block."""
    return shape.dialect.facts.every_file and not shape.is_whole


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the first line of a page without frontmatter that has the name of one."""
    if not document.dialect.facts.every_file or document.name.upper() not in _PAGES:
        return
    if document.frontmatter.fencing is Fencing.NONE and document.text.strip():
        dialect = document.dialect
        line = document.lines.line_span(0)
        yield Finding(
            line, f"{dialect.host} makes an {dialect.kind} `{document.name}` of this page; move it to another folder."
        )
