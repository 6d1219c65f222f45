"""A model that the catalog does not know.

Claude Code passes the name on as it is, and the agent fails when it is used, unless a gateway knows the name. Short
names such as `sonnet` always mean the newest of their kind. Names with `/`, `@` or `:` and those of Amazon Bedrock
belong to gateways and clouds and are never reported; others that you use can be listed in the setting `models`.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
model: sonet
       ^^^^^ information
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
model: "claude-opus-4.6[1m]"
        ^^^^^^^^^^^^^^^
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
model: "claude-opus-4-6[1m]"
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
model: default
       ^^^^^^^ warning
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
model: inherit
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
model: gpt-4o
       ^^^^^^ choose
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
model: us.anthropic.claude-sonnet-5-5-v1:0
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
model: Opus
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.models import ModelUse, model_uses, names_models
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES
_MOST = 4


def concerns(shape: Shape) -> bool:
    """Only with a model."""
    return names_models(shape)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield models that the host passes on without knowing them."""
    for use in model_uses(document, snapshot):
        if use.value is not None and use.value.status is not Status.REMOVED:
            continue
        host, name = document.dialect.host, shown(use.name)
        if use.value is not None:
            # It is known to fail everywhere, so nobody can have meant it.
            advice = use.value.facts.advice or "name a model"
            message = f"`{name}` is sent as the name of a model here, and fails: {advice}."
            near = list(use.value.replaced_by)
            yield _finding(use, message, near, severity=Severity.WARNING)
            continue
        near = use.catalog.closest(use.name)
        remedy = f"did you mean `{near[0]}`?" if near else "it works only if your gateway knows it."
        finding = _finding(use, f"{host} does not know the model `{name}`; {remedy}", near)
        if not near:
            # Which one was meant nobody can tell, but these always work.
            usual = [value.name for value in use.catalog.offered[:_MOST]]
            finding = finding._replace(fixes=tuple(_replacement(use, one) for one in usual))
        yield finding


def _replacement(use: ModelUse, name: str) -> Fix:
    return Fix(f"Replace with `{name}`", (Edit(use.name_span, name),))


def _finding(use: ModelUse, message: str, near: list[str], severity: Severity | None = None) -> Finding:
    fixes = (_replacement(use, one)._replace(preferred=number == 0) for number, one in enumerate(near))
    return Finding(use.name_span, message, severity, tuple(fixes), unfinished=use.may_become_known)
