"""A key that the program does not read in a skill, a command or a rule.

Claude Code says nothing about such a key. A warning stands at a spelling that no program reads, such as `userInvocable`
in place of `user-invocable`, and at `globs` in a rule: a rule without `paths` is always loaded. A hint stands at a
word that resembles a real key. Nothing is said of keys that other programs read in the same file.

```markdown bad path=.claude/skills/deploy/SKILL.md
---
description: Deploys the service.
user_invocable: false
^^^^^^^^^^^^^^ warning
---
Deploy it.
```

```markdown fixed path=.claude/skills/deploy/SKILL.md
---
description: Deploys the service.
user-invocable: false
---
Deploy it.
```

```markdown bad path=.claude/rules/typescript.md
---
globs: "**/*.ts"
^^^^^
---
Use strict types.
```

```markdown fixed path=.claude/rules/typescript.md
---
paths: "**/*.ts"
---
Use strict types.
```

```markdown bad path=.claude/rules/typescript.md
---
description: How we write TypeScript.
alwaysApply: false
^^^^^^^^^^^ choose
---
Use strict types.
```

```markdown good path=.claude/rules/typescript.md
---
description: How we write TypeScript.
globs: "**/*.ts"
paths: "**/*.ts"
---
Use strict types.
```

```markdown good path=.claude/skills/deploy/SKILL.md
---
description: Deploys the service.
allowedTools: Bash
category: operations
---
Deploy it.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import UnknownKeys
from agentls.knowledge.catalog import Value, catalog
from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, renamed, shown
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry, Plain, to_plain
from agentls.text.nearest import nearest, similarity

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES
# Values with which other programs load a rule always, too.
_ALWAYS = (True, "*", "**", "**/*", ["*"], ["**"], ["**/*"])
_ALMOST_THE_SAME = 0.8


def concerns(shape: Shape) -> bool:
    """Only with a key that the schema does not have."""
    return not shape.knows_all()


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys that were meant to be others, or that do not do what they do elsewhere."""
    dialect = document.dialect
    if dialect.facts.unknown_keys is not UnknownKeys.IGNORE or not is_meant(document):
        return
    shared = dialect.facts.shared_keys
    elsewhere = catalog(shared) if shared else None
    for entry in document.root.entries:
        if entry.name in dialect.properties or entry.name in snapshot.settings.keys:
            continue
        foreign = dialect.foreign_keys.get(entry.name) if dialect.foreign_keys else None
        if foreign is not None:
            yield from _foreign(document, entry, foreign)
        elif elsewhere is None or elsewhere.get(entry.name) is None:
            yield from _misspelt(document, entry)


def _foreign(document: Document, entry: Entry, foreign: Value) -> Iterator[Finding]:
    is_about_loading = foreign.facts.effect is Effect.ALWAYS_LOADS
    if is_about_loading:
        # With `paths` the rule is loaded as it should be, and what is always to be loaded, is.
        if document.entry("paths") is not None or to_plain(entry.value) in _ALWAYS:
            return
    elif foreign.facts.read_by:
        return
    names = [name for name in foreign.replaced_by if document.entry(name) is None]
    advice = f"use `{names[0]}`" if names else foreign.facts.advice or "remove it"
    effect = f" and always loads the {document.dialect.kind}" if is_about_loading else ""
    if effect and "always loaded" in advice:
        advice = f"write `{names[0]}`" if names else "remove it or write `paths`"
    yield Finding(
        entry.key.span,
        f"{document.dialect.host} does not read `{entry.name}` here{effect}; {advice}.",
        severity=Severity.HINT if _is_default(document, names, to_plain(entry.value)) else None,
        fixes=(*_rename(document, entry, names), *removal(document, entry, f"Remove `{entry.name}`")),
    )


def _is_default(document: Document, names: list[str], value: Plain) -> bool:
    """Tell whether the value is what holds anyway, so that nothing is lost."""
    known = document.dialect.properties.get(names[0]) if names else None
    return known is not None and known.default is not None and known.default == value


def _misspelt(document: Document, entry: Entry) -> Iterator[Finding]:
    known = document.dialect.properties
    offered = [name for name, one in known.items() if one.is_offered and document.entry(name) is None]
    names = [name for name in nearest(entry.name, offered, 1) if similarity(entry.name, name) >= _ALMOST_THE_SAME]
    if names:
        yield Finding(
            entry.key.span,
            f"{document.dialect.host} does not read {shown(entry.name)}; did you mean `{names[0]}`?",
            severity=Severity.HINT,
            fixes=tuple(_rename(document, entry, names)),
            unfinished=True,
        )


def _rename(document: Document, entry: Entry, names: list[str]) -> Iterator[Fix]:
    for number, name in enumerate(names[:3]):
        yield Fix(f"Rename to `{name}`", (renamed(document, entry, name),), preferred=not number)
