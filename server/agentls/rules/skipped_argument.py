"""A text that begins to count its arguments with the second one.

In skills and commands of Claude Code `$0` is the first argument and `$1` the second, unlike in a shell. A text that has
`$1` but not `$0` probably means the first: what is typed behind the command is then not put in, and nothing is put in
place of the last number. A number that is meant for a shell or for `awk` is replaced as well, and takes a backslash:
`\\$1`.

```markdown bad path=.claude/commands/review.md
---
description: Reviews a pull request.
argument-hint: <number> <priority>
---
Review pull request $1 with priority $2.
                    ^^ information choose
```

```markdown bad path=.claude/skills/columns/SKILL.md
---
description: Shows the first column.
---
Take `$ARGUMENTS[1]` as it is.
      ^^^^^^^^^^^^^ choose
```

```markdown good path=.claude/commands/review.md
---
description: Reviews a pull request.
---
Review pull request $0 with priority $1, or $ARGUMENTS as they are; `awk '{print \\$1}'` stays. It costs $5.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.catalog import Value, catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.body import Part
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
READS = Section.BODY
_NUMBER = expression(r"\d+")
_MONEY = expression(r"\w|[.,]\d")


def concerns(shape: Shape) -> bool:
    """Only where the host replaces something in the text."""
    return shape.dialect.facts.substitutions is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the first use of the lowest number when the number of the first argument is used nowhere."""
    name = document.dialect.facts.substitutions
    if name is None:
        return
    numbered = [value for value in catalog(name).values if _NUMBER.search(value.name)]
    used = [(one, value) for one in document.content.substitutions if (value := _value(one, numbered)) is not None]
    if not used:
        return
    first, value = min(used, key=lambda pair: (_number(pair[0].text), pair[0].span))
    wanted = value.name
    down = _number(first.text) - _number(wanted)
    if down != 1 or _MONEY.match(document.text, first.span.end):
        # "$500 a month" begins no list of arguments.
        return
    yield Finding(
        first.span,
        f"`{first.text}` is argument number {down + 1}, `{wanted}` the first; count from 0, or write `\\{first.text}`.",
        fixes=(
            Fix(f"Count from `{wanted}`", tuple(_counted(one, down) for one, _ in used)),
            Fix("Keep them as text", tuple(Edit(Span(one.span.start, one.span.start), "\\") for one, _ in used)),
        ),
    )


def _value(one: Part, numbered: list[Value]) -> Value | None:
    return next(
        (value for value in numbered if value.facts.pattern and re.fullmatch(value.facts.pattern, one.text)), None
    )


def _number(text: str) -> int:
    return int(_NUMBER.findall(text)[0])


def _counted(one: Part, down: int) -> Edit:
    return Edit(one.span, _NUMBER.sub(lambda found: str(int(found[0]) - down), one.text))
