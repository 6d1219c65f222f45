"""A rule for everything that stands below the rules for something.

In the permissions of OpenCode and Kilo the last rule that fits a call wins. `"*"` fits every call: what stands above it
has no effect. It belongs at the top, with the exceptions below.

```markdown bad path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
permission:
  bash:
    "git diff*": allow
    "*": deny
    ^^^ warning unfinished related
---
Read the diff.
```

```markdown fixed path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
permission:
  bash:
    "*": deny
    "git diff*": allow
---
Read the diff.
```

```markdown good path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
permission:
  "*": ask
  edit: deny
  bash:
    "*": ask
    "git diff*": allow
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.edits import line_of
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.frame import is_meant, shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry, Mapping, to_plain
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES
_EVERYTHING = "*"


def concerns(shape: Shape) -> bool:
    """Only with rules of which the last counts."""
    return shape.states("last_wins")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the rules for everything that overrule others."""
    for known in document.dialect.stating("last_wins"):
        value = document.value(known.name)
        if isinstance(value, Mapping) and is_meant(document):
            yield from _in_map(document, value)


def _in_map(document: Document, rules: Mapping) -> Iterator[Finding]:
    for entry in rules.entries:
        if isinstance(entry.value, Mapping):
            yield from _in_map(document, entry.value)
    last = rules.get(_EVERYTHING)
    above = list(rules.entries[: rules.entries.index(last)]) if last is not None else []
    lost = [one for one in above if last is not None and to_plain(one.value) != to_plain(last.value)]
    if last is None or not lost:
        return
    yield Finding(
        last.key.span,
        f"The last rule that fits wins: `*` overrules {shown(lost[0].name)} above it; write it first.",
        fixes=tuple(_fixes(document, rules, last)),
        related=(Related(lost[0].span, "This has no effect."),),
        unfinished=True,
    )


def _fixes(document: Document, rules: Mapping, last: Entry) -> Iterator[Fix]:
    if rules.flow:
        return
    mine, first = line_of(document, last.span), line_of(document, rules.entries[0].span)
    text = mine.of(document.text)
    if first.start < mine.start and text.endswith("\n"):
        edits = (Edit(Span(first.start, first.start), text), Edit(mine, ""))
        yield Fix("Write `*` first", edits, preferred=True)
