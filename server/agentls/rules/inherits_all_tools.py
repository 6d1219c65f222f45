"""An agent without a list of tools, which therefore has all of them.

Leaving the key out is legal and common. This rule is for projects that want every agent to say what it may use. It is
off until the setting `rules` gives it a severity.

```markdown bad
---
^^^ hint choose
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.meaning.edits import insert_key
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.HINT
IS_ON = False


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the place of a missing list of tools."""
    opening = document.frontmatter.opening
    if opening is None or not document.root.entries:
        return
    for name, known in document.dialect.properties.items():
        limits = known.grammar is Grammar.TOOL_LIST and known.facts.allow_list
        if not limits or document.entry(name) is not None:
            continue
        yield Finding(
            opening,
            f"Without `{name}` the agent has every tool there is; list those that it needs.",
            fixes=tuple(_fixes(document, name, known)),
        )


def _fixes(document: Document, name: str, known: Property) -> Iterator[Fix]:
    examples = next((one["examples"] for one in known.schemas if "examples" in one), ())
    for example in examples:
        if isinstance(example, str):
            edit = insert_key(document, f"{name}: {example}", document.root.entries[-1])
            yield Fix(f"Add `{name}: {example}`", (edit,))
            return
