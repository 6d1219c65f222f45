"""A name with other characters than letters, digits and hyphens.

Claude Code takes nearly any name. One with blanks, underscores or parentheses is awkward to mention and to pass on the
command line, and other programs refuse it. Capitals are nobody's business.

```markdown bad
---
name: code reviewer (fast)
      ^^^^^^^^^^^^^^^^^^^^ hint
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown fixed
---
name: code-reviewer-fast
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good
---
name: Code-Reviewer2
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
from agentls.meaning.frame import kebab, naming_key, written
from agentls.meaning.violations import violations
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Edit

SEVERITY = Severity.HINT
READS = Section.KEYS | Section.VALUES
_TIDY = expression(r"[^\W_]+(?:-[^\W_]+)*\Z")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield a name that the host takes although it is not tidy."""
    naming = naming_key(document)
    value = document.value(naming.name) if naming else None
    if naming is None or not isinstance(value, Scalar) or not isinstance(value.value, str) or _TIDY.match(value.value):
        return
    if any(violation.path == (naming.name,) for violation in violations(document)):
        return
    tidy = kebab(value.value)
    edit = Edit(value.span, written(document, value, tidy))
    fixes = (Fix(f"Rename to `{tidy}`", (edit,), preferred=True),) if tidy else ()
    yield Finding(
        value.span,
        "A name is easiest to use with letters, digits and hyphens alone; replace the other characters.",
        fixes=fixes if len(tidy) < 80 else (),
    )
