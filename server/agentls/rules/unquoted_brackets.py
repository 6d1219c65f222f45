"""A text in brackets that is read as a list.

`[file]` without quotes is a YAML list. Claude Code shows the hint without its brackets, and another program that reads
the same file refuses it. Put the hint in quotes.

```markdown bad path=.claude/commands/explain.md
---
description: Explains a file.
argument-hint: [file]
               ^^^^^^ warning
---
Explain $ARGUMENTS.
```

```markdown fixed path=.claude/commands/explain.md
---
description: Explains a file.
argument-hint: "[file]"
---
Explain $ARGUMENTS.
```

```markdown good path=.claude/commands/explain.md
---
description: Explains a file.
argument-hint: <file>
---
Explain $ARGUMENTS.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.edits import quoted
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Sequence
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only with a key that takes no list."""
    return shape.states("on_list")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the lists in brackets where a text is meant."""
    if not is_meant(document):
        return
    for known in document.dialect.stating("on_list"):
        effect = known.facts.on_list
        value = document.value(known.name)
        if not effect or not isinstance(value, Sequence) or not value.flow:
            continue
        text = value.span.of(document.text)
        one_line = "\n" not in text
        yield Finding(
            value.span,
            f"This is a list: {effect}; put it in quotes.",
            fixes=(Fix("Put it in quotes", (Edit(value.span, quoted(text)),), preferred=True),) if one_line else (),
        )
