"""A comment that silences a finding where there is none.

`# agentls: ignore[unknown-tool]` silences the findings of a rule on its line, or on the next one when it stands alone.
Once the finding is gone, the comment hides the next mistake. `<!-- agentls: ignore[broken-link] -->` does the same
below the frontmatter, `ignore-file` for the whole file, and without a rule in brackets it means all rules. Rules that
the settings switch off are left alone.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep  # agentls: ignore[unknown-tool]
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unnecessary safe
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
# agentls: ignore[unknown-tool, unknown-model] ours
                                ^^^^^^^^^^^^^ unnecessary safe
tools: Read, Deploy
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
# agentls: ignore[unknown-tool] ours
tools: Read, Deploy
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.

<!-- agentls: ignore -->
^^^^^^^^^^^^^^^^^^^^^^^^ unnecessary safe
Then say so.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.

Then say so.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
category: quality  # agentls: ignore[unknown-key]
---
Read the diff, and [the list](lists/bugs.md). <!-- agentls: ignore[broken-link] -->
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.edits import remove_comment
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.removal import remove_word
from agentls.meaning.suppression import Suppression, Target
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.HINT
FORMATS = frozenset({"markdown", "toml"})
READS = Section(0)


def check(document: Document, snapshot: Snapshot) -> Iterable[Finding]:
    """Find nothing yet: what is unused shows when all other rules have been asked."""
    del document, snapshot
    return ()


def check_unused(document: Document, suppression: Suppression, idle: tuple[Target, ...]) -> Iterator[Finding]:
    """Yield the comment if all of it silences nothing, else those of its rules that do not."""
    where = "in this file" if suppression.line is None else "on its line"
    if len(idle) == len(suppression.targets):
        what = f"`{idle[0].rule}` finds nothing {where}" if len(idle) == 1 else f"There is nothing to ignore {where}"
        yield Finding(
            suppression.span,
            f"{what}; remove the comment.",
            fixes=(
                Fix("Remove the comment", (remove_comment(document, suppression.span),), preferred=True, safe=True),
            ),
            unnecessary=True,
        )
        return
    for target in idle:
        edit = remove_word(document, target.span)
        yield Finding(
            target.span,
            f"`{target.rule}` finds nothing {where}; remove it from the comment.",
            fixes=(Fix(f"Remove `{target.rule}`", (edit,), preferred=True, safe=True),),
            unnecessary=True,
        )
