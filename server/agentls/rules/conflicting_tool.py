"""A tool that one key gives and another takes away.

What is taken away is gone, whatever the list of tools says: the agent does not get the tool. Parentheses make no
difference, `Bash(rm:*)` in `disallowedTools` takes `Bash` away altogether. A tool that is of use only with another goes
with it, as `Monitor` does with `Bash`. To take single tools of an MCP server away while the server is listed is fine.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Bash, Grep
             ^^^^ warning related choose
disallowedTools: Bash
                 ^^^^ warning related choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, mcp__github__get_issue
             ^^^^^^^^^^^^^^^^^^^^^^ related choose
disallowedTools: Write, mcp__github
                        ^^^^^^^^^^^ related choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Monitor
             ^^^^^^^ related choose
disallowedTools: Bash
                 ^^^^ related choose
---
Read the diff.
```

A `*` keeps Claude Code from reading the list that it stands in:

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Bash
disallowedTools: Bash, *
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Bash, mcp__github
disallowedTools: Write, mcp__github__delete_repository
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.knowledge.server_tools import EVERYTHING
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Related
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import (
    ToolUse,
    tool_uses,
)
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.WARNING
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only where one list gives tools and another takes them away."""
    return len({bool(one.facts.allow_list) for one in shape.tool_lists()}) > 1


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield both places of every tool that is given and taken away."""
    every = tool_uses(document)
    if len({use.allows for use in every}) < 2:
        # Nearly all files have only the one list or the other.
        return
    if any(use.name == EVERYTHING for use in every if not use.allows):
        # With a `*` in it the host does not read the list.
        return
    uses = [use for use in every if _is_tool(use, snapshot)]
    given = (use for use in uses if use.allows)
    pairs = [(use, other) for use in given for other in uses if _opposed(use, other) and _takes(other, use)]
    for use in uses:
        takers = [other for mine, other in pairs if mine is use]
        if takers:
            message = f"`{takers[0].entry.name}` takes `{use.shown}` away; remove one of the two."
            yield _finding(document, use, takers, message)
        givers = [mine for mine, other in pairs if other is use]
        if givers:
            first = givers[0]
            message = f"This takes `{first.shown}` away, which `{first.entry.name}` gives; remove one of the two."
            yield _finding(document, use, givers, message)


def _finding(document: Document, use: ToolUse, others: list[ToolUse], message: str) -> Finding:
    return Finding(
        use.item.name_span,
        message,
        fixes=tuple(use.removal(document)),
        related=tuple(Related(one.item.name_span, f"The other place, in `{one.entry.name}`.") for one in others),
        unfinished=use.may_become_known or any(one.may_become_known for one in others),
        typing_span=others[0].item.name_span,
    )


def _is_tool(use: ToolUse, snapshot: Snapshot) -> bool:
    """Tell whether the name is one that the host resolves, as far as anybody can know."""
    if use.value is not None:
        return use.value.works
    return use.server_tools.may_be_one(use.name) or use.name in snapshot.settings.tools


def _opposed(use: ToolUse, other: ToolUse) -> bool:
    return use.known.facts.opposite == other.entry.name


def _takes(taking: ToolUse, given: ToolUse) -> bool:
    """Tell whether `taking` removes all that `given` gives, be it one tool or all tools of a server."""
    if taking.canonical == given.canonical or (given.value and taking.canonical in given.value.facts.taken_with):
        return True
    form = given.server_tools
    if not form.is_one(given.name):
        return False
    if taking.name == form.every:
        return True
    server = form.whole_server(taking.name)
    return server == form.written(form.split(given.name)[0])
