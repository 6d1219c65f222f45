"""A renamed plugin whose new name leads nowhere.

`renames` in a marketplace says what a plugin is called now. Each name must lead, over other entries perhaps, to a
plugin of `plugins` or to `null`; where one does not, or comes back to itself, `claude plugin validate` refuses it.

```json bad path=.claude-plugin/marketplace.json
{
  "name": "tools",
  "owner": { "name": "Example Team" },
  "plugins": [{ "name": "lint", "source": "./" }],
  "renames": { "old-lint": "lnit", "older-lint": "old-lint" }
                            ^^^^ error unfinished
}
```

```json fixed path=.claude-plugin/marketplace.json
{
  "name": "tools",
  "owner": { "name": "Example Team" },
  "plugins": [{ "name": "lint", "source": "./" }],
  "renames": { "old-lint": "lint", "older-lint": "old-lint" }
}
```

```json bad path=.claude-plugin/marketplace.json
{
  "name": "tools",
  "owner": { "name": "Example Team" },
  "plugins": [{ "name": "lint", "source": "./" }],
  "renames": { "one": "two", "two": "one" }
                       ^^^ unfinished unfixed
                                     ^^^ unfinished unfixed
}
```

```json good path=.claude-plugin/marketplace.json
{
  "name": "tools",
  "owner": { "name": "Example Team" },
  "plugins": [{ "name": "lint", "source": "./" }],
  "renames": { "old-lint": "lint", "older-lint": "old-lint", "gone": null }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown, written
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax import nodes
from agentls.syntax.nodes import Scalar, Sequence
from agentls.text.nearest import nearest
from agentls.text.positions import Edit

SEVERITY = Severity.ERROR
FORMATS = frozenset({"json"})


def concerns(shape: Shape) -> bool:
    """Only with a map of new names."""
    return shape.has_maps and shape.states("leads_to")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the new names that are neither those of a plugin nor renamed themselves, and those that go in a circle."""
    for known in document.dialect.properties.values():
        value = document.value(known.name)
        listed = document.value(known.facts.leads_to) if known.facts.leads_to else None
        if not isinstance(value, nodes.Mapping) or not isinstance(listed, Sequence):
            continue
        names = _names(listed)
        renamed = {entry.name: entry.value.value for entry in value.entries if isinstance(entry.value, Scalar)}
        for entry in value.entries:
            target = entry.value
            if not isinstance(target, Scalar) or not isinstance(target.value, str):
                continue
            wrong = "leads to no plugin" if target.value not in names | renamed.keys() else "leads back to itself"
            if wrong == "leads back to itself" and not _is_circle(entry.name, renamed):
                continue
            says = document.dialect.says(known.facts.on_invalid) if known.facts.on_invalid else "it is ignored"
            yield Finding(
                target.content_span,
                f"{shown(target.value)} {wrong}: {says}; write the name of a plugin, or `null`.",
                fixes=tuple(_fixes(document, target, sorted(names))) if wrong.endswith("plugin") else (),
                unfinished=True,
            )


def _names(listed: Sequence) -> set[str]:
    values = (one.value("name") for one in listed.items if isinstance(one, nodes.Mapping))
    return {one.value for one in values if isinstance(one, Scalar) and isinstance(one.value, str)}


def _is_circle(name: str, renamed: Mapping[str, object]) -> bool:
    """Tell whether the name comes to itself again; one that only leads into a circle is not the fault."""
    seen: set[object] = set()
    at = renamed.get(name)
    while isinstance(at, str) and at in renamed and at not in seen:
        if at == name:
            return True
        seen.add(at)
        at = renamed[at]
    return False


def _fixes(document: Document, target: Scalar, names: list[str]) -> Iterator[Fix]:
    for number, name in enumerate(nearest(target.text, names)[:3]):
        yield Fix(
            f"Replace with {shown(name)}", (Edit(target.span, written(document, target, name)),), preferred=not number
        )
