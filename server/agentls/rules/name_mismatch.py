"""A name that differs from the name of its file.

Claude Code goes by `name` alone, but people look for the agent in the file of that name.

```markdown bad path=.claude/agents/reviewer.md
---
name: code-auditor
      ^^^^^^^^^^^^
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

from agentls.document import Document
from agentls.finding import Finding, Fix, Severity
from agentls.nodes import Scalar
from agentls.rules._frame import file_name, kebab, naming_key, shown, written
from agentls.rules._violations import violations
from agentls.snapshot import Snapshot
from agentls.text import Edit

SEVERITY = Severity.HINT


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield a name that is not the file's, however it is written."""
    naming = naming_key(document)
    value = document.root.value(naming.name) if naming else None
    if naming is None or not isinstance(value, Scalar) or not isinstance(value.value, str):
        return
    file = file_name(document)
    same = kebab(value.value) == kebab(file) or value.value == document.name
    if same or not kebab(file) or any(violation.path == (naming.name,) for violation in violations(document)):
        return
    name = written(document, value, kebab(file))
    yield Finding(
        value.span,
        f"This {document.dialect.kind} is not called like its file {shown(file)}; rename one of the two.",
        fixes=(Fix(f"Rename to `{kebab(file)}`", (Edit(value.span, name),), preferred=True),),
    )
