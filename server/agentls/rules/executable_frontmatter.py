"""Frontmatter that is a program, and runs as soon as the assistant loads the file.

Behind the opening fence a word may say in which language the block is written. OpenCode and Kilo run what is called
`js` or `javascript` there, with all that you may do, when they look for agents, commands and skills: nobody is asked.

```markdown bad path=.opencode/agents/reviewer.md
---js
^^^^^ error unfixed
{ description: String(6 * 7) }
---
Read the diff.
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
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Span

SEVERITY = Severity.ERROR
READS = Section.KEYS


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the opening fence with the word behind it."""
    opening = document.frontmatter.opening
    if opening is None or not document.is_program:
        return
    end = document.text.index(document.frontmatter.language, opening.end) + len(document.frontmatter.language)
    yield Finding(
        Span(opening.start, end),
        f"{document.dialect.host} runs this block as a program when it loads the file; write YAML.",
    )
