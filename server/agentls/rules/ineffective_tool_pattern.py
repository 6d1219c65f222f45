"""A pattern in a list of tools that does not do what it looks like.

The lists of an agent know whole tools and whole MCP servers only. What stands in parentheses is ignored: `Bash(git:*)`
in `tools` gives all of `Bash`, and `Bash(rm:*)` in `disallowedTools` takes all of it away. To limit a tool, write
permission rules in the settings or a `PreToolUse` hook. The exception is `Agent(one, two)` in `tools`, which limits
what an agent may start while it is the main one. Of wildcards, `*` works in `tools`, `mcp__*` in `disallowedTools` and
`mcp__server__*` in both; every other one matches nothing. Formatters of Markdown sometimes turn `__` into `**`.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Bash(git diff:*), mcp__github__get_*
                 ^^^^^^^^^^^^ warning unfinished
                               ^^^^^^^^^^^^^^^^^^ warning unfinished
disallowedTools: WebFetch(domain:example.com)
                         ^^^^^^^^^^^^^^^^^^^^ warning unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Bash, mcp__github
disallowedTools: WebFetch
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, mcp__*
             ^^^^^^ unfinished choose
disallowedTools: Write, *
                        ^ unfinished choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, mcp**github**get_issue
             ^^^^^^^^^^^^^^^^^^^^^^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, mcp__github__get_issue
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Bash(git diff, Read
           ^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Bash, Read
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: [Bash(git diff, git log), Read]
            ^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: [Bash, Read]
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Bash(git:*); Read
                  ^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Bash, Read
---
Read the diff.
```

```markdown good
---
name: lead
description: Hands work to other agents.
tools: Read, Agent(reviewer, tester), mcp__github__*, mcp__linear
disallowedTools: mcp__*
---
Split the work.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.knowledge.server_tools import EVERYTHING
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import (
    ToolUse,
    may_work,
    odd_uses,
    shown,
)
from agentls.meaning.tool_parentheses import followed, is_first, may_take_agents, unclosed
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only in lists of tools."""
    return bool(shape.tool_lists())


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield specifiers and wildcards that the host ignores in an agent's lists."""
    for use in odd_uses(document):
        if use.known.facts.allow_list is None:
            continue
        if use.has_wrong_separator:
            continue
        if use.item.is_unclosed:
            yield _unclosed(document, use)
        elif use.item.is_followed:
            yield _followed(document, use)
        elif use.item.argument is not None and not (use.allows and may_take_agents(use)):
            yield _specifier(document, use)
        if use.name == EVERYTHING and not use.allows:
            message = (
                f"With `*` nothing in `{use.entry.name}` is taken away; to leave the agent no tool, write `tools: []`."
            )
            # Without it the names beside it count.
            fixes = tuple(use.removal(document, safe=len(use.every) == 1))
            yield Finding(use.item.name_span, message, fixes=fixes, unfinished=True)
        elif use.server_tools.is_mangled(use.name):
            yield _mangled(document, use)
        elif _is_wildcard(use):
            yield from _wildcard(document, use)


def _is_wildcard(use: ToolUse) -> bool:
    form = use.server_tools
    return form.is_one(use.name) and EVERYTHING in use.name and form.whole_server(use.name) is None


def _unclosed(document: Document, use: ToolUse) -> Finding:
    key, (lost, is_cut) = use.entry.name, unclosed(document, use)
    if is_cut:
        message = f"The comma in the parentheses cuts this item of `{key}` in two; remove the parentheses."
    else:
        message = f"This parenthesis never closes, so the rest of `{key}` is lost; close it or remove it."
    fix = Fix(f"Remove `{shown(lost.of(document.text))}`", (Edit(lost, ""),), preferred=True)
    # In parentheses a blank ends nothing.
    rest = Span(use.item.span.start, document.lines.rest(use.item.span.end).end)
    return Finding(Span(lost.start, lost.start + 1), message, fixes=(fix,), unfinished=True, typing_span=rest)


def _followed(document: Document, use: ToolUse) -> Finding:
    rest, edit = followed(document, use)
    fix = Fix(f"Remove `{shown(edit.span.of(document.text))}`", (edit,), preferred=True)
    written = shown(rest.of(document.text))
    message = f"`{written}` behind the parentheses makes this the name of no tool; remove both."
    return Finding(rest, message, fixes=(fix,), unfinished=True, typing_span=use.item.span)


def _specifier(document: Document, use: ToolUse) -> Finding:
    place = Span(use.item.name_span.end, use.item.span.end)
    written = shown(place.of(document.text))
    host = document.dialect.host
    if not may_work(use.name, use.catalog):
        message, advice = f"{host} ignores `{written}` in `{use.entry.name}`", "remove it."
    elif use.allows:
        message = f"{host} ignores `{written}` here and gives all of `{use.shown}`"
        advice = "use permission rules or a hook."
    else:
        message = f"{host} ignores `{written}` here and takes all of `{use.shown}` away"
        advice = "use permission rules."
    fixes: tuple[Fix, ...]
    if is_first(use):
        fixes = (Fix(f"Remove `{written}`", (Edit(place, ""),), preferred=True),)
    else:
        fixes = tuple(use.removal(document, preferred=True, safe=True))
    return Finding(place, f"{message}; {advice}", fixes=fixes, unfinished=True, typing_span=use.item.span)


def _mangled(document: Document, use: ToolUse) -> Finding:
    # When it is loaded it compiles an expression for something else, and hardly any file needs these letters.
    import string  # noqa: PLC0415

    form = use.server_tools
    name = use.name.replace((form.mangled or "").lstrip(string.ascii_letters), form.between)
    fix = Fix(f"Replace with `{shown(name)}`", (Edit(use.item.name_span, name),), preferred=True)
    message = f"`{use.shown}` matches nothing; the parts of an MCP tool's name are joined by `{form.between}`."
    return Finding(use.item.name_span, message, fixes=(fix, *use.removal(document)), unfinished=True)


def _wildcard(document: Document, use: ToolUse) -> Iterator[Finding]:
    form = use.server_tools
    everything = use.name == form.every
    if everything and not use.allows:
        return
    server = form.split(use.name)[0]
    is_one_server = "*" not in server
    example = form.written("github")
    if everything:
        message = f"`{use.shown}` gives no tool in `{use.entry.name}`; name each server, as in `{example}`."
    elif is_one_server:
        message = f"`{use.shown}` matches nothing; name each tool, or `{shown(form.written(server))}` for all."
    else:
        message = f"`{use.shown}` matches nothing; name each server, as in `{example}`."
    yield Finding(
        use.item.name_span,
        message,
        fixes=tuple(_wildcard_fixes(document, use, form.written(server) if is_one_server else None)),
        unfinished=True,
    )


def _wildcard_fixes(document: Document, use: ToolUse, server: str | None) -> Iterator[Fix]:
    if server and not use.lists(server) and not use.lists(f"{server}{use.server_tools.between}{EVERYTHING}"):
        title = f"Replace with `{shown(server)}`: all of its tools"
        yield Fix(title, (Edit(use.item.span, server),), preferred=use.allows)
    yield from use.removal(document)
