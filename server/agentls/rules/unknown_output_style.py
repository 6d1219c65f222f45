"""An output style that nobody defines.

Claude Code compares the name in `outputStyle` character by character, and applies nothing when no style is called so.
It is information where the name resembles none, because a plugin or the user may have it.

```json bad path=.claude/settings.json
{
  "outputStyle": "Explanatry"
                  ^^^^^^^^^^ warning unfinished
}
```

```json fixed path=.claude/settings.json
{
  "outputStyle": "Explanatory"
}
```

```json bad path=.claude/settings.json
{
  "outputStyle": "Laconic"
                  ^^^^^^^ information unfinished unfixed
}
```

```json good path=.claude/settings.json
{
  "outputStyle": "Explanatory"
}
```
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.name_uses import is_known, resembling, uses
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
FORMATS = frozenset({"json"})
READS = Section.KEYS | Section.VALUES
_MOST = 3


def concerns(shape: Shape) -> bool:
    """Only with the name of one."""
    return shape.tells("refers", "output-style")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the names of output styles that no file of the project and no built-in style has."""
    for reference in uses(document, "output-style"):
        if is_known(document, reference, snapshot) or ":" in reference.name:
            continue
        names = resembling(document, reference, snapshot)
        host, name = document.dialect.host, shown(reference.name)
        remedy = f"did you mean `{names[0]}`?" if names else "add it unless a user or a plugin has it."
        yield Finding(
            reference.span,
            f"There is no output style {name}: {host} applies none; {remedy}",
            severity=None if names else Severity.INFORMATION,
            fixes=tuple(
                Fix(
                    f"Replace with `{one}`",
                    (Edit(reference.span, json.dumps(one, ensure_ascii=False)[1:-1]),),
                    preferred=not number,
                )
                for number, one in enumerate(names[:_MOST])
            ),
            unfinished=True,
        )
