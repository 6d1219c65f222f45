"""Frontmatter that is not valid YAML and is read all the same.

Claude Code puts such values in quotes and tries again, so the agent works. Other programs that read the file give up,
and so does Claude Code once the file has Windows line ends or another mistake is added. Quotes make it right for
everybody.

```markdown bad
---
name: reviewer
description: Use when: a diff is ready for review
                     ^ information safe
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: "Use when: a diff is ready for review"
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools:
␉- Read
^ safe
␉- Grep
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools:
  - Read
  - Grep
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews http://localhost:8080 and a:b
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant
from agentls.meaning.misaligned import misaligned
from agentls.meaning.shape import Shape
from agentls.meaning.unreadable import describe, place_to_close, sorted_causes
from agentls.meaning.yaml_fixes import advice, is_worth_mending, repairs
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.yaml.causes import Cause, Kind

SEVERITY = Severity.INFORMATION
READS = Section.KEYS


def concerns(shape: Shape) -> bool:
    """Not where the host reads the block as it stands."""
    return not shape.is_whole


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what is not valid YAML but mended by the host."""
    if not is_meant(document):
        return
    mended = 0
    for cause in sorted_causes(document)[1]:
        # Of a key that stands there twice, another rule tells which of the two counts.
        if cause.kind is Kind.DUPLICATE or _is_list_of_tools(document, cause):
            continue
        mended += 1
        is_worth = is_worth_mending(document, mended)
        odd = misaligned(document, cause) if is_worth else None
        if odd is not None:
            fixes: tuple[Fix, ...] = (odd.fix(),)
            wrong, remedy = odd.describe()
        else:
            wrong, remedy = describe(document, cause)
            fixes = repairs(document, cause) if is_worth else ()
            remedy = advice(fixes) or remedy
        yield Finding(
            odd.span if odd is not None else cause.span,
            f"{wrong} is not valid YAML: {document.dialect.host} copes, others do not; {remedy}.",
            fixes=fixes,
            unfinished=(typing := place_to_close(document, cause)) is not None,
            typing_span=typing,
        )


def _is_list_of_tools(document: Document, cause: Cause) -> bool:
    """Tell whether an open bracket has become part of a tool's name, of which the rules about tools tell more."""
    known = document.dialect.properties.get(cause.key.of(document.text)) if cause.key else None
    return cause.kind is Kind.OPEN_BRACKET and known is not None and known.grammar is Grammar.TOOL_LIST
