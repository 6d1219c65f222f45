"""A skill that an agent cannot have from the start.

A skill with `disable-model-invocation: true` is only for the user to run. Claude Code leaves it out when an agent lists
it in `skills`. Take it out of the list, or let Claude use the skill.

```markdown beside path=.claude/skills/release/SKILL.md
---
description: Publishes a release.
disable-model-invocation: true
---
Push the tag.
```

```markdown bad
---
name: releaser
description: Prepares a release.
skills:
  - release
    ^^^^^^^ warning related
---
Collect the changes.
```

```markdown beside path=.claude/skills/release/SKILL.md
---
description: Publishes a release.
---
Push the tag.
```

```markdown good
---
name: releaser
description: Prepares a release.
skills:
  - release
---
Collect the changes.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.name_uses import only_users_run, uses
from agentls.meaning.removal import remove_name
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only with names of skills."""
    return shape.tells("refers", "skill")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the skills that only the user may run."""
    known = document.dialect.kind
    for reference in uses(document, "skill"):
        if not document.dialect.properties[reference.key].facts.skips_user_only:
            continue
        first = next(iter(snapshot.index.definitions("skill", reference.name, reference.view)), None)
        if first is not None and only_users_run(first):
            edit = remove_name(document, reference.span)
            yield Finding(
                reference.span,
                f"Only users may run `{shown(reference.name)}`, so this {known} starts without it; remove it.",
                fixes=(Fix(f"Remove `{shown(reference.name)}`", (edit,), preferred=True),) if edit else (),
                related=(Related(first.span, "It has `disable-model-invocation`.", first.path),),
            )
