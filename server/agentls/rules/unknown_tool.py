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
from dataclasses import dataclass
from fnmatch import fnmatchcase

from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.effects import Severity
from agentls.knowledge.server_tools import EVERYTHING
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.tool_lists import (
    ToolUse,
    declared_servers,
    place_of_value,
    shown,
    tool_uses,
)
from agentls.meaning.unreadable import sorted_causes
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = FRONTMATTER

_ALL_OF_A_SERVER = expression(r"(?P<server>[A-Za-z0-9-]+)/\*")
# What people write as the whole value, and what the host understands.
_WHOLE = {
    "all": ("all tools", '"*"'),
    "all tools": ("all tools", '"*"'),
    "any": ("all tools", '"*"'),
    "none": ("no tools", "[]"),
    "no tools": ("no tools", "[]"),
}
_MOST = 5


@dataclass(frozen=True)
class _Advice:
    """What is wrong with a name, what to do, and the names to put in its place, best first."""

    problem: str
    remedy: str
    names: tuple[str, ...] = ()


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names in tool lists that no catalog and no setting knows."""
    told: set[Span] = set()
    for use in tool_uses(document):
        if not _is_unknown(use) or use.name in snapshot.settings.tools or use.item.scalar.span in told:
            continue
        if _is_phrase(document, use, snapshot):
            told.add(use.item.scalar.span)
            text = shown(use.item.scalar.text)
            yield Finding(
                use.item.scalar.content_span,
                f"`{text}` are no tools: {document.dialect.host} drops each word; write names of tools.",
                unfinished=True,
            )
            continue
        if _opens_list(use):
            # Where nothing is read at all, the rule about the YAML says so at the same bracket.
            if not any(use.entry.span.contains(one.span.start) for one in sorted_causes(document)[0]):
                yield _unclosed(document, use)
            continue
        advice = _advice(document, use)
        yield Finding(
            use.item.name_span,
            f"{advice.problem}; {advice.remedy}",
            fixes=tuple(_fixes(document, use, advice.names)),
            unfinished=use.may_become_known or EVERYTHING in use.name or _is_in_open_list(use),
            typing_span=place_of_value(document, use.entry) if _is_in_open_list(use) else None,
        )


def _is_unknown(use: ToolUse) -> bool:
    return use.value is None and not use.is_exempt


def _is_phrase(document: Document, use: ToolUse, snapshot: Snapshot) -> bool:
    """Tell whether an item of a list is several words of which none is a tool, or resembles one: one cause."""
    if not use.item.list_item or " " not in use.item.scalar.text.strip():
        return False
    return all(
        _is_unknown(one) and one.name not in snapshot.settings.tools and not _advice(document, one).names
        for one in _by_scalar(document)[id(use.item.scalar)]
    )


@once
def _by_scalar(document: Document) -> dict[int, list[ToolUse]]:
    """Return the names by the values in which they stand; these live as long as the document."""
    found: dict[int, list[ToolUse]] = {}
    for use in tool_uses(document):
        found.setdefault(id(use.item.scalar), []).append(use)
    return found


def _opens_list(use: ToolUse) -> bool:
    """Tell whether it is the beginning of a list in brackets that never ends; the host then reads one text."""
    return use.name.startswith("[") and _is_in_open_list(use)


def _is_in_open_list(use: ToolUse) -> bool:
    """Tell whether the name stands in a list in brackets that is not closed yet."""
    return not use.item.list_item and use.item.scalar.text.startswith("[") and "]" not in use.item.scalar.text


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


def _advice(document: Document, use: ToolUse) -> _Advice:
    host = document.dialect.host
    unknown = f"Unknown tool `{use.shown}`: {host} drops it"
    if EVERYTHING in use.name:
        return _pattern(use)
    return _by_name(document, use, unknown)


def _by_name(document: Document, use: ToolUse, unknown: str) -> _Advice:
    same = use.catalog.get(use.name, ignore_case=True)
    if same is not None:
        names = (same.name,) if same.status in (Status.CURRENT, Status.CONDITIONAL) else same.replaced_by
        if names and names[0].casefold() == use.name.casefold():
            return _Advice(f"Unknown tool `{use.shown}`: names are case-sensitive", f"write `{names[0]}`.", names)
        return _Advice(unknown, f"use {_either(names)}." if names else "remove it.", names)
    if use.allows and _whole(use) in _WHOLE:
        meaning, written = _WHOLE[_whole(use)]
        return _Advice(f"`{use.shown}` is not a tool", f"write `{written}` for {meaning}.")
    if any(server.name == use.name for server in declared_servers(document)):
        name = use.server_tools.written(use.name)
        return _Advice(f"`{use.shown}` is an MCP server", f"write `{shown(name)}` for all of its tools.", (name,))
    near = tuple(use.catalog.closest(use.name))
    if near:
        return _Advice(unknown, f"did you mean `{near[0]}`?", near)
    return _Advice(unknown, f"remove it, or write `{use.server_tools.written('server', 'tool')}`.")


def _pattern(use: ToolUse) -> _Advice:
    server = _ALL_OF_A_SERVER.fullmatch(use.name)
    if server:
        name = use.server_tools.written(server["server"])
        return _Advice(f"`{use.shown}` matches no tool", f"an MCP server is written `{shown(name)}`.", (name,))
    matching = [one.name for one in use.catalog.offered if fnmatchcase(one.name, use.name.replace("[", "[[]"))]
    problem = f"`{use.shown}` matches no tool" + (", only `*` alone is a pattern" if use.allows else "")
    if 0 < len(matching) <= _MOST:
        return _Advice(problem, "name each tool.", (", ".join(matching),))
    return _Advice(problem, "name each tool.")


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(f"`{name}`" for name in names[:2])


def _fixes(document: Document, use: ToolUse, names: tuple[str, ...]) -> Iterator[Fix]:
    wanted = [name for name in names if not use.lists(name)]
    is_there = bool(names) and names[0] not in wanted
    for number, name in enumerate([] if is_there else wanted[:_MOST]):
        yield Fix(f"Replace with `{name}`", (Edit(use.item.name_span, name),), preferred=number == 0)
    yield from use.removal(document, preferred=is_there)
    if use.allows and _whole(use) in _WHOLE:
        meaning, written = _WHOLE[_whole(use)]
        yield Fix(f"Write `{written}`: {meaning}", (Edit(use.entry.value.span, written),), preferred=True)


def _whole(use: ToolUse) -> str:
    """Return the whole value in lower case when it is a single text, otherwise nothing."""
    return use.item.scalar.text.strip().casefold() if use.entry.value is use.item.scalar else ""
