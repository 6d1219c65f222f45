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

from collections.abc import Iterable, Iterator

from agentls.knowledge.annotations import UnknownKeys
from agentls.knowledge.catalog import Value
from agentls.knowledge.effects import Effect, Severity
from agentls.knowledge.schema import Property
from agentls.meaning.completing import completed
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import (
    can_take,
    is_documentation,
    is_meant,
    misspelt,
    renamed,
    replacements,
    shown,
)
from agentls.meaning.hooks import outside
from agentls.meaning.mcp_servers import loose_servers
from agentls.meaning.moving import moved_under
from agentls.meaning.removal import removal
from agentls.meaning.stray_lines import StrayLines, as_block, stray_lines
from agentls.meaning.unreadable import running_texts
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Path,
    Sequence,
    to_plain,
)
from agentls.syntax.yaml.read import Outcome
from agentls.text.nearest import nearest

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json", "toml"})
_LONGEST_MESSAGE = 119


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys that the host does not read, at the top and, where they are misspelt, further inside."""
    dialect = document.dialect
    if dialect.facts.unknown_keys is UnknownKeys.IGNORE or not is_meant(document) or is_documentation(document):
        return
    reported = _reported_as_missing(document)
    running = running_texts(document)
    elsewhere = outside(document)
    loose = loose_servers(document)
    stray = stray_lines(document)
    if stray is not None:
        yield from _stray(document, stray)
    for entry in document.root.entries:
        if (stray is not None and stray.has(entry)) or any(one is entry for one in loose):
            continue
        if entry.name in dialect.properties or entry.name in snapshot.settings.keys or entry.name in reported:
            continue
        if any(text.contains(entry.key.span.start) for text in running) or any(one.entry is entry for one in elsewhere):
            continue
        foreign = dialect.foreign_keys.get(entry.name) if dialect.foreign_keys else None
        resembling = dialect.facts.unknown_keys is UnknownKeys.RESEMBLING
        if foreign is not None or not resembling or replacements(document, entry):
            yield _finding(document, entry, foreign)
    for name in dialect.properties:
        inside = document.entry(name)
        if inside is not None and not dialect.properties[name].facts.ignored:
            yield from _nested(document, inside.value, (name,))


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


def _reported_as_missing(document: Document) -> set[str]:
    """Return the keys at which the rule about missing keys already says what they should be called."""
    known = document.dialect.properties.values()
    wrong = (misspelt(document, one.name) for one in known if one.facts.on_missing)
    return {entry.name for entry in wrong if entry is not None}


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
    if foreign is not None:
        advice = foreign.facts.advice
        remedy = f"use `{names[0]}`" if names else advice or "remove it"
        reader = foreign.facts.read_by
        known = f"; {reader} {'do' if ' and ' in reader or ', ' in reader else 'does'}" if reader else ""
        message = f"{host} does not read `{entry.name}` here{known}: {remedy}."
        if len(message) > _LONGEST_MESSAGE:
            message = f"{host} does not read `{entry.name}` here: {remedy}."
        if effect.is_fatal:
            message = f"{shown(entry.name)} is no key here: {document.dialect.says(effect)}; {remedy}."
        return Finding(entry.key.span, message, severity=effect.severity, fixes=fixes)
    unfinished = any(name.startswith(entry.name) for name in document.dialect.properties)
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
    if document.dialect.is_closed:
        return _unknown(document, entry, document.dialect.properties)
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


def _unknown(document: Document, entry: Entry, known: Iterable[str]) -> Finding:
    """Return what is said of a key that no other can be put for, in a file that nobody else reads."""
    names = list(known)
    near = nearest(entry.name, names)
    remedy = f"did you mean `{near[0]}`, which is there already?" if near else "correct or remove it."
    return Finding(
        entry.key.span,
        f"{document.dialect.host} does not know {shown(entry.name)} and ignores it; {remedy}",
        fixes=removal(document, entry, f"Remove {shown(entry.name)}"),
        unnecessary=True,
        unfinished=any(name.startswith(entry.name) for name in names),
    )


def _nested(document: Document, node: Node, path: Path) -> Iterator[Finding]:
    """Yield the misspelt keys of the maps inside `node`; keys that resemble none are nobody's business there."""
    if isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _nested(document, item, (*path, number))
    if not isinstance(node, Mapping):
        return
    governing = document.dialect.property_at(path, document.plain)
    known = governing.children(to_plain(node)) if governing else {}
    closed = governing is not None and governing.key_catalog is None and governing.any_child is None
    foreign = governing.foreign_keys if governing else None
    for entry in node.entries:
        if entry.name in known:
            yield from _nested(document, entry.value, (*path, entry.name))
        elif foreign is not None and (value := foreign.get(entry.name)) is not None:
            yield _foreign_inside(document, node, (path, entry), value)
        elif closed and governing is not None:
            yield from _unknown_inside(document, node, entry, governing)
        elif not closed:
            yield from _nested(document, entry.value, (*path, entry.name))


def _unknown_inside(document: Document, node: Mapping, entry: Entry, governing: Property) -> Iterator[Finding]:
    """Yield an unknown key of a map of which all keys are known, if it is a misspelt one or every other is reported."""
    known = governing.children(to_plain(node))
    near = [name for name in nearest(entry.name, known) if node.get(name) is None]
    if near:
        yield Finding(
            entry.key.span,
            f"{document.dialect.host} does not know the key {shown(entry.name)} here; did you mean `{near[0]}`?",
            fixes=(Fix(f"Rename to `{near[0]}`", (renamed(document, entry, near[0]),), preferred=True),),
            unfinished=any(name.startswith(entry.name) for name in known),
        )
    elif document.dialect.is_closed:
        yield _unknown(document, entry, known)
    elif governing.facts.unknown_keys is UnknownKeys.REPORT:
        yield Finding(
            entry.key.span,
            f"{document.dialect.host} does not know the key {shown(entry.name)} here and ignores it; remove it.",
            fixes=removal(document, entry, f"Remove {shown(entry.name)}"),
            unfinished=True,
        )


def _foreign_inside(document: Document, node: Mapping, place: tuple[Path, Entry], value: Value) -> Finding:
    """Return the finding on a key of another program further inside; its fix writes what this host reads."""
    path, entry = place
    names = [name for name in value.replaced_by if node.get(name) is None]
    reader = value.facts.read_by
    known = f"; {reader} {'do' if ' and ' in reader else 'does'}" if reader else ""
    fixes: tuple[Fix, ...] = ()
    if names:
        edits = (*completed(document, path, entry, names[0]), renamed(document, entry, names[0]))
        fixes = (Fix(f"Rename to `{names[0]}`", edits, preferred=True),)
    return Finding(
        entry.key.span,
        f"{document.dialect.host} does not read `{entry.name}` here{known}: {value.facts.advice}.",
        fixes=fixes,
    )
