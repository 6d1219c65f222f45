"""A hook's matcher that never matches, or that nobody looks at.

A matcher of letters, digits, `_`, `-` and blanks is one exact name, or several with `|` or `,` between them; anything
else is a regular expression. So `Bash(git:*)` matches no tool, `mcp__github` no tool of that server, and `bash` not
`Bash`. Some events have nothing to match at all.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: Bash(git:*)
               ^^^^^^^^^^^ warning
      hooks:
        - type: command
          command: ./check.sh
    - matcher: edit|mcp__github
               ^^^^ warning
                    ^^^^^^^^^^^ warning unfinished
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: ./check.sh
    - matcher: Edit|mcp__github__.*
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  Stop:
    - matcher: Bash
               ^^^^ unnecessary
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PostToolUse:
    - matcher: Write|Edit
      hooks:
        - type: command
          command: ./check.sh
    - matcher: mcp__github__.*
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.annotations import Grammar
from agentls.knowledge.catalog import Catalog, Value
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.hooks import keyed_entries
from agentls.meaning.removal import remove_entry
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.name_lists import source_offsets
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Scalar,
    Sequence,
)
from agentls.text.nearest import nearest
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
_EXACT = re.compile(r"[\w\- ,|]+\Z", re.ASCII)
_NAME = re.compile(r"[^|,]+")
_SPECIFIER = re.compile(r"(\w+)\(.*\)\Z")
_WHOLE_SERVER = re.compile(r"mcp__(?:(?!__).)+\Z")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the matchers, or the names in them, that have no effect."""
    for parent, events in keyed_entries(document):
        if not isinstance(parent.value, Mapping) or document.dialect.properties[parent.name].facts.ignored:
            continue
        for entry in parent.value.entries:
            event = events.get(entry.name)
            groups = entry.value.items if isinstance(entry.value, Sequence) else ()
            for group in groups:
                matcher = group.get("matcher") if isinstance(group, Mapping) else None
                if event is not None and matcher is not None and isinstance(matcher.value, Scalar):
                    yield from _judge(document, snapshot, event, matcher, matcher.value)


def _judge(document: Document, snapshot: Snapshot, event: Value, entry: Entry, matcher: Scalar) -> Iterator[Finding]:
    text = matcher.text.strip()
    if not matcher.is_string or text in ("", "*"):
        return
    tools = _tools(document) if event.facts.matcher == "tool name" else None
    if event.facts.matcher_ignored:
        yield Finding(
            matcher.span,
            f"`{event.name}` has nothing to match: {document.dialect.host} ignores this matcher; remove it.",
            fixes=(Fix("Remove the matcher", (remove_entry(document, entry),), preferred=True),),
            unnecessary=True,
        )
    elif _EXACT.match(text):
        for name, span in _names(document, matcher):
            if name not in snapshot.settings.tools:
                yield from _judge_name(event, tools, name, span)
    elif tools is not None and (specifier := _SPECIFIER.match(text)) and tools.get(specifier[1]):
        yield _finding(matcher.span, f"{shown(text)} matches no tool: a matcher takes names alone", specifier[1])


def _judge_name(event: Value, tools: Catalog | None, name: str, span: Span) -> Iterator[Finding]:
    values = event.facts.matcher_values or ()
    if tools is not None and _WHOLE_SERVER.match(name):
        yield _finding(span, f"{shown(name)} matches no tool of that server", f"{name}__.*", unfinished=True)
    elif tools is not None and tools.get(name) is None and "_" not in name:
        # A name that resembles none may be one that another version has.
        if near := tools.closest(name):
            unfinished = any(value.name.startswith(name) for value in tools.values)
            yield _finding(span, f"{shown(name)} matches no tool", near[0], unfinished=unfinished)
    elif values and name not in values and (near := nearest(name, values)):
        unfinished = any(value.startswith(name) for value in values)
        yield _finding(span, f"`{event.name}` never happens with {shown(name)}", near[0], unfinished=unfinished)


def _finding(span: Span, wrong: str, better: str, *, unfinished: bool = False) -> Finding:
    fix = Fix(f"Replace with `{better}`", (Edit(span, better),), preferred=True)
    return Finding(span, f"{wrong}; write `{better}`.", fixes=(fix,), unfinished=unfinished)


def _tools(document: Document) -> Catalog | None:
    known = document.dialect.properties.values()
    return next((one.catalog for one in known if one.grammar is Grammar.TOOL_LIST and one.catalog is not None), None)


def _names(document: Document, matcher: Scalar) -> Iterator[tuple[str, Span]]:
    """Yield the exact names of a matcher and where they are written."""
    places = source_offsets(matcher, document.text)
    for found in _NAME.finditer(matcher.text):
        name = found.group().strip()
        if name:
            start = found.start() + found.group().index(name)
            yield name, Span(places[start], places[start + len(name) - 1] + 1)
