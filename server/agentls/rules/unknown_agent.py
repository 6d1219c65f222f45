"""An agent that is not there.

In `Agent(...)` an agent that runs as the main one says which others it may start; a name that does not exist starts
nobody. The same goes for `agent` in a skill and for `observer`. It is a warning when there is an agent of a similar
name, otherwise information, because the user or a plugin may have one of that name.

```markdown beside path=.claude/agents/tester.md
---
name: tester
description: Writes tests.
---
Write tests.
```

```markdown bad
---
name: lead
description: Leads a team.
tools: Read, Agent(teste, Explore)
                   ^^^^^ warning unfinished
---
Share out the work.
```

```markdown fixed
---
name: lead
description: Leads a team.
tools: Read, Agent(tester, Explore)
---
Share out the work.
```

```markdown bad path=.claude/skills/test/SKILL.md
---
description: Writes tests.
context: fork
agent: explore
       ^^^^^^^ unfinished
---
Write tests.
```

```markdown fixed path=.claude/skills/test/SKILL.md
---
description: Writes tests.
context: fork
agent: Explore
---
Write tests.
```

```markdown bad
---
name: lead
description: Leads a team.
tools: Agent(tester, deployer)
                     ^^^^^^^^ information unfinished unfixed
---
Share out the work.
```

```markdown good
---
name: lead
description: Leads a team.
tools: Agent(tester, general-purpose, some-plugin:writer)
---
Share out the work.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.name_uses import is_known, resembling, unknown_agent, uses
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = FRONTMATTER
_MOST = 3


def concerns(shape: Shape) -> bool:
    """Only with a key that holds names of agents, or tools which take them."""
    return bool(shape.tool_lists()) or shape.tells("refers", "agent")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the agents that nobody defines."""
    for reference in uses(document, "agent", in_tools=True):
        if is_known(document, reference, snapshot):
            continue
        names = resembling(document, reference, snapshot)
        yield Finding(
            reference.span,
            unknown_agent(shown(reference.name), list(map(shown, names))),
            severity=None if names else Severity.INFORMATION,
            fixes=tuple(
                Fix(f"Replace with `{name}`", (Edit(reference.span, name),), preferred=not number)
                for number, name in enumerate(names[:_MOST])
            ),
            unfinished=True,
        )
