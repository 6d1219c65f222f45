"""Frontmatter that the program cannot read.

Claude Code reads the block as YAML and, if that fails, puts values in quotes and tries once more. If that fails as
well, an agent is left out, and a plugin's agent, a skill or a command is loaded without any of its settings. The
commonest reason by far is a description over several lines with a colon in it.

```markdown bad
---
name: reviewer
description: Reviews a diff.
  Examples: a pull request
          ^ error
  Context: a branch
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: |
  Reviews a diff.
  Examples: a pull request
  Context: a branch
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: "Reviews a diff
             ^ unfinished
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: "Reviews a diff"
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
␉tools: Read
^
---
Read the diff.
```

```markdown bad
---
name:reviewer
    ^
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  Stop:
    - hooks:
        - type: command
          command: echo Done: see the log
                            ^
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  Stop:
    - hooks:
        - type: command
          command: "echo Done: see the log"
---
Read the diff.
```

```markdown bad
---
- name: reviewer
^^^^^^^^^^^^^^^^ unfixed
- description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good
---
name: reviewer
description: "Use when: a diff is ready"
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, loss
from agentls.meaning.misaligned import misaligned
from agentls.meaning.shape import Shape
from agentls.meaning.unreadable import (
    describe,
    is_early_end,
    last_of,
    place_to_close,
    sorted_causes,
)
from agentls.meaning.yaml_fixes import fixes, is_worth_mending
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.yaml.causes import Cause, Kind
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.ERROR
READS = Section.KEYS
_LONE_WORD = expression(r"[A-Za-z][\w-]*")


def concerns(shape: Shape) -> bool:
    """Not where the host reads the block as it stands."""
    return not shape.is_whole


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what makes the block unreadable, or its first line when it is YAML but no map."""
    if not is_meant(document):
        return
    if not document.reading.is_map:
        yield _no_map(document)
    last = mended = 0
    for cause in sorted_causes(document)[0]:
        if cause.span.start < last or is_early_end(document, cause):
            continue
        last = last_of(document, cause)
        mended += 1
        odd = misaligned(document, cause) if is_worth_mending(document, mended) else None
        if odd is not None:
            wrong, remedy = odd.describe()
            message = f"{wrong} breaks the YAML: {loss(document)}; {remedy}."
            yield Finding(odd.span, message, fixes=(odd.fix(),), unfinished=_is_half(document, cause))
            continue
        wrong, remedy = describe(document, cause)
        is_inside = document.text[cause.span.start - 1 : cause.span.start] == " "
        if cause.kind is Kind.LOOSE_TEXT and cause.value is None and (is_inside or _may_become_key(document, cause)):
            remedy = "add its colon or remove it"
        message = f"{wrong} breaks the YAML: {loss(document)}; {remedy}."
        yield Finding(
            cause.span,
            message,
            fixes=fixes(document, cause) if is_worth_mending(document, mended) else (),
            unfinished=(typing := place_to_close(document, cause)) is not None or _is_half(document, cause),
            typing_span=typing,
        )


def _is_half(document: Document, cause: Cause) -> bool:
    """Tell whether it may be a key without its colon, or a colon behind which a word goes on, as in `https:`."""
    if cause.kind is Kind.NO_HYPHEN:
        return True
    ends_line = cause.kind is Kind.COLON and not document.lines.rest(cause.span.end).of(document.text)
    return ends_line or _may_become_key(document, cause)


def _may_become_key(document: Document, cause: Cause) -> bool:
    """Tell whether a lone word on its line lacks nothing but the colon, as every key does while it is typed."""
    return cause.kind is Kind.LOOSE_TEXT and _LONE_WORD.fullmatch(cause.span.of(document.text)) is not None


def _no_map(document: Document) -> Finding:
    text = document.text
    start, end = document.root.span
    line = Span(start, start + len(text[start:end].partition("\n")[0].rstrip()))
    colon = text.find(":", line.start, line.end)
    if colon > 0 and text[colon - 1].isalnum() and text[line.start] not in "-[\"'{":
        blank = Fix("Add the blank after the colon", (Edit(Span(colon + 1, colon + 1), " "),), preferred=True)
        message = f"A colon without a blank after it makes no key: {loss(document)}; add the blank."
        return Finding(Span(colon, colon + 1), message, fixes=(blank,))
    effect = document.dialect.facts.on_unreadable
    # A list or a word is YAML: the host has no reason to take it for text.
    part = document.dialect.says(Effect.LOSES_METADATA if effect is Effect.BECOMES_PROMPT else effect)
    return Finding(line, f"The frontmatter has no keys: {part}; write `key: value` lines.")
