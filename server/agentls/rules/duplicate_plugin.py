"""Two plugins of one name in a marketplace.

Users install a plugin by its name, so that only one of the two can be had, and `claude plugin validate` refuses the
file.

```json bad path=.claude-plugin/marketplace.json
{
  "name": "tools",
  "owner": { "name": "Example Team" },
  "plugins": [
    { "name": "lint", "source": "./" },
               ^^^^ warning related unfixed
    { "name": "lint", "source": { "source": "github", "repo": "owner/lint" } }
               ^^^^ warning related unfixed
  ]
}
```

```json good path=.claude-plugin/marketplace.json
{
  "name": "tools",
  "owner": { "name": "Example Team" },
  "plugins": [
    { "name": "lint", "source": "./" },
    { "name": "format", "source": { "source": "github", "repo": "owner/format" } }
  ]
}
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Related
from agentls.meaning.frame import shown
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.project.telling import telling_places
from agentls.syntax.nodes import Scalar

SEVERITY = Severity.WARNING
FORMATS = frozenset({"json"})


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield each of several entries that give a plugin the same name."""
    named: dict[str, list[Scalar]] = defaultdict(list)
    for node, known, _ in telling_places(document, "defines"):
        if known.facts.defines == "plugin" and isinstance(node, Scalar) and isinstance(node.value, str):
            named[node.value].append(node)
    for name, places in named.items():
        for one in places if len(places) > 1 else ():
            other = next(place for place in places if place is not one)
            yield Finding(
                one.content_span,
                f"Two plugins are called {shown(name)}: only one can be installed; give this one another name.",
                related=(Related(other.content_span, "The other one."),),
            )
