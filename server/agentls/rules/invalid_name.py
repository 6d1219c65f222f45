"""A name that the program refuses.

Claude Code takes capitals, blanks and letters of any script in a name, but drops an agent whose name begins with a
hyphen, holds a colon or is longer than 256 characters.

```markdown bad
---
name: team:reviewer
      ^^^^^^^^^^^^^ error
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown fixed
---
name: team-reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown bad
---
name: -reviewer
      ^^^^^^^^^
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good
---
name: Prüfer für Änderungen
description: Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from agentls.knowledge.effects import Severity
from agentls.knowledge.validation import Violation
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import kebab, naming_key, written
from agentls.meaning.shape import Shape
from agentls.meaning.violations import violations
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar, node_at
from agentls.text.positions import Edit

SEVERITY = Severity.ERROR
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only where something does not fit."""
    return not shape.fits


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the name when it breaks a limit for which the host drops the file."""
    naming = naming_key(document)
    if naming is None:
        return
    for violation in violations(document):
        if violation.path != (naming.name,) or not violation.effect.is_fatal:
            continue
        node = node_at(document.root, violation.path)
        if not isinstance(node, Scalar) or not node.text or violation.keyword not in ("pattern", "maxLength"):
            continue
        fixed = kebab(node.text)[: _longest(naming.schemas)]
        edit = Edit(node.span, written(document, node, fixed))
        fixes = (Fix(f"Rename to `{fixed}`", (edit,), preferred=True),) if fixed else ()
        yield Finding(
            node.span,
            f"A name {_demand(naming.schemas, violation)}: {document.dialect.says(violation.effect)}; rename it.",
            fixes=fixes if len(fixed) < 80 else (),
        )


def _longest(schemas: tuple[Mapping[str, Any], ...]) -> int | None:
    return next((one["maxLength"] for one in schemas if "maxLength" in one), None)


def _demand(schemas: tuple[Mapping[str, Any], ...], violation: Violation) -> str:
    """Say what the violated part of the schema demands, in the schema's own words."""
    if violation.keyword == "maxLength":
        return f"must not be longer than {violation.expected} characters"
    parts = [part for one in schemas for part in (one, *one.get("allOf", ()))]
    words = (part.get("patternErrorMessage") for part in parts if part.get("pattern") == violation.expected)
    return next((str(word) for word in words if word), f"must match `{violation.expected}`")
