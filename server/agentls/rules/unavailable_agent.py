"""An agent that the instructions start, and that cannot be started.

`subagent_type: "reviewer"` in a text tells Claude which agent to start. Where `tools` lacks `Agent` it cannot start
any, and a name that nobody defines starts none. It is information, because the text may speak of what others do.

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
tools: Read, Grep
---
Start the tester with `subagent_type: "tester"`.
                                       ^^^^^^ information unfinished
```

```markdown fixed
---
name: lead
description: Leads a team.
tools: Read, Grep, Agent
---
Start the tester with `subagent_type: "tester"`.
```

```markdown bad path=.claude/commands/test.md
---
description: Writes tests.
---
Start it with Task(subagent_type='testr').
                                  ^^^^^ unfinished
```

```markdown fixed path=.claude/commands/test.md
---
description: Writes tests.
---
Start it with Task(subagent_type='tester').
```

```markdown good
---
name: lead
description: Leads a team.
tools: Read, Agent
---
Use `subagent_type: "tester"` or `subagent_type: "general-purpose"`, for others `subagent_type: "<name>"`.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from agentls.knowledge.catalog import Value
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.granted import granted
from agentls.meaning.name_uses import is_known, resembling, unknown_agent
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import append, shown, tool_lists
from agentls.project.document import Document
from agentls.project.names import Reference, view_of
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
_KIND = "agent"


def concerns(shape: Shape) -> bool:
    """Only where a tool starts agents."""
    return _starter(shape.dialect) is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the first place of each agent in the text that cannot be started."""
    starter = _starter(document.dialect)
    if starter is None or not starter.facts.agent_input or starter.facts.agent_input not in document.body:
        return
    allowed = granted(document)
    may_start = allowed is None or allowed.inherits or bool(allowed.starters)
    seen: set[str] = set()
    pattern = rf"\b{re.escape(starter.facts.agent_input)}[\"'`]?[ \t]*[:=][ \t]*([\"'`])([\w:-]+)\1"
    for found in re.finditer(pattern, document.text[document.frontmatter.body.start :]):
        name, span = found[2], Span(*found.span(2)).shifted(document.frontmatter.body.start)
        if name in seen:
            continue
        seen.add(name)
        if not may_start:
            yield _without_tool(document, starter, span)
            return
        yield from _unknown(document, snapshot, name, span)


@cache
def _starter(dialect: Dialect) -> Value | None:
    """Return the tool that starts agents, as the catalog of the lists of tools in such files has it."""
    catalogs = (known.catalog for known in dialect.stating("values"))
    values = (value for one in catalogs if one is not None for value in one.values)
    return next((value for value in values if value.facts.agent_input), None)


def _without_tool(document: Document, starter: Value, span: Span) -> Finding:
    allowing = next(entry for entry, known in tool_lists(document) if known.facts.allow_list)
    edit = append(document, allowing, starter.name)
    name = shown(span.of(document.text))
    return Finding(
        span,
        f"`{allowing.name}` has no `{starter.name}`, so that the agent cannot start `{name}`; add `{starter.name}`.",
        fixes=(Fix(f"Add `{starter.name}` to `{allowing.name}`", (edit,), preferred=True),) if edit else (),
        unfinished=True,
    )


def _unknown(document: Document, snapshot: Snapshot, name: str, span: Span) -> Iterator[Finding]:
    view = view_of(document)
    reference = Reference(_KIND, name, document.path, view.root, span, "", view.host)
    if is_known(document, reference, snapshot):
        return
    names = resembling(document, reference, snapshot)
    yield Finding(
        span,
        unknown_agent(shown(name), list(map(shown, names))),
        fixes=(Fix(f"Replace with `{shown(names[0])}`", (Edit(span, names[0]),), preferred=True),) if names else (),
        unfinished=True,
    )
