"""What another program that reads the file will not take.

Several programs read the same folders: skills of `.agents/skills`, agents of `.claude/agents`. Each has its own idea of
what a file must be, and none says when it leaves one out. By default a file is judged by the program whose folder it
is in; the setting `targets`, or `agentls check --target`, names others that must take it, too. An error means that the
other program does not load the file, a warning that it drops a part of it.

```markdown bad path=.agents/skills/release/SKILL.md targets=copilot
---
name: release
description: Use when: a release is due.
                     ^ error
---
Write the notes.
```

```markdown good path=.agents/skills/release/SKILL.md
---
name: release
description: Use when: a release is due.
---
Write the notes.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.ERROR
FORMATS = frozenset({"markdown", "json", "toml"})
READS = Section(0)
_LONGEST = 119
_TELLING = (Severity.ERROR, Severity.WARNING)


def check(document: Document, snapshot: Snapshot) -> Iterable[Finding]:
    """Find nothing: what other programs make of the file shows when it is read as they read it."""
    del document, snapshot
    return ()


def check_reading(document: Document, findings: list[Finding]) -> Iterator[Finding]:
    """Yield what is lost when another program reads the file: `document` and `findings` are as that one has them."""
    for one in findings:
        if one.severity in _TELLING:
            yield one._replace(message=_said(document, one))


def _said(document: Document, finding: Finding) -> str:
    host, kind = document.dialect.host, document.dialect.kind
    who = (
        f"{host} will not load this {kind}" if finding.severity is Severity.ERROR else f"{host} does not take all of it"
    )
    problem = finding.message
    for clause in (f": {host} drops the file", f": {host} ignores it"):
        problem = problem.replace(clause, "")
    message = f"{who}: {problem}"
    while len(message) > _LONGEST and "; " in message:
        message = message.rpartition("; ")[0] + "."
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
