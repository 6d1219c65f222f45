"""A key that means nothing without another one.

`agent` in a skill says which agent carries it out when it runs in a sub-agent of its own, which is what `context: fork`
asks for. Without it the skill joins the conversation, and Claude Code ignores `agent` without a word.

```markdown bad path=.claude/skills/survey/SKILL.md
---
description: Surveys the code.
agent: Explore
^^^^^ warning unfinished
---
Look at the code.
```

```markdown fixed path=.claude/skills/survey/SKILL.md
---
description: Surveys the code.
agent: Explore
context: fork
---
Look at the code.
```

```markdown bad path=.claude/commands/survey.md
---
description: Surveys the code.
context: inline
agent: Explore
^^^^^ unfinished
---
Look at the code.
```

```markdown fixed path=.claude/commands/survey.md
---
description: Surveys the code.
context: fork
agent: Explore
---
Look at the code.
```

```markdown good path=.claude/skills/survey/SKILL.md
---
description: Surveys the code.
context: fork
agent: Explore
---
Look at the code.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Needs
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.edits import insert_key
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, set_value
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import place_of_value
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry, Scalar

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only with a key that needs another."""
    return shape.states("needs")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys whose companion is absent or says something else."""
    if not is_meant(document):
        return
    for known in document.dialect.stating("needs"):
        needs, entry = known.facts.needs, document.entry(known.name)
        if needs is None or entry is None or not isinstance(entry.value, Scalar) or entry.value.value is None:
            continue
        other = document.entry(needs.key)
        # What cannot be read is judged where it stands.
        if other is not None and (not isinstance(other.value, Scalar) or other.value.text.strip() == needs.value):
            continue
        yield Finding(
            entry.key.span,
            f"{document.dialect.host} ignores `{known.name}` without `{needs.key}: {needs.value}`; add that.",
            fixes=tuple(_fixes(document, entry, other, needs)),
            unfinished=True,
            typing_span=place_of_value(document, entry),
        )


def _fixes(document: Document, entry: Entry, other: Entry | None, needs: Needs) -> Iterator[Fix]:
    edit = insert_key(document, f"{needs.key}: {needs.value}", entry)
    if other is not None:
        edit = set_value(document, other, needs.value)
    yield Fix(f"Set `{needs.key}` to `{needs.value}`", (edit,), preferred=True)
    yield from removal(document, entry, f"Remove `{entry.name}`")
