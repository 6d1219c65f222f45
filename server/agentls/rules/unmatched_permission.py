"""A permission for a tool in another assistant's spelling.

The tools of OpenCode and Kilo are written in lower case. A permission for `Bash` or `Read` is taken without a word, and
fits nothing.

```markdown bad path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
permission:
  Bash: deny
  ^^^^ warning
  edit: deny
---
Read the diff.
```

```markdown fixed path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
permission:
  bash: deny
  edit: deny
---
Read the diff.
```

```markdown good path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
permission:
  Notes_read: deny
  bash: deny
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, shown, written
from agentls.meaning.shape import Shape
from agentls.meaning.tool_matching import counterparts, tool_anywhere
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Mapping
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only with a map of rules for tools."""
    return shape.has_maps and shape.states("vocabulary")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names that are those of tools elsewhere, or differ from a tool's by capitals."""
    for known in document.dialect.stating("vocabulary"):
        value = document.value(known.name)
        if known.facts.vocabulary is None or not isinstance(value, Mapping) or not is_meant(document):
            continue
        names = catalog(known.facts.vocabulary)
        for entry in value.entries:
            if names.get(entry.name) is not None or entry.name == entry.name.lower():
                continue
            elsewhere = tool_anywhere(entry.name)
            right = counterparts(elsewhere, names) if elsewhere is not None and not elsewhere.server else []
            if not right and names.get(entry.name.lower()) is not None:
                right = [entry.name.lower()]
            if right:
                fixes = tuple(
                    Fix(
                        f"Rename to `{one}`", (Edit(entry.key.span, written(document, entry.key, one)),), preferred=True
                    )
                    for one in right[:1]
                    if value.get(one) is None
                )
                message = (
                    f"{document.dialect.host} has no tool {shown(entry.name)}: this fits nothing; write `{right[0]}`."
                )
                yield Finding(entry.key.span, message, fixes=fixes)
