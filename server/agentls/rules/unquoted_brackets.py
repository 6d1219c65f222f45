"""A text in brackets that is read as a list.

`[file]` without quotes is a YAML list. Claude Code shows the hint without its brackets, and another program that reads
the same file refuses it. Put the hint in quotes.

```markdown bad path=.claude/commands/explain.md
---
description: Explains a file.
argument-hint: [file]
               ^^^^^^
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

from agentls.document import Document
from agentls.edits import quoted
from agentls.finding import Finding, Fix, Severity
from agentls.nodes import Sequence
from agentls.rules._frame import is_meant
from agentls.snapshot import Snapshot
from agentls.text import Edit

SEVERITY = Severity.WARNING


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the lists in brackets where a text is meant."""
    if not is_meant(document):
        return
    for name, known in document.dialect.properties.items():
        effect = known.facts.get("onList")
        value = document.root.value(name)
        if not effect or not isinstance(value, Sequence) or not value.flow:
            continue
        text = value.span.of(document.text)
        one_line = "\n" not in text
        yield Finding(
            value.span,
            f"This is a list: {effect}; put it in quotes.",
            fixes=(Fix("Put it in quotes", (Edit(value.span, quoted(text)),), preferred=True),) if one_line else (),
        )
