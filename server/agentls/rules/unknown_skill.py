"""A skill that is not there.

An agent is started without a skill that does not exist, and only a debug log says so. A skill is called by its folder
in `.claude/skills`, one of a plugin by `plugin:folder`. It is a warning when the project has a skill of a similar name,
or when the name cannot be one, like a path. Otherwise it is information, because the user or a plugin may bring the
skill along.

```markdown beside path=.claude/skills/code-review/SKILL.md
---
description: How to review code.
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
skills:
  - code-reviews
    ^^^^^^^^^^^^ warning unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
skills:
  - code-review
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
skills: .claude/skills/code-review
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
skills: code-review
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
skills: code-review, deployment
                     ^^^^^^^^^^ information unfinished unfixed
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
skills: code-review, deploy-tools:rollback
---
Read the diff.
```

A skill that lies where only other programs read it is none to this one:

```markdown beside path=.agents/skills/triage/SKILL.md
---
name: triage
description: How to sort issues.
---
Read the issue.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
skills: triage
        ^^^^^^ information unfinished unfixed
---
Read the diff.
```

A collection has its skills beside its agents, although no program reads them there:

```markdown beside path=collection/skills/guarding/SKILL.md
---
name: guarding
description: How to guard.
---
Look twice.
```

```markdown good path=collection/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read
skills: guarding
---
Read the diff.
```
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from agentls.knowledge.detection import is_collected
from agentls.knowledge.dialect import all_dialects
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.name_uses import (
    is_known,
    known_names,
    resembling,
    unread,
    uses,
    whereabouts,
)
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown
from agentls.project.document import Document
from agentls.project.names import Definition, Reference
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES
_MOST = 3


def concerns(shape: Shape) -> bool:
    """Only with names of skills."""
    return shape.tells("refers", "skill")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the skills that nobody defines."""
    for reference in uses(document, "skill"):
        if is_known(document, reference, snapshot) or _is_label(reference, snapshot):
            continue
        if is_collected(document.path, document.dialect) and _is_beside(reference, snapshot):
            continue
        names = _by_path(reference, snapshot) or resembling(document, reference, snapshot)
        is_path = "/" in reference.name
        elsewhere = unread(reference, snapshot)
        yield Finding(
            reference.span,
            _elsewhere(document, elsewhere) if elsewhere else _message(reference.name, names, is_path=is_path),
            severity=None if (names and not elsewhere) or is_path else Severity.INFORMATION,
            fixes=tuple(
                Fix(f"Replace with `{name}`", (Edit(reference.span, name),), preferred=not number and not elsewhere)
                for number, name in enumerate(names[:_MOST])
            ),
            unfinished=True,
        )


def _message(name: str, names: list[str], *, is_path: bool) -> str:
    if names:
        return f"There is no skill `{shown(name)}`; did you mean `{shown(names[0])}`?"
    if is_path:
        return f"`{shown(name)}` is a path, not the name of a skill; write the name of the skill's folder."
    return f"There is no skill `{shown(name)}` in this project; add it unless a user or a plugin has it."


def _elsewhere(document: Document, skill: Definition) -> str:
    """Say of a skill that is there that the host does not read it, and where it would."""
    place = whereabouts(skill, document)
    kinds = (one for one in all_dialects() if one.kind == skill.kind and one.host_id == document.dialect.host_id)
    own = next((one.place_for(skill.name) for one in kinds), None)
    remedy = f"put it at `{own}`" if own else "put it where it is read"
    return f"{document.dialect.host} does not read `{place}`; {remedy}."


def _is_label(reference: Reference, snapshot: Snapshot) -> bool:
    """Tell whether a skill shows that name, although its folder is called otherwise: nobody knows what happens then."""
    visible = snapshot.index.visible("skill", reference.view)
    return any(one.details.name == reference.name for one in visible)


def _is_beside(reference: Reference, snapshot: Snapshot) -> bool:
    """Tell whether a collection has the skill in a folder of skills in it or beside it: they are copied together."""
    places = (reference.root, posixpath.dirname(reference.root))
    return any(snapshot.files.exists(f"{place}/skills/{reference.name}/SKILL.md") for place in places)


def _by_path(reference: Reference, snapshot: Snapshot) -> list[str]:
    """Return the skill that a path leads to."""
    parts = [part for part in reference.name.split("/") if part not in ("", "SKILL.md")]
    return [name for name in known_names(reference, snapshot) if "/" in reference.name and parts[-1:] == [name]]
