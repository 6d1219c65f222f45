"""A model that is out of service, or soon will be.

After its date requests for a model fail, and so does every agent that names it. Short names such as `sonnet` move on by
themselves. The dates are those of Anthropic's own service; clouds keep models for longer or shorter.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
model: claude-3-5-sonnet-20241022
       ^^^^^^^^^^^^^^^^^^^^^^^^^^ information deprecated
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
model: sonnet
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
model: claude-opus-4-1
       ^^^^^^^^^^^^^^^ deprecated
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
model: sonnet
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.models import ModelUse, model_uses, names_models
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only with a model."""
    return names_models(shape)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield models with a date of retirement, and those that the host replaces by another."""
    for use in model_uses(document, snapshot):
        problem = _problem(use)
        if problem is None or use.value is None:
            continue
        successors = use.value.replaced_by
        remedy = f"use `{successors[0]}`." if successors else "choose another."
        fixes = (
            Fix(f"Replace with `{one}`", (Edit(use.name_span, one),), preferred=number == 0)
            for number, one in enumerate(successors)
        )
        yield Finding(
            use.name_span,
            f"{problem}; {remedy}",
            fixes=tuple(fixes),
            deprecated=True,
            unfinished=use.may_become_known,
        )


def _problem(use: ModelUse) -> str | None:
    if use.value is None:
        return None
    date = use.value.facts.retired_on
    if date:
        # Rules know no clock, so that a file is judged alike today and tomorrow; the catalog knows the day it was made.
        tense = "retires" if date > use.catalog.verified_on else "was retired"
        return f"The model `{use.name}` {tense} on {date}"
    if use.value.status.is_other_name:
        successor = use.value.facts.resolves_to or use.value.replaced_by[0]
        return f"The model `{use.name}` is not used any more, `{successor}` runs in its place"
    return None
