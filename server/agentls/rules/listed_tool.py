"""A tool in a list under a name that the assistant does not know, or knows under another one today.

Copilot ignores a tool that it does not know. VS Code has put its tools into sets: `codebase` is `search/codebase` now.
The old names still work; nothing tells of a name that never did. Factory refuses a droid with a tool it does not know.

```markdown bad path=.github/agents/reviewer.agent.md
---
name: reviewer
description: Reviews a diff for bugs.
tools: [codebase, serch, notes/read]
        ^^^^^^^^ information deprecated
                  ^^^^^ hint unfinished
---
Read the diff.
```

```markdown fixed path=.github/agents/reviewer.agent.md
---
name: reviewer
description: Reviews a diff for bugs.
tools: [search/codebase, search, notes/read]
---
Read the diff.
```

```markdown good path=.github/agents/reviewer.agent.md
---
name: reviewer
description: Reviews a diff for bugs.
tools: [read, search, Bash, github/*, publisher.extension/tool]
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Status
from agentls.knowledge.catalog import Catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.name_lists import Item
from agentls.text.positions import Edit

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES
_EVERYTHING = "*"


def concerns(shape: Shape) -> bool:
    """Only with a list of which the catalog says what comes of other names."""
    catalogs = (one.catalog for one in shape.known())
    return any(names is not None and names.facts.on_unknown is not None for names in catalogs)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names of tools that are unknown or old, where the catalog says what comes of them."""
    if not is_meant(document):
        return
    for known in document.dialect.stating("values"):
        names = known.catalog
        if names is None or names.facts.on_unknown is None:
            continue
        for item in document.items(document.value(known.name)):
            if item.name not in snapshot.settings.tools:
                yield from _judge(document, item, names)


def _judge(document: Document, item: Item, names: Catalog) -> Iterator[Finding]:
    value = names.get(item.name, ignore_case=True)
    host = document.dialect.host
    if value is None or value.status is Status.REMOVED:
        effect = names.facts.on_unknown
        if effect is None or _EVERYTHING in item.name or names.server_tools.parts(item.name) is not None:
            return
        near = names.closest(item.name) if value is None else list(value.replaced_by)
        remedy = f"did you mean `{near[0]}`?" if near else "remove it."
        yield Finding(
            item.name_span,
            f"{host} has no tool {shown(item.name)}: {document.dialect.says(effect)}; {remedy}",
            severity=effect.severity,
            fixes=tuple(_fix(item, one, preferred=number == 0) for number, one in enumerate(near[:3])),
            unfinished=value is None,
            # Of a list whose bracket is still open all names are wrong.
            typing_span=document.lines.rest(item.scalar.span.start) if item.scalar.text.startswith("[") else None,
            since=value.facts.status_since if value is not None else None,
        )
    elif value.status.is_other_name and value.replaced_by and names.facts.on_renamed is not None:
        yield Finding(
            item.name_span,
            f"{shown(item.name)} is an old name; write `{value.replaced_by[0]}`.",
            severity=names.facts.on_renamed.severity,
            fixes=(_fix(item, value.replaced_by[0], preferred=True),),
            deprecated=True,
            since=value.facts.status_since,
        )


def _fix(item: Item, name: str, *, preferred: bool) -> Fix:
    return Fix(f"Write `{name}`", (Edit(item.name_span, name),), preferred=preferred)
