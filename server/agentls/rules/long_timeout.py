"""A time limit in milliseconds where seconds are counted.

The `timeout` of a hook counts seconds: 5000 are 83 minutes, in which Claude Code waits for a command that hangs.

```json bad path=.claude/settings.json
{
  "hooks": {
    "Stop": [{ "hooks": [{ "type": "command", "command": "date", "timeout": 5000 }] }]
                                                                            ^^^^ information unfinished
  }
}
```

```json fixed path=.claude/settings.json
{
  "hooks": {
    "Stop": [{ "hooks": [{ "type": "command", "command": "date", "timeout": 5 }] }]
  }
}
```

```json good path=.claude/settings.json
{
  "hooks": {
    "Stop": [{ "hooks": [{ "type": "command", "command": "date", "timeout": 600 }] }]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.project.telling import telling_places
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Edit

SEVERITY = Severity.INFORMATION
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES
_SECONDS = "seconds"
# Whoever means seconds writes whole minutes; a thousand is a number of milliseconds.
_THOUSAND = 1000
_MINUTE = 60


def concerns(shape: Shape) -> bool:
    """Only with a number that has a unit."""
    return shape.tells("unit")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the numbers of seconds that were surely meant as milliseconds."""
    for node, place, _ in telling_places(document, "unit"):
        value = node.value if isinstance(node, Scalar) and place.facts.unit == _SECONDS else None
        if not isinstance(value, int) or isinstance(value, bool) or value < _THOUSAND or value % _THOUSAND:
            continue
        better = str(value // _THOUSAND)
        yield Finding(
            node.span,
            f"`{place.name}` counts seconds: these are {value // _MINUTE} minutes; write `{better}`.",
            fixes=(Fix(f"Replace with `{better}`", (Edit(node.span, better),), preferred=True),),
            unfinished=True,
        )
