"""A command that runs first, without permission to run.

The text between back-ticks behind an exclamation mark runs before Claude reads a skill or a command. Claude Code asks
its permission rules first and stops where none allows it, but for commands that only read. This is information,
because your settings may allow it; a rule for `Bash` in `allowed-tools` does so for everybody.

```markdown bad path=.claude/commands/status.md
---
description: Says how it stands.
allowed-tools: Read, Bash(git log *)
---
The state of the branch: !`gh pr list --limit 3`
                           ^^^^^^^^^^^^^^^^^^^^ information unfinished choose
```

```markdown bad path=.claude/commands/clean.md
---
description: Cleans up.
allowed-tools: Read
---
All of !`git branch` and !`git for-each-ref --count=10`, then !`git branch -D old`
                                                                ^^^^^^^^^^^^^^^^^ unfinished choose
```

```markdown good path=.claude/commands/status.md
---
description: Says how it stands.
allowed-tools: Bash(gh pr:*), Read
---
The state of the branch: !`git status --short` with !`gh pr list`
```
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.catalog import catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.edits import added_name, as_scalar, insert_key
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.reading_commands import only_reads
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.name_lists import Item
from agentls.text.positions import apply

SEVERITY = Severity.INFORMATION
_SHELLS = ("Bash", "PowerShell")
_EVERYTHING = ("*", ":*")


def concerns(shape: Shape) -> bool:
    """Only where the host runs commands in the text."""
    return shape.dialect.facts.substitutions is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the commands that no rule in the file allows."""
    if not document.dialect.facts.substitutions:
        return
    lists = document.dialect.stating("allow_list")
    allowing = [known for known in lists if known.grammar is Grammar.PERMISSION_RULES]
    if not allowing:
        return
    rules = [item for known in allowing for item in document.items(document.value(known.name)) if item.name in _SHELLS]
    for one in document.content.commands:
        # In fenced code nobody runs it: the mark itself is code there.
        if document.content.is_code(one.span.start - 2) or any(_allows(rule, one.text) for rule in rules):
            continue
        if document.dialect.facts.unasked and only_reads(one.text, catalog(document.dialect.facts.unasked)):
            continue
        yield Finding(
            one.span,
            f"No rule in `{allowing[0].name}` allows {shown(one.text)}; add one, unless your settings do.",
            fixes=tuple(_fixes(document, allowing[0].name, f"{_SHELLS[0]}({one.text.strip()})")),
            unfinished=True,
        )


def _fixes(document: Document, name: str, rule: str) -> Iterator[Fix]:
    """Yield the fix that allows exactly this command, if the rule is still read as one where it is put."""
    entry = document.entry(name)
    if not document.has_block:
        return
    if entry is None:
        last = document.root.entries[-1] if document.root.entries else None
        edit = insert_key(document, f"{name}: {as_scalar(rule)}", last)
    else:
        found = added_name(document, entry.value, rule)
        if found is None:
            return
        edit = found
    changed = document.with_text(apply(document.text, [edit]))
    read = [item.text for item in document.items(document.value(name))]
    after = [item.text for item in changed.items(changed.root.value(name))]
    if after == [*read, rule] and changed.reading.outcome is document.reading.outcome:
        yield Fix(f"Allow {shown(rule)}", (edit,))


def _allows(rule: Item, command: str) -> bool:
    """Tell whether a rule may be meant for the command; one for the first command of several is enough here."""
    if rule.argument is None or rule.argument in _EVERYTHING:
        return True
    pattern = rule.argument.removesuffix(":*")
    is_prefix = pattern != rule.argument
    text = command.strip()
    if is_prefix or pattern.endswith(" *"):
        start = pattern.removesuffix(" *").rstrip()
        return text == start or text.startswith(f"{start} ") or fnmatchcase(text, f"{start}*")
    return fnmatchcase(text, pattern)
