"""A key or a value that came after the version that people have.

Settings may name the version of a program that people use, in `versions`. What came later, that version does not know:
it ignores the key, and a value that it does not know is as good as none. Without such a setting the newest version is
meant, and this rule says nothing.

What that version did with such a key or value was not tried: nothing else is said of it.

```toml beside path=agentls.toml
[versions]
claude-code = "2.1.100"
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
effort: xhigh
        ^^^^^ warning unfixed
observer: watcher
^^^^^^^^ warning unfixed
observerMessage: [no, text]
^^^^^^^^^^^^^^^ warning unfixed
tools: Read, ReportFindings
             ^^^^^^^^^^^^^^ warning unfixed
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
effort: max
isolation: worktree
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding
from agentls.meaning.pinning import later, pin
from agentls.meaning.tool_lists import shown
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json", "toml"})
READS = FRONTMATTER
JUDGES_LATER = True


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what the version of the host that people have does not know yet."""
    pinned = pin(document, snapshot)
    if pinned is None:
        return
    version = f"{document.dialect.host} {pinned}"
    for one in later(document, snapshot):
        message = f"{version} does not know `{shown(one.name)}`, which came with {one.since}; remove it or update."
        yield Finding(one.place, message)
