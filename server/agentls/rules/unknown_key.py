"""A key that the program does not read.

Claude Code ignores a key it does not know, and says so in a debug log alone. A warning stands at a key that resembles
a real one or that means something to another program, such as `allowed-tools`, with which an agent still has every
tool. Anything else, like `category` or `version`, is probably meant for people or for a catalogue of agents: that
gets a hint only.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
allowed-tools: Read, Grep
^^^^^^^^^^^^^ warning
modle: opus
^^^^^ warning
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep
model: opus
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
category: quality
^^^^^^^^ hint unnecessary choose
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  Stop:
    - hooks:
        - type: command
          command: ./check.sh
          timout: 5
          ^^^^^^
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  Stop:
    - hooks:
        - type: command
          command: ./check.sh
          timeout: 5
---
Read the diff.
```

Nobody else reads the settings of agentls, so that there every unknown key is a mistake:

```toml bad path=agentls.toml
models = ["ours"]
ruels = {}
^^^^^ unnecessary choose

[rules]
unknown-tol = "error"
^^^^^^^^^^^
no-such-thing = "error"
^^^^^^^^^^^^^ unnecessary choose
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
maxTurns: 20
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Use it after a change.
user: "I have changed the parser."
^^^^ unfinished
assistant: "Let me ask the reviewer."
user: "Now the tests."
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: |-
  Use it after a change.
  user: "I have changed the parser."
  assistant: "Let me ask the reviewer."
  user: "Now the tests."
---
Read the diff.
```

```json bad path=.claude/settings.json
{
  "deny": ["Read(./.env)"],
  ^^^^^^
  "permissions": { "allow": ["Bash(ls *)"] }
}
```

```json fixed path=.claude/settings.json
{
  "permissions": { "deny": ["Read(./.env)"], "allow": ["Bash(ls *)"] }
}
```

In manifests and marketplaces every such key is a warning, as `claude plugin validate` has it:

```json bad path=.claude-plugin/marketplace.json
{
  "name": "acme-tools",
  "owner": { "name": "Acme" },
  "homepage": "https://example.com",
  ^^^^^^^^^^ unnecessary choose
  "metadata": { "discord": "https://example.com/chat" },
                ^^^^^^^^^ unfinished choose
  "plugins": [{ "name": "f", "source": { "source": "github", "repo": "acme/f" }, "zork": 1 }]
                                                                                 ^^^^^^ unfinished choose
}
```

```json bad path=.claude/settings.json
{
  "defaultMode": "plan"
  ^^^^^^^^^^^^^
}
```

```json fixed path=.claude/settings.json
{
  "permissions": { "defaultMode": "plan" }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import UnknownKeys
from agentls.knowledge.catalog import Value
from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import (
    can_take,
    does,
    is_documentation,
    is_meant,
    renamed,
    replacements,
    shown,
)
from agentls.meaning.keys_inside import keys_inside, unread
from agentls.meaning.moving import moved_under
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.meaning.stray_lines import StrayLines, as_block, stray_lines
from agentls.meaning.unread_keys import unread_keys
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Entry,
)
from agentls.syntax.yaml.read import Outcome
from agentls.text.nearest import nearest

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json", "toml"})
READS = Section.KEYS | Section.VALUES
_LONGEST_MESSAGE = 119


def concerns(shape: Shape) -> bool:
    """Only with a key that the schema does not have, at the top or in a map."""
    return shape.has_maps or not shape.knows_all()


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys that the host does not read, at the top and, where they are misspelt, further inside."""
    dialect = document.dialect
    if dialect.facts.unknown_keys is UnknownKeys.IGNORE or not is_meant(document) or is_documentation(document):
        return
    stray = stray_lines(document)
    if stray is not None:
        yield from _stray(document, stray)
    for entry, foreign in unread_keys(document, snapshot.settings.keys):
        yield _finding(document, entry, foreign)
    for known, inside in document.known_entries:
        if not known.facts.ignored:
            yield from keys_inside(document, inside.value, (known.name,))


def _stray(document: Document, stray: StrayLines) -> Iterator[Finding]:
    """Yield one finding on lines of a text that have become keys; in a block that is lost, its cause comes first."""
    if document.reading.outcome is Outcome.LOST:
        return
    first, block = stray.entries[0], as_block(document, stray)
    yield Finding(
        first.key.span,
        f"`{stray.owner.name}` ends above, and this line and those below are keys of their own; make it a block, `|-`.",
        fixes=(Fix(f"Make `{stray.owner.name}` a block", (block,), preferred=True),) if block else (),
        unfinished=True,
    )


def _finding(document: Document, entry: Entry, foreign: Value | None) -> Finding:
    names = replacements(document, entry)
    # Renaming must not put one mistake in another's place.
    rename = tuple(
        Fix(f"Rename to `{name}`", (renamed(document, entry, name),), preferred=number == 0)
        for number, name in enumerate(names[:5])
        if can_take(document, name, entry.value)
    )
    moved = tuple(_moved(document, entry, foreign)) if foreign is not None else ()
    fixes = (*moved, *rename, *removal(document, entry, f"Remove {shown(entry.name)}"))
    host = document.dialect.host
    effect = document.dialect.facts.on_unknown_key
    unfinished = any(name.startswith(entry.name) for name in document.dialect.properties)
    if foreign is not None and foreign.facts.effect is Effect.NOT_YET:
        message = f"{document.dialect.says(Effect.NOT_YET)}: {shown(entry.name)} has no effect."
        return Finding(entry.key.span, message, severity=Effect.NOT_YET.severity, fixes=fixes, unnecessary=True)
    if foreign is not None:
        advice = foreign.facts.advice
        remedy = f"use `{names[0]}`" if names else advice or "remove it"
        reader = foreign.facts.read_by
        known = f"; {reader} {does(reader)}" if reader else ""
        message = f"{host} does not read `{entry.name}` here{known}: {remedy}."
        if len(message) > _LONGEST_MESSAGE:
            message = f"{host} does not read `{entry.name}` here: {remedy}."
        if effect.is_fatal:
            message = f"{shown(entry.name)} is no key here: {document.dialect.says(effect)}; {remedy}."
        return Finding(entry.key.span, message, severity=effect.severity, fixes=fixes, unfinished=unfinished)
    if effect is not Effect.IGNORED:
        remedy = f"did you mean `{names[0]}`?" if names else "remove it."
        message = f"{shown(entry.name)} is no key here: {document.dialect.says(effect)}; {remedy}"
        return Finding(entry.key.span, message, severity=effect.severity, fixes=fixes, unfinished=unfinished)
    if names:
        message = f"{host} does not know the key {shown(entry.name)}; did you mean `{names[0]}`?"
        return Finding(entry.key.span, message, fixes=fixes, unfinished=unfinished)
    present = [name for name in nearest(entry.name, document.dialect.properties) if document.entry(name)]
    if present and document.dialect.format == "json":
        return Finding(
            entry.key.span,
            f"{host} does not know the key {shown(entry.name)}, and `{present[0]}` is there; move what it holds.",
            fixes=fixes,
            unfinished=unfinished,
        )
    if document.dialect.facts.unknown_keys in (UnknownKeys.CLOSED, UnknownKeys.WARNED):
        return unread(document, entry, document.dialect.properties)
    return Finding(
        entry.key.span,
        f"{host} does not read {shown(entry.name)}; remove it unless something else needs it.",
        severity=Severity.HINT,
        fixes=fixes,
        unnecessary=True,
        unfinished=unfinished,
    )


def _moved(document: Document, entry: Entry, foreign: Value) -> Iterator[Fix]:
    """Yield the fix that moves the entry to the map in which the host looks for it."""
    above = foreign.facts.belongs_under
    edits = moved_under(document, entry, above) if above else None
    if edits is not None:
        yield Fix(f"Move it under `{above}`", edits, preferred=True)
