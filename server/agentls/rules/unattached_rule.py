"""A rule that nothing brings in by itself.

Cursor puts a rule before the model when it is always on, when a file that its globs fit is in play, or when the model
chooses it by its description. A rule with none of these counts only where somebody names it.

```markdown bad path=.cursor/rules/style.mdc
---
^^^ information unfixed
alwaysApply: false
---
Write short lines.
```

```markdown good path=.cursor/rules/style.mdc
---
description: How we write text. Use it for every page.
---
Write short lines.
```

```markdown good path=.cursor/rules/style.mdc
---
globs: docs/**/*.md
---
Write short lines.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Plain, to_plain

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.VALUES
_NOTHING: tuple[Plain, ...] = (None, "", "false", False, [])


def concerns(shape: Shape) -> bool:
    """Only where keys say when a file is read."""
    return bool(shape.dialect.facts.attached_by)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the opening fence of a rule in which all keys that could bring it in are absent, empty or off."""
    keys, fence = document.dialect.facts.attached_by, document.frontmatter.opening
    if not keys or fence is None or not document.is_loaded_as_map:
        return
    values = [document.value(key) for key in keys]
    if all(value is None or to_plain(value) in _NOTHING for value in values):
        named = " or ".join(f"`{key}`" for key in keys)
        host = document.dialect.host
        yield Finding(fence, f"{host} reads this only where somebody names it; otherwise add {named}.")
