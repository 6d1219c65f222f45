"""Frontmatter that is a program, and runs as soon as the assistant loads the file.

Behind the opening fence a word may say in which language the block is written. OpenCode and Kilo run what is called
`js` or `javascript` there, with all that you may do, when they look for agents, commands and skills: nobody is asked.
That is so of the files of others as well that they read, whatever those make of such a block.

```markdown bad path=.opencode/agents/reviewer.md
---js
^^^^^ error unfixed
{ description: String(6 * 7) }
---
Read the diff.
```

```markdown bad path=.claude/skills/release/SKILL.md
---javascript
^^^^^^^^^^^^^ unfixed
{ description: String(6 * 7) }
---
Push the tag.
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

from agentls.knowledge.detection import readings
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import EVERYTHING
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.expressions import expression
from agentls.text.positions import Span

SEVERITY = Severity.ERROR
READS = EVERYTHING
_LANGUAGE = expression(r"\ufeff?\s*-{3,}[ \t]*[A-Za-z]")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the opening fence with the word behind it."""
    if _LANGUAGE.match(document.text) is None:
        return
    for reading in readings(document.path, document.dialect):
        # Others see another beginning of the block than the file's own host, or none at all.
        read = document if reading is document.dialect else document.read_as(reading)
        parts = read.frontmatter
        if parts.opening is not None and read.is_program:
            end = document.text.index(parts.language, parts.opening.end) + len(parts.language)
            yield Finding(
                Span(parts.opening.start, end),
                f"{reading.host} runs this block as a program when it loads the file; write YAML.",
            )
            return
