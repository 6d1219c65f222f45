"""A permission rule that does not work.

Claude Code drops a rule that it cannot read: what a skill wants to allow is asked for all the same, and what settings
forbid is not forbidden. A rule begins with the name of a tool in its exact spelling; what it is about may follow in
parentheses. Wildcards over several tools may forbid but not allow.

```markdown bad path=.claude/skills/release/SKILL.md
---
description: Makes a release.
allowed-tools: Read, bash(git tag *), Bash(:*), mcp__github__tag(x)
                     ^^^^^^^^^^^^^^^ warning unfinished
                                      ^^^^^^^^ warning unfinished
                                                ^^^^^^^^^^^^^^^^^^^ warning unfinished
---
Tag the commit.
```

```markdown fixed path=.claude/skills/release/SKILL.md
---
description: Makes a release.
allowed-tools: Read, Bash(git tag *), Bash, mcp__github__tag
---
Tag the commit.
```

```json bad path=.claude/settings.json
{
  "permissions": {
    "allow": ["WebFetch(https://example.com/docs)"],
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unfinished
    "deny": ["Write(secrets/**)", "WebSerch", "Read(/Users/me/.ssh/**)"],
              ^^^^^^^^^^^^^^^^^ unfinished
                                   ^^^^^^^^ unfinished
                                               ^^^^^^^^^^^^^^^^^^^^^^^ unfinished
    "ask": ["Bash(git *:*)"]
             ^^^^^^^^^^^^^ unfinished
  }
}
```

```json fixed path=.claude/settings.json
{
  "permissions": {
    "allow": ["WebFetch(domain:example.com)"],
    "deny": ["Edit(secrets/**)", "WebSearch", "Read(//Users/me/.ssh/**)"],
    "ask": ["Bash(git *)"]
  }
}
```

```json good path=.claude/settings.json
{
  "permissions": {
    "allow": ["Bash(npm run test:*)", "mcp__github__get_*", "Agent(reviewer)"],
    "deny": ["Read(./.env)", "mcp__*", "Bash(echo \\(x\\))"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.cut_items import CutItem, cut_items
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, shown
from agentls.meaning.permission_rules import problem
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.project.telling import telling_places
from agentls.syntax.nodes import Node, Scalar
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = FRONTMATTER


def concerns(shape: Shape) -> bool:
    """Only with lists of such rules."""
    return shape.tells("grammar", Grammar.PERMISSION_RULES.value) or shape.tells(
        "grammar", Grammar.PERMISSION_RULE.value
    )


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the rules that the host cannot read, or reads otherwise than they look."""
    if not is_meant(document):
        return
    for node, place, _ in telling_places(document, "grammar"):
        if place.grammar is Grammar.PERMISSION_RULES and _has_lines(node):
            yield _lines(document, node)
            continue
        cut = cut_items(document, node) if place.grammar is Grammar.PERMISSION_RULES else ()
        for one in cut:
            yield _cut(document, one, place)
        for text, span in _rules(document, node, place):
            if not any(one.span.contains(span.start) for one in cut):
                yield from _judged(document, text, span, place)


def _cut(document: Document, cut: CutItem, place: Property) -> Finding:
    """Return the finding on a rule that the comma in its parentheses cuts in two, as it is written."""
    arguments = [one.strip() for one in cut.inside.of(document.text).split(",")]
    rules = [f"{cut.first.name}({argument})" for argument in arguments if argument]
    allows = bool(place.facts.allow_list)
    are_fine = place.catalog is not None and not any(problem(one, place.catalog, allows=allows) for one in rules)
    better = ", ".join(rules)
    fix = Fix(f"Replace with {shown(better, 50)}", (Edit(cut.span, better),), preferred=True)
    return Finding(
        cut.span,
        f"The comma cuts {shown(cut.span.of(document.text))} apart: {document.dialect.host} drops the pieces; "
        "write one rule for each.",
        fixes=(fix,) if are_fine and rules else (),
        unfinished=True,
    )


def _judged(document: Document, text: str, span: Span, place: Property) -> Iterator[Finding]:
    tools = place.catalog
    is_setting = place.grammar is Grammar.PERMISSION_RULE
    allows = bool(place.facts.allow_list)
    found = problem(text, tools, allows=allows, is_setting=is_setting) if tools is not None else None
    if found is None:
        return
    effect = "it fits nothing" if found.fits_nothing else f"{document.dialect.host} drops it"
    is_as_written = span.of(document.text) == text
    better = found.better if is_as_written else None
    # What would be wrong in another way then is no better.
    if better and tools is not None and problem(better, tools, allows=allows, is_setting=is_setting) is not None:
        better = None
    yield Finding(
        span,
        f"{shown(text) if text.strip() else 'This rule'} {found.wrong}: {effect}; {found.remedy}.",
        fixes=(Fix(f"Replace with {shown(better, 50)}", (Edit(span, better),), preferred=True),) if better else (),
        unfinished=True,
        # In parentheses a blank ends nothing.
        typing_span=document.lines.rest(span.start) if "(" in text and ")" not in text else None,
    )


def _has_lines(node: Node) -> bool:
    return isinstance(node, Scalar) and isinstance(node.value, str) and "\n" in node.value.strip()


def _lines(document: Document, node: Node) -> Finding:
    """Return the finding on rules that stand on a line each, in a text and not in a list."""
    return Finding(
        Span(
            node.span.start, min(node.span.end, document.lines.line_span(document.lines.line_of(node.span.start)).end)
        ),
        f"Line breaks separate nothing here: {document.dialect.host} finds no rule; write a list.",
        unfinished=True,
    )


def _rules(document: Document, node: Node, place: Property) -> Iterator[tuple[str, Span]]:
    """Yield the text and the place of each permission rule in the value of a key."""
    if place.grammar is Grammar.PERMISSION_RULES:
        yield from ((item.span.of(document.text), item.span) for item in document.items(node))
    elif place.grammar is Grammar.PERMISSION_RULE and isinstance(node, Scalar) and isinstance(node.value, str):
        yield node.value, node.content_span
