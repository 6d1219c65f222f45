"""A hook event that the program does not know.

An event with another name never happens, so its hooks never run. Names are case-sensitive.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUsed:
  ^^^^^^^^^^^ warning
    - hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```json bad path=.claude/settings.json
{
  "hooks": {
    "sessionStart": [{ "hooks": [{ "type": "command", "command": "date" }] }]
    ^^^^^^^^^^^^^^
  }
}
```

```json fixed path=.claude/settings.json
{
  "hooks": {
    "SessionStart": [{ "hooks": [{ "type": "command", "command": "date" }] }]
  }
}
```

```json bad path=.claude-plugin/plugin.json
{
  "name": "release-notes",
  "hooks": [{ "OnStart": [], "Stop": [{ "hooks": [{ "type": "command", "command": "date" }] }] }]
              ^^^^^^^^^ choose
}
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  SubagentStop:
    - hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import renamed, shown
from agentls.meaning.hooks import KeyedMap, keyed_maps, outside
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only with hooks."""
    return shape.has_maps and shape.tells("keys")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys of hooks that their catalog does not have."""
    elsewhere = outside(document)
    for found in keyed_maps(document):
        names = found.names
        if names.is_open:
            continue
        for entry in found.node.entries:
            if names.get(entry.name) is not None or any(one.entry is entry for one in elsewhere):
                continue
            near = [name for name in names.closest(entry.name) if found.node.get(name) is None]
            rename = tuple(
                Fix(f"Rename to `{name}`", (renamed(document, entry, name),), preferred=number == 0)
                for number, name in enumerate(near)
            )
            remedy = f"did you mean `{near[0]}`?" if near else "correct or remove it."
            yield Finding(
                entry.key.span,
                f"Unknown hook event {shown(entry.name)}: {document.dialect.host} ignores its hooks; {remedy}",
                fixes=(*rename, *_removal(document, found, entry)),
                unfinished=any(value.name.startswith(entry.name) for value in names.values),
            )


def _removal(document: Document, found: KeyedMap, event: Entry) -> tuple[Fix, ...]:
    """Return the fix that takes the event out, with the map that would be empty unless the host demands it."""
    parent = found.entry
    known = document.dialect.properties.get(parent.name)
    is_demanded = known is not None and bool(known.facts.on_missing) and document.entry(parent.name) is parent
    is_last = parent.value is found.node and len(found.node.entries) == 1
    # A map without events would be the next thing to be told of.
    return removal(document, parent if is_last and not is_demanded else event, f"Remove {shown(event.name)}")
