"""A value of a kind for which the program drops the file.

A name or a description must be text. A list, a map, a number, `true` or nothing at all makes Claude Code leave the
whole agent out.

Some keys of a manifest, such as `author` and `keywords`, are left out when they are wrong, and the plugin loads. They
are errors all the same, and so are names like those of Anthropic's own plugins: `claude plugin validate` refuses the
plugin, with it whoever runs that before they publish, and earlier versions did not load what has such an `author`. The
message says which of the two it is.

```markdown bad
---
name: reviewer
description:
  - Reviews a diff
  ^^^^^^^^^^^^^^^^ error
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff
---
Read the diff.
```

```markdown bad
---
name: reviewer
description:
^^^^^^^^^^^ unfinished
tools: Read
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Read the diff.
tools: Read
---
Read the diff.
```

```markdown bad
---
name: 2024
      ^^^^
description: Reviews a diff for bugs.
---
Read the diff.
```

```json bad path=.claude-plugin/plugin.json
{
  "name": "deploy-tools",
  "author": "Example Team"
            ^^^^^^^^^^^^^^ choose
}
```

```markdown bad path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
tools: [Read, Bash]
       ^^^^^^^^^^^^
color: #ff0000
       ^^^^^^^
---
Read the diff.
```

```markdown fixed path=.opencode/agents/reviewer.md
---
description: Reviews a diff for bugs.
permission:
  "*": deny
  read: allow
  bash: allow
color: "#ff0000"
---
Read the diff.
```

```markdown bad path=.gemini/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
max_turns: "20"
           ^^^^
---
Read the diff.
```

```markdown fixed path=.gemini/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
max_turns: 20
---
Read the diff.
```

```markdown bad path=.github/agents/reviewer.agent.md
---
description: Reviews a diff for bugs.
user-invocable: yes
                ^^^
skills: notes, release
        ^^^^^^^^^^^^^^
---
Read the diff.
```

```markdown fixed path=.github/agents/reviewer.agent.md
---
description: Reviews a diff for bugs.
user-invocable: true
skills: [notes, release]
---
Read the diff.
```

```markdown good
---
name: yes
description: >-
  Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.knowledge.validation import Violation
from agentls.meaning.being_written import place_to_write
from agentls.meaning.eaten_values import comment_after, in_quotes
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import set_value, suggestion
from agentls.meaning.respelling import as_permission, respelled
from agentls.meaning.shape import Shape
from agentls.meaning.taking_out import taken_out
from agentls.meaning.violations import (
    expected_kinds,
    kind_of,
    place,
    violations,
)
from agentls.meaning.writing import quoted_value, text_value
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Entry,
    Node,
    Scalar,
    Sequence,
    to_plain,
)
from agentls.text.positions import Span

SEVERITY = Severity.ERROR
FORMATS = frozenset({"markdown", "json", "toml"})


def concerns(shape: Shape) -> bool:
    """Only where something does not fit."""
    return not shape.fits


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the top-level values that are of a kind for which the host drops the file."""
    for violation in violations(document):
        if not violation.effect.is_fatal or len(violation.path) != 1:
            continue
        if violation.keyword not in ("type", "minLength"):
            continue
        entry = document.entry(str(violation.path[0]))
        span = place(document, violation)
        known = document.dialect.properties[str(violation.path[0])]
        if entry is None or span is None or known.key_catalog:
            continue
        value = to_plain(entry.value)
        comment = comment_after(document, violation.path) if value is None else None
        if comment is not None:
            yield _comment(document, entry, violation, comment)
            continue
        wanted = expected_kinds(violation.expected) if violation.keyword == "type" else "some text"
        # TOML has its own word for a map.
        wanted = wanted.replace("a map", "a table") if document.dialect.format == "toml" else wanted
        if known.is_deprecated and known.facts.vocabulary and isinstance(value, (list, str)):
            # Tools named as elsewhere are best written under the key of today.
            wanted = f"`{known.facts.replaced_by[0]}`" if known.facts.replaced_by else wanted
        yield Finding(
            span,
            f"`{entry.name}` is {kind_of(value)}: {document.dialect.says(violation.effect)}; write {wanted}.",
            fixes=(*_fixes(document, entry, known), *taken_out(document, violation)),
            unfinished=(typing := place_to_write(document, violation)) is not None,
            typing_span=typing,
        )


def _comment(document: Document, entry: Entry, violation: Violation, comment: Span) -> Finding:
    """Tell of a value that is none, because it begins as a comment does."""
    says = document.dialect.says(violation.effect)
    return Finding(
        comment,
        f"`{entry.name}` is empty, this is a comment: {says}; put the value in quotes.",
        fixes=tuple(islice(in_quotes(document, entry, comment), 1)),
    )


def _fixes(document: Document, entry: Entry, known: Property) -> Iterator[Fix]:
    value = entry.value
    plain = to_plain(value)
    if known.facts.vocabulary is not None and not document.root.flow:
        yield from as_permission(document, entry, known)
    yield from respelled(document, entry, known)
    if plain is None or plain == "":
        text = suggestion(document, known) if known.facts.on_missing else None
        if text is not None:
            yield Fix(f"Set `{entry.name}` to `{_short(text)}`", (set_value(document, entry, text),), preferred=True)
    elif _may_be_quoted(value, known) and "\n" not in value.span.of(document.text):
        text = quoted_value(document, value.span.of(document.text))
        yield Fix("Put it in quotes", (set_value(document, entry, text),), preferred=True)
    if isinstance(value, Sequence) and value.items and known.accepts("string") and not known.facts.defines:
        parts = [one.text.strip() for one in value.items if isinstance(one, Scalar) and one.text.strip()]
        if len(parts) == len(value.items):
            text = ". ".join(part.rstrip(".") if number < len(parts) - 1 else part for number, part in enumerate(parts))
            yield Fix(
                "Join the items to one text", (set_value(document, entry, text_value(document, text)),), preferred=True
            )


def _may_be_quoted(value: Node, known: Property) -> bool:
    is_text = isinstance(value, Scalar) and value.is_string
    return known.accepts("string") and not is_text and not isinstance(value, Sequence)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
