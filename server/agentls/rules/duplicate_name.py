"""A name that another file of the same place has, too.

Of two agents with one name in one `.claude/agents` tree, or in one plugin's folder, only one is loaded: which one
depends on the order in which they are read, and only a debug log names the other. Rename one of the two. A command
with the name of a skill is hidden by it in the same way.

```markdown beside path=.claude/agents/second.md
---
name: reviewer
description: Reviews a text.
---
Read the text.
```

```markdown bad
---
name: reviewer
      ^^^^^^^^ warning related unfixed
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown good
---
name: diff-reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown beside path=.claude/agents/reviewer.md
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
```

```markdown bad path=.claude/agents/texts.md
---
name: reviewer
      ^^^^^^^^ related
description: Reviews a text.
---
Read the text.
```

```markdown fixed path=.claude/agents/texts.md
---
name: texts
description: Reviews a text.
---
Read the text.
```

```markdown beside path=.claude/skills/deploy/SKILL.md
---
description: Deploys the service.
---
Deploy it.
```

```toml beside path=.codex/agents/helper.toml
name = "helper"
```

```markdown good path=.claude/agents/helper.md
---
name: helper
description: Helps with a diff.
---
Read the diff.
```

```toml beside path=.codex/agents/reviewer.toml
name = "reviewer"
description = "Reviews a diff for bugs."
developer_instructions = "Read the diff."
```

```toml bad path=.codex/agents/texts.toml
name = "reviewer"
        ^^^^^^^^ related
description = "Reviews a text."
developer_instructions = "Read the text."
```

```toml fixed path=.codex/agents/texts.toml
name = "texts"
description = "Reviews a text."
developer_instructions = "Read the text."
```

```markdown beside path=.claude/skills/deploy/SKILL.md
---
description: Deploys the service.
---
Deploy it.
```

```markdown bad path=.claude/commands/deploy.md
---
^^^ related unfixed
description: Deploys the service.
---
Deploy it.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from posixpath import splitext

from agentls.knowledge.detection import is_collected
from agentls.knowledge.dialect import Dialect
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.frame import (
    file_name,
    first_place,
    kebab,
    naming_key_of,
    shown,
    written,
)
from agentls.meaning.name_uses import whereabouts
from agentls.meaning.violations import violations
from agentls.project.document import Document
from agentls.project.file_facts import own_definition
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "toml"})
READS = Section.KEYS | Section.VALUES
# Names that come from paths cannot clash among themselves, but a skill hides a command of the same name.
_HIDDEN_BY = {"command": "skill"}
# Of a name that a hundred files have, listing all of them in each would make a report of ten thousand places.
_MOST_RELATED = 5


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the name of the file when another file of the same root has it."""
    kind = document.dialect.kind
    mine = own_definition(document)
    if mine is None:
        return
    indexed = snapshot.index.facts(document.path)
    known = next((one for one in indexed.definitions if one.kind == kind), mine) if indexed else mine
    # The name may have changed since the index was told; what qualifies it has not.
    same = snapshot.index.namesakes(known) if _naming(document.dialect) is not None else []
    # No program reads the agents of another one's folder beside its own under this name.
    others = [one for one in same if (one.view, one.name) == (mine.view, mine.name)]
    hiding = _HIDDEN_BY.get(kind) if known.qualified == known.name else None
    before = snapshot.index.namesakes(known._replace(kind=hiding)) if hiding is not None else []
    if not others and not before:
        return
    if any(violation.effect.is_fatal for violation in violations(document)):
        # A file that is not loaded takes nobody's name.
        return
    if others:
        yield _duplicate(document, mine, sorted(others, key=lambda one: one.path))
    yield from (_hidden(document, other) for other in before if other.root == mine.root)


@cache
def _naming(dialect: Dialect) -> str | None:
    """Return the key with the file's own name, where the host loads no two files of one name."""
    known, facts = naming_key_of(dialect), dialect.facts
    return known.name if known is not None else facts.name_key if facts.unique_names else None


def _duplicate(document: Document, mine: Definition, others: list[Definition]) -> Finding:
    other = others[0]
    is_one_of_many = is_collected(document.path, document.dialect)
    has = f" and {len(others) - 1} more have" if len(others) > 1 else " has"
    return Finding(
        mine.span,
        f"{whereabouts(other, document)}{has} this name, too: only one of them loads; rename one.",
        # Nobody loads a collection where it is, and a reader of it may take just one of the two.
        severity=Severity.INFORMATION if is_one_of_many else None,
        related=tuple(Related(one.span, f"Also {shown(mine.name)}.", one.path) for one in others[:_MOST_RELATED]),
        fixes=tuple(_rename(document, mine, others)),
    )


def _rename(document: Document, mine: Definition, others: list[Definition]) -> Iterator[Fix]:
    naming = _naming(document.dialect)
    value = document.value(naming) if naming is not None else None
    name = kebab(file_name(document))
    if isinstance(value, Scalar) and name and name != mine.name:
        edit = Edit(value.span, written(document, value, name))
        # The other file has the right to the name when it is called like it.
        ending = splitext(document.path)[1]
        is_theirs = any(one.path.endswith(f"/{mine.name}{ending}") for one in others)
        yield Fix(f"Rename to `{name}`", (edit,), preferred=is_theirs)


def _hidden(document: Document, other: Definition) -> Finding:
    return Finding(
        first_place(document),
        f"{document.dialect.host} runs the skill of this name instead of this command; rename one of the two.",
        related=(Related(other.span, "The skill of the same name.", other.path),),
    )
