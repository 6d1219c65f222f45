"""A placeholder that nothing is put in place of.

In skills and commands Claude Code replaces words such as `$ARGUMENTS` and `${CLAUDE_SKILL_DIR}`. One that is misspelt,
or that exists only in plugins, stays in the text as it is. Other words after a dollar sign are left alone, because they
are variables of the shell.

```markdown bad path=.claude/skills/report/SKILL.md
---
description: Writes a report.
arguments: quarter, region
---
Run ${CLAUDE_SKIL_DIR}/make.py for $ARGUMENT, that is $quater.
    ^^^^^^^^^^^^^^^^^^ warning unfinished
                                   ^^^^^^^^^ warning unfinished
                                                      ^^^^^^^ warning unfinished
```

```markdown fixed path=.claude/skills/report/SKILL.md
---
description: Writes a report.
arguments: quarter, region
---
Run ${CLAUDE_SKILL_DIR}/make.py for $ARGUMENTS, that is $quarter.
```

```markdown bad path=.claude/commands/report.md
---
description: Writes a report.
---
Run ${CLAUDE_PLUGIN_ROOT}/make.py.
    ^^^^^^^^^^^^^^^^^^^^^ information unfixed
```

```markdown good path=.claude/commands/report.md
---
description: Writes a report.
---
Run $CLAUDE_PROJECT_DIR/make.py with $1 and $ARGUMENTS[1], in ${CLAUDE_PROJECT_DIR} and ${CLAUDE_CONFIG_DIR}.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.catalog import Catalog, Value, catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.body import Part
from agentls.text.nearest import slips_between
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.VALUES | Section.BODY
_MOST_SLIPS = 2
_SHORTEST = 6


def concerns(shape: Shape) -> bool:
    """Only where the host replaces something in the text."""
    return shape.dialect.facts.substitutions is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the words that were meant to be replaced and are not."""
    name = document.dialect.facts.substitutions
    if name is None:
        return
    known = catalog(name)
    arguments = _arguments(document)
    for one in document.content.substitutions:
        value = _value(one.text, known)
        if one.text[1:] in arguments:
            continue
        if value is not None and not _is_for(document, value):
            yield Finding(
                one.span,
                f"`{value.name}` is replaced in plugins only, and stays as it is here; remove it.",
                severity=Severity.INFORMATION,
            )
        elif value is None:
            yield from _misspelt(document, one, known, arguments)


def _arguments(document: Document) -> list[str]:
    """Return the names of arguments, as the key that defines them has them."""
    found = []
    for name, known in document.dialect.properties.items():
        if known.facts.defines == "argument":
            found += [item.name for item in document.items(document.value(name))]
    return found


def _value(text: str, known: Catalog) -> Value | None:
    exact = known.get(text)
    if exact is not None:
        return exact
    # The pattern for names stands for whatever the file itself names.
    patterns = ((one, one.facts.pattern) for one in known.values if one.name != "$name")
    return next((one for one, pattern in patterns if pattern and re.fullmatch(pattern, text)), None)


def _is_for(document: Document, value: Value) -> bool:
    return value.facts.kinds is None or document.dialect.id in value.facts.kinds


def _misspelt(document: Document, one: Part, known: Catalog, arguments: list[str]) -> Iterator[Finding]:
    offered = [value.name for value in known.offered if _is_for(document, value) and value.name != "$name"]
    names = [*offered, *(f"${name}" for name in arguments)]
    # `$NAME` and `${NAME}` are not the same here: the first may be a variable of the shell that is really set.
    alike = [name for name in names if name.startswith("${") == one.text.startswith("${")]
    near = sorted((slips_between(one.text, name, _MOST_SLIPS), name) for name in alike)
    if near and near[0][0] <= _MOST_SLIPS and len(one.text) >= _SHORTEST:
        better = near[0][1]
        yield Finding(
            one.span,
            f"Nothing is put in place of `{one.text}`; did you mean `{better}`?",
            fixes=(Fix(f"Replace with `{better}`", (Edit(one.span, better),), preferred=True),),
            unfinished=True,
        )
