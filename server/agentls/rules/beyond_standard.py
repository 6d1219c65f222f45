"""A key of a shared skill that the standard does not have.

Some forty programs read skills in `.agents/skills` and in collections. The Agent Skills standard has six keys; each
program passes over the others, but for those of its own. This is a hint: it tells who understands a key.

```markdown bad path=.agents/skills/release/SKILL.md
---
name: release
description: Writes release notes. Use it before a release.
argument-hint: "[version]"
^^^^^^^^^^^^^ hint unfixed
user_invocable: true
^^^^^^^^^^^^^^ hint unfinished unfixed
---
Collect the changes.
```

```markdown good path=.agents/skills/release/SKILL.md
---
name: release
description: Writes release notes. Use it before a release.
license: MIT
metadata:
  author: docs-team
---
Collect the changes.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from agentls.knowledge.catalog import catalog
from agentls.knowledge.dialect import Dialect, all_dialects, dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, renamed, shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.nearest import folded, nearest

SEVERITY = Severity.HINT
READS = Section.KEYS | Section.VALUES
_MOST_NAMES = 3


def concerns(shape: Shape) -> bool:
    """Only where there is a standard that lacks one of the keys."""
    standard = _standard(shape.dialect)
    return standard is not None and not shape.keys <= standard.properties.keys()


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the keys that the standard of this kind of file does not have."""
    standard = _standard(document.dialect)
    if standard is None or not is_meant(document):
        return
    known = _understood(document.dialect)
    for entry in document.root.entries:
        if entry.name in standard.properties or entry.name in snapshot.settings.keys:
            continue
        programs = known.get(entry.name, ())
        near = [] if programs else _meant(entry.name, {*known, *standard.properties})
        if programs:
            names = ", ".join(programs[:_MOST_NAMES]) + (" and others" if len(programs) > _MOST_NAMES else "")
            message = f"{shown(entry.name)} is not in the {standard.title.partition(',')[0]} standard; read by {names}."
        else:
            meant = f"did you mean `{near[0]}`?" if near else "remove it unless something else needs it."
            message = f"No program known here reads {shown(entry.name)} in such a file; {meant}"
        fixes = tuple(
            Fix(f"Rename to `{one}`", (renamed(document, entry, one),), preferred=True)
            for one in near[:1]
            if one in standard.properties and document.entry(one) is None
        )
        yield Finding(entry.key.span, message, fixes=fixes, unfinished=bool(near))


def _standard(own: Dialect) -> Dialect | None:
    return dialect(own.facts.standard) if own.facts.standard else None


def _meant(name: str, known: set[str]) -> list[str]:
    alike = [one for one in sorted(known) if folded(one) == folded(name)]
    return alike or nearest(name, sorted(known))


@cache
def _understood(own: Dialect) -> dict[str, tuple[str, ...]]:
    """Return the keys of this kind of file at any program, with the names of those that read them."""
    found: dict[str, dict[str, None]] = {}
    for one in all_dialects():
        for name in one.properties if one.kind == own.kind and one is not own and not one.is_closed else ():
            found.setdefault(name, {})[one.host] = None
    for value in catalog(own.facts.shared_keys).values if own.facts.shared_keys else ():
        if value.facts.read_by:
            found.setdefault(value.name, {})[value.facts.read_by] = None
    return {name: tuple(hosts) for name, hosts in found.items()}
