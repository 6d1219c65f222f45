"""A name that differs from the name of its file.

Claude Code goes by `name` alone, but people look for the agent in the file of that name.

```markdown bad path=.claude/agents/reviewer.md
---
name: code-auditor
      ^^^^^^^^^^^^ hint
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown fixed path=.claude/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good path=.claude/agents/reviewer.agent.md
---
name: Reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import (
    file_name,
    kebab,
    naming_key,
    shown,
    written,
)
from agentls.meaning.violations import violations
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Edit

SEVERITY = Severity.HINT
READS = Section.KEYS | Section.VALUES


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield a name that is not the file's, however it is written."""
    naming = naming_key(document)
    value = document.value(naming.name) if naming else None
    if naming is None or not isinstance(value, Scalar) or not isinstance(value.value, str):
        return
    if value.value == document.name:
        # So it is with most files, and the rest takes longer to find out.
        return
    file = file_name(document)
    if kebab(value.value) == kebab(file) or not kebab(file):
        return
    if any(violation.path == (naming.name,) for violation in violations(document)):
        return
    name = written(document, value, kebab(file))
    yield Finding(
        value.span,
        f"This {document.dialect.kind} is not called like its file {shown(file)}; rename one of the two.",
        fixes=(Fix(f"Rename to `{kebab(file)}`", (Edit(value.span, name),), preferred=True),),
    )
