"""A file without frontmatter where the program looks for agents.

Claude Code takes a file without frontmatter for documentation. That is right for a README; a file that is written
like an agent needs `name` and `description` between two lines `---` at its very top, with nothing before them. In a
plugin's folder every file becomes an agent, even a README.

```markdown bad path=.claude/agents/platform-engineer.md
# Platform Engineer
^^^^^^^^^^^^^^^^^^^ information

You are an expert in deployments.
```

```markdown fixed path=.claude/agents/platform-engineer.md
---
name: platform-engineer
description: You are an expert in deployments.
---

# Platform Engineer

You are an expert in deployments.
```

```markdown bad

    ---
    ^^^ error
    name: reviewer
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

```markdown bad dialect=claude-code/plugin-agent path=agents/README.md
# Our agents
^^^^^^^^^^^^ warning

Every agent has an owner.
```

```markdown good path=.claude/agents/README.md
# Our agents

Every agent has an owner.
```

```markdown good path=.claude/agents/notes/checklist.md
# Security review

- Are all inputs validated?
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.carrying import Section
from agentls.meaning.edits import as_scalar
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import suggested_description, suggested_name
from agentls.meaning.shape import Shape
from agentls.meaning.storage import is_readable
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.frontmatter import BYTE_ORDER_MARK, FENCE, Fencing, after_mark
from agentls.syntax.policies import READERS
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
READS = Section.KEYS

_DOCUMENTATION = expression(r"(?:[A-Z][A-Z_]+|readme|index|changelog|license|contributing)\Z")
_PERSONA = expression(
    r"^(?:you are|you're|act as|your (?:role|job|task|mission|goal)|\W*role\b|\W*purpose\b|as an? )"
    r"|\b(?:agent|specialist|expert|architect|engineer|developer|designer|reviewer|assistant|auditor)\b",
    re.IGNORECASE | re.MULTILINE,
)
_FENCED = expression(
    r"^(?P<margin>[ \t]*)(?P<opening>---)[ \t]*\r?\n(?P<block>(?:[ \t]*\S[^\n]*\n)+?)[ \t]*---[ \t]*(?:\r?\n|\Z)",
    re.MULTILINE,
)
# Each character can be taken in one way alone: a file that does not fit would otherwise be tried in all of them.
_PREAMBLE = expression(r"\ufeff?(?:\s|<!--(?:(?!-->).)*-->|#[^\n]*\n|```\w*\n)*\Z", re.DOTALL)
_TOP = 4000


def concerns(shape: Shape) -> bool:
    """Not where there is a block."""
    return not shape.is_whole


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield a fence that stands too low, or the first line of a file that should have begun with one."""
    dialect = document.dialect
    if document.frontmatter.fencing is not Fencing.NONE:
        return
    first = _first_line(document)
    if first is None or not is_readable(document):
        return
    effect = dialect.facts.on_missing_frontmatter
    if dialect.facts.ignores_frontmatter or READERS[dialect.reader].fences is not None:
        return
    fenced = _late_block(document)
    if fenced is not None:
        is_lost = effect is Effect.IS_DOCUMENTATION
        part = "drops the file" if is_lost else "reads none of these keys"
        yield Finding(
            Span(*fenced.span("opening")),
            f"{dialect.host} sees frontmatter only at the very top and {part}; move it there.",
            severity=Severity.ERROR if is_lost else Severity.WARNING,
            fixes=_move(document, fenced),
        )
    elif effect not in (Effect.BECOMES_AGENT, Effect.IS_DOCUMENTATION):
        return
    elif effect is Effect.BECOMES_AGENT:
        yield Finding(
            first,
            f"{dialect.host} makes an {dialect.kind} of every file here; add frontmatter or move this one away.",
            severity=Severity.WARNING,
            fixes=_add(document),
        )
    elif _looks_like_agent(document, first):
        yield Finding(
            first,
            f"{dialect.host} takes a file without frontmatter for documentation; add it if this is an {dialect.kind}.",
            fixes=_add(document),
        )


def _first_line(document: Document) -> Span | None:
    text = document.text
    for line in range(len(document.lines)):
        span = document.lines.line_span(line)
        content = span.of(text).strip(f" \t{BYTE_ORDER_MARK}")
        if content:
            start = text.index(content, span.start)
            return Span(start, start + len(content))
    return None


def _late_block(document: Document) -> re.Match[str] | None:
    """Return a block with a known key between two fences, when only blanks, comments and headings stand above it."""
    for fenced in _FENCED.finditer(document.text, 0, _TOP):
        if not _PREAMBLE.match(document.text[: fenced.start()]):
            return None
        keys = {line.partition(":")[0].strip() for line in fenced["block"].split("\n") if ":" in line}
        if keys & document.dialect.properties.keys():
            return fenced
    return None


def _looks_like_agent(document: Document, first: Span) -> bool:
    if _DOCUMENTATION.match(document.name):
        return False
    heading = first.of(document.text)
    return bool(_PERSONA.search(heading) or _PERSONA.search(document.text, first.end, first.end + 400))


def _move(document: Document, fenced: re.Match[str]) -> tuple[Fix, ...]:
    if FENCE in fenced["block"]:
        return ()
    margin = fenced["margin"]
    block = "".join(line.removeprefix(margin) for line in fenced.group().splitlines(keepends=True))
    before = document.text[: fenced.start()].strip(f" \t\r\n{BYTE_ORDER_MARK}")
    if before.startswith("```") and "\n" not in before:
        return ()
    line_break = document.line_break()
    rest = f"{'' if block.endswith(line_break) else line_break}{before}{line_break * 2}" if before else ""
    edit = Edit(Span(after_mark(document.text), fenced.end()), block + rest)
    return (Fix("Move the frontmatter to the top", (edit,), preferred=True),)


def _add(document: Document) -> tuple[Fix, ...]:
    name, description = as_scalar(suggested_name(document)), as_scalar(suggested_description(document))
    lines = (FENCE, f"name: {name}", f"description: {description}", FENCE, "", "")
    start = after_mark(document.text)
    edit = Edit(Span(start, start), document.line_break().join(lines))
    return (Fix("Add frontmatter", (edit,), preferred=True),)
