"""A manifest without the keys that everybody looks for.

A plugin loads with a `name` alone, but `claude plugin validate` warns about a manifest without `description`, `version`
or `author`. Without a version, users get a new plugin with every commit.

```json bad path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  ^^^^^^ information unfixed
  "description": "Commands for deployments"
}
```

```json good path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "description": "Commands for deployments",
  "version": "1.0.0",
  "author": { "name": "Example Team" }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.INFORMATION
FORMATS = frozenset({"json"})


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding for all keys that are recommended and absent, at the first key that is there."""
    properties = document.dialect.properties
    absent = [name for name, known in properties.items() if known.facts.is_recommended and not document.entry(name)]
    required = next((entry for entry in document.root.entries if properties.get(entry.name)), None)
    if absent and required is not None and not document.json.faults:
        names = [f"`{name}`" for name in absent]
        listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
        verb = "are" if len(names) > 1 else "is"
        yield Finding(
            required.key.span,
            f"{listed} {verb} missing: `claude plugin validate` warns; add {'them' if len(names) > 1 else 'it'}.",
        )
