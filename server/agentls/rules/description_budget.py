"""Descriptions that are too long together.

Claude reads the descriptions of all agents at the start, and Claude Code warns when they have more than 15,000 tokens
together. The finding stands at the longest description of the project. The number is an estimate: one token for every
four characters, which is about right for English text.

```markdown bad fill=70000
---
name: reviewer
description: Reviews a diff for bugs …
             ^^^^^^^^^^^^^^^^^^^^^^^^^ information unfixed
---
Read the diff.
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

from collections.abc import Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from agentls.knowledge.dialect import is_collected
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding
from agentls.project.document import Document
from agentls.project.index import Index
from agentls.project.names import Definition, facts_of
from agentls.project.snapshot import Snapshot

SEVERITY = Severity.INFORMATION
_CHARACTERS_A_TOKEN = 4


class _Total(NamedTuple):
    version: int
    tokens: int
    longest: str


_TOTALS: WeakKeyDictionary[Index, dict[str, _Total]] = WeakKeyDictionary()


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the longest description when all of the project's together exceed what the host warns at."""
    budget = document.dialect.facts.description_budget
    mine = next((one for one in facts_of(document).definitions if one.kind == document.dialect.kind), None)
    entry = document.entry("description")
    if not budget or mine is None or entry is None or is_collected(document.path, document.dialect):
        return
    total = _total(snapshot.index, mine.kind, mine.root)
    if total.tokens > budget and total.longest == document.path:
        own = _tokens(mine)
        yield Finding(
            entry.value.span,
            f"All descriptions have about {total.tokens:,} tokens (limit {budget:,}), this one {own:,}; shorten it.",
        )


def _total(index: Index, kind: str, root: str) -> _Total:
    """Return the estimate for all definitions that are loaded together; worked out anew when one has changed."""
    known = _TOTALS.setdefault(index, {}).get(root)
    if known is None or known.version != index.version:
        together = [one for one in index.visible(kind, root) if _is_loaded_with(one, root, index.home)]
        tokens = sum(_tokens(one) for one in together)
        longest = max(together, key=_tokens).path if together else ""
        known = _TOTALS[index][root] = _Total(index.version, tokens, longest)
    return known


def _is_loaded_with(one: Definition, root: str, home: str | None) -> bool:
    """Tell whether the agent is there from the start: those of folders further down come later, if at all."""
    return one.qualified == one.name and (one.root in (root, home) or root.startswith(f"{one.root}/"))


def _tokens(one: Definition) -> int:
    return len(str(one.details.get("description", ""))) // _CHARACTERS_A_TOKEN
