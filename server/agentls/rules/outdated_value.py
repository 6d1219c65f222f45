"""A value that has a newer name, or none any more.

Programs keep old names for a while, and some names are short for others. Such a value still does what it did, so that
nothing is lost today; but documentation, completion and other people use the name of now. What the program does not
take any more is a warning.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
effort: med
        ^^^ hint deprecated unfinished safe
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
effort: medium
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
effort: high
permissionMode: plan
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Grammar, Status
from agentls.knowledge.catalog import Catalog, Value
from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.governed_values import governed
from agentls.meaning.models import lists_models
from agentls.meaning.shape import Shape
from agentls.meaning.tool_lists import shown
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Path, Scalar
from agentls.text.positions import Edit, Span

SEVERITY = Severity.HINT
FORMATS = frozenset({"markdown", "json", "toml"})
READS = Section.KEYS | Section.VALUES
# Lists of tools and permission rules have rules of their own, which know what is in parentheses.
_ELSEWHERE = frozenset({Grammar.TOOL_LIST, Grammar.PERMISSION_RULES, Grammar.PERMISSION_RULE})
_SEVERITIES = {Status.DEPRECATED: Severity.INFORMATION, Status.REMOVED: Severity.WARNING}


def concerns(shape: Shape) -> bool:
    """Only with values from catalogs that no rule of their own is about."""
    return shape.has_maps or any(map(_may_list, shape.known()))


def _may_list(known: Property) -> bool:
    """Tell whether the value of a key, or an item in it, may be one of a catalog that is judged here."""
    inside: Property | None = known
    while inside is not None:
        names = inside.catalog
        if names is not None and inside.grammar not in _ELSEWHERE and not _has_rules_of_its_own(names):
            return True
        inside = inside.child(0)
    return False


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the values that a catalog calls by a newer name, or that it says are gone."""
    refused = {violation.path for violation in document.violations}
    for path, span, name, value, names in _values(document):
        if path in refused or name in snapshot.settings.tools:
            # The rule about wrong values says all there is to say.
            continue
        if value.status.is_other_name or value.status is Status.REMOVED:
            yield Finding(
                span,
                _message(document, name, value),
                severity=_SEVERITIES.get(value.status),
                fixes=tuple(_fixes(span, value)),
                deprecated=True,
                unfinished=names.begins_longer(name),
                since=value.facts.status_since,
            )


def _values(document: Document) -> Iterator[tuple[Path, Span, str, Value, Catalog]]:
    """Yield path, place and name of every value that a catalog lists; the items of a list may be governed, too."""
    seen: set[Span] = set()
    for one in governed(document):
        names = one.known.catalog if one.known is not None else None
        if one.known is None or names is None or one.known.grammar in _ELSEWHERE or _has_rules_of_its_own(names):
            continue
        ignore_case = bool(one.known.facts.ignore_case)
        for span, name in _names(document, one.node, is_list=one.known.grammar is Grammar.NAME_LIST):
            value = names.get(name, ignore_case=ignore_case)
            if value is not None and span not in seen:
                seen.add(span)
                yield one.path, span, name, value, names


def _has_rules_of_its_own(names: Catalog) -> bool:
    return lists_models(names) or names.facts.on_unknown is not None


def _names(document: Document, node: object, *, is_list: bool) -> Iterator[tuple[Span, str]]:
    if is_list and isinstance(node, Scalar):
        yield from ((item.name_span, item.name) for item in document.items(node))
    elif isinstance(node, Scalar) and node.is_string:
        yield node.content_span, node.text


def _message(document: Document, name: str, value: Value) -> str:
    if value.status is Status.REMOVED:
        return f"{document.dialect.host} does not take `{shown(name)}`; {value.facts.advice}."
    better = value.replaced_by[0]
    if value.status is Status.DEPRECATED:
        return f"`{shown(name)}` is now called `{better}`; the old name still works."
    return f"`{shown(name)}` is another name of `{better}`; write that."


def _fixes(span: Span, value: Value) -> Iterator[Fix]:
    for number, name in enumerate(value.replaced_by):
        is_safe = value.status.works and not number
        yield Fix(f"Replace with `{name}`", (Edit(span, name),), preferred=not number, safe=is_safe)
