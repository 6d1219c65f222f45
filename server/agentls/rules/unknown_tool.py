"""A tool name that the program does not know.

An unknown name in a list of tools is dropped without a message. The agent starts, but without the tool. Names are
case-sensitive: `read` is not `Read`. Only `*` alone means every tool; `Web*` means nothing, and so does the bare name
of an MCP server. Names with an underscore are never judged, because tools of MCP servers look like that. Names that you
know better can be listed in the setting `tools`.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grpe, bash
             ^^^^ warning
                   ^^^^ warning
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep, Bash
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: [Read, "Web*", opik/*, issues]
               ^^^^ unfinished
                      ^^^^^^ unfinished
                              ^^^^^^
mcpServers: [issues]
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: [Read, "WebFetch, WebSearch", mcp__opik, mcp__issues]
mcpServers: [issues]
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: all
       ^^^
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: "*"
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: [Read, Grep
       ^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: [Read, Grep]
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, mcp__github__get_issue, my_tool
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: "*"
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: [Read, Cost Calculator]
              ^^^^^^^^^^^^^^^ unfinished unfixed
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.knowledge.server_tools import EVERYTHING
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.cut_items import cut_tools
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.meant_tools import (
    Meaning,
    Meant,
    is_in_open_list,
    is_phrase,
    is_unknown,
    meant,
    opens_list,
    whole_value,
)
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import (
    ToolUse,
    odd_uses,
    place_of_value,
    shown,
)
from agentls.meaning.unreadable import sorted_causes
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = FRONTMATTER

_MOST = 5


def concerns(shape: Shape) -> bool:
    """Only in lists of tools."""
    return bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names in tool lists that no catalog and no setting knows."""
    told: set[Span] = set()
    for use in odd_uses(document):
        if not is_unknown(use) or use.name in snapshot.settings.tools or use.item.scalar.span in told:
            continue
        if any(one.is_cut_off(use.item) for one in cut_tools(document)):
            # A rule of its own tells of parentheses that are cut in two, and of all that is lost by it.
            continue
        if is_phrase(document, use, snapshot.settings.tools):
            told.add(use.item.scalar.span)
            text = shown(use.item.scalar.text)
            yield Finding(
                use.item.scalar.content_span,
                f"`{text}` are no tools: {document.dialect.host} drops each word; write names of tools.",
                unfinished=True,
            )
            continue
        if opens_list(use):
            # Where nothing is read at all, the rule about the YAML says so at the same bracket.
            if not any(use.entry.span.contains(one.span.start) for one in sorted_causes(document)[0]):
                yield _unclosed(document, use)
            continue
        known = meant(document, use)
        yield Finding(
            use.item.name_span,
            _wrong(document, use, known),
            fixes=tuple(_fixes(document, use, known.names)),
            unfinished=use.may_become_known or EVERYTHING in use.name or is_in_open_list(use),
            typing_span=place_of_value(document, use.entry) if is_in_open_list(use) else None,
        )


def _unclosed(document: Document, use: ToolUse) -> Finding:
    span = use.item.scalar.span
    end = span.start + len(span.of(document.text).rstrip())
    return Finding(
        Span(use.item.span.start, use.item.span.start + 1),
        f"This bracket never closes, so `{use.shown}` is read as the name of a tool; add `]`.",
        fixes=(Fix("Close the list with `]`", (Edit(Span(end, end), "]"),), preferred=True),),
        unfinished=True,
        typing_span=place_of_value(document, use.entry),
    )


def _wrong(document: Document, use: ToolUse, known: Meant) -> str:
    """Say what is wrong with a name that the host does not know, and what to do."""
    names, name = known.names, f"`{use.shown}`"
    unknown = f"Unknown tool {name}: {document.dialect.host} drops it"
    if known.meaning is Meaning.SPELLED_OTHERWISE:
        return f"Unknown tool {name}: names are case-sensitive; write `{names[0]}`."
    if known.meaning is Meaning.RENAMED:
        return f"{unknown}; use {_either(names)}." if names else f"{unknown}; remove it."
    if known.whole is not None:
        says, written = known.whole
        return f"{name} is not a tool; write `{written}` for {says}."
    if known.meaning is Meaning.SERVER:
        return f"{name} is an MCP server; write `{shown(names[0])}` for all of its tools."
    if known.meaning is Meaning.TOOLS_OF_SERVER:
        return f"{name} matches no tool; an MCP server is written `{shown(names[0])}`."
    if known.meaning is Meaning.WILDCARD:
        alone = ", only `*` alone is a pattern" if use.allows else ""
        return f"{name} matches no tool{alone}; name each tool."
    if known.meaning is Meaning.SIMILAR:
        return f"{unknown}; did you mean `{names[0]}`?"
    return f"{unknown}; remove it, or write `{use.server_tools.written('server', 'tool')}`."


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(f"`{name}`" for name in names[:2])


def _fixes(document: Document, use: ToolUse, names: tuple[str, ...]) -> Iterator[Fix]:
    wanted = [name for name in names if not use.lists(name)]
    is_there = bool(names) and names[0] not in wanted
    for number, name in enumerate([] if is_there else wanted[:_MOST]):
        yield Fix(f"Replace with `{name}`", (Edit(use.item.name_span, name),), preferred=number == 0)
    yield from use.removal(document, preferred=is_there)
    if (whole := whole_value(use)) is not None:
        meaning, written = whole
        yield Fix(f"Write `{written}`: {meaning}", (Edit(use.entry.value.span, written),), preferred=True)
