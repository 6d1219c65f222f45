"""A comment that was meant to silence findings and does not.

It names a rule that does not exist, says something else than `ignore` or `ignore-file`, names its rules without
brackets, so that it would silence all rules, or is no comment at all: behind a value in quotes that are still open, in
a block of text, or in a value that Claude Code has to repair, it is a part of the value.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Deploy  # agentls: ignore[unknown-tol, unknown-tool]
                                       ^^^^^^^^^^^ warning
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Deploy  # agentls: ignore[unknown-tool]
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Deploy  # agentls: ignroe[unknown-tool]
                                ^^^^^^
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Deploy  # agentls: ignore[unknown-tool]
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff and [the list](lists/bugs.md). <!-- agentls: ignore broken-link -->
                                                                  ^^^^^^^^^^^
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff and [the list](lists/bugs.md). <!-- agentls: ignore[broken-link] -->
```

```markdown bad
---
name: reviewer
description: |
  Reviews a diff for bugs.
  # agentls: ignore[description-budget]
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unfixed
---
Read the diff.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Deploy  # agentls: ignore[unknown-tool] our own server has it
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.removal import remove_word
from agentls.meaning.suppression import WORDS, Suppression, Target, suppressions
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.nearest import nearest
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "toml"})


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what is wrong with each comment that silences findings, or would."""
    del snapshot
    every = suppressions(document)
    rules = [value.name for value in catalog("agentls-rules").values] if every else []
    for one in every:
        if one.is_text:
            remedy = "put it on a line of its own above the key."
            yield Finding(
                one.span, f"This is no comment: {document.dialect.host} reads it as part of the value; {remedy}"
            )
        elif one.word.rule not in WORDS:
            yield _word(one)
        elif one.rest is not None and not one.has_brackets and one.rest.rule in rules:
            yield _without_brackets(one.word, one.rest)
        elif one.has_brackets and not one.targets:
            yield Finding(one.span, "The brackets name no rule, so nothing is ignored; name one, or leave them out.")
        for target in one.targets:
            if target.rule not in rules:
                yield _rule(document, one, target, rules)


def _word(suppression: Suppression) -> Finding:
    word = suppression.word
    near = nearest(word.rule, WORDS)
    remedy = f"did you mean `{near[0]}`?" if near else "write `ignore` or `ignore-file`."
    fixes = (Fix(f"Replace with `{near[0]}`", (Edit(word.span, near[0]),), preferred=True),) if near else ()
    span = word.span if word.rule else suppression.span
    return Finding(span, f"{shown(word.rule)} says nothing to agentls; {remedy}", fixes=fixes)


def _without_brackets(word: Target, rest: Target) -> Finding:
    edit = Edit(Span(word.span.end, rest.span.end), f"[{rest.rule}]")
    return Finding(
        rest.span,
        f"Without brackets all rules are ignored here; write `{word.rule}[{rest.rule}]`.",
        fixes=(Fix(f"Write `{word.rule}[{rest.rule}]`", (edit,), preferred=True),),
    )


def _rule(document: Document, suppression: Suppression, target: Target, rules: list[str]) -> Finding:
    there = {one.rule for one in suppression.targets}
    near = nearest(target.rule, rules)
    if near and near[0] in there:
        fixes = [Fix(f"Remove {shown(target.rule)}", (remove_word(document, target.span),), preferred=True)]
    else:
        fixes = [
            Fix(f"Replace with `{one}`", (Edit(target.span, one),), preferred=not number)
            for number, one in enumerate(near)
        ]
    remedy = f"did you mean `{near[0]}`?" if near else "`agentls rules` lists all."
    return Finding(target.span, f"There is no rule {shown(target.rule)}; {remedy}", fixes=tuple(fixes))
