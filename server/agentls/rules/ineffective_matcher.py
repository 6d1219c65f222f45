"""A hook's matcher that never matches, or that nobody looks at.

A matcher of letters, digits, `_`, `-` and blanks is one exact name, or several with `|` or `,` between them; anything
else is a regular expression. So `Bash(git:*)` matches no tool, `mcp__github` no tool of that server, and `bash` not
`Bash`. Some events have nothing to match at all.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: Bash(git:*)
               ^^^^^^^^^^^ warning
      hooks:
        - type: command
          command: ./check.sh
    - matcher: edit|mcp__github
               ^^^^ warning
                    ^^^^^^^^^^^ warning unfinished
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PreToolUse:
    - matcher: Bash
      hooks:
        - type: command
          command: ./check.sh
    - matcher: Edit|mcp__github__.*
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  Stop:
    - matcher: Bash
               ^^^^ unnecessary
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```

```json bad path=.claude/settings.json
{
  "hooks": {
    "PostToolUse": [
      { "matcher": "tool == 1", "hooks": [{ "type": "command", "command": "date" }] },
                   ^^^^^^^^^^^ unfinished unfixed
      { "matcher": "Write(*.ts", "hooks": [{ "type": "command", "command": "date" }] },
                    ^^^^^^^^^^
      { "matcher": ".*deploy.*", "hooks": [{ "type": "command", "command": "date" }] },
                   ^^^^^^^^^^^^ information unfinished unfixed
      { "matcher": "MultiEdit", "hooks": [{ "type": "command", "command": "date" }] }
                    ^^^^^^^^^
    ]
  }
}
```

```json bad path=.claude-plugin/plugin.json
{
  "name": "release-notes",
  "hooks": {
    "PostToolUse": [{ "matcher": "write", "hooks": [{ "type": "command", "command": "date" }] }]
                                  ^^^^^
  }
}
```

```json bad path=.claude-plugin/marketplace.json
{
  "name": "acme-tools",
  "owner": { "name": "Acme" },
  "plugins": [
    {
      "name": "formatter",
      "source": { "source": "github", "repo": "acme/formatter" },
      "hooks": {
        "PostToolUse": [{ "matcher": "write", "hooks": [{ "type": "command", "command": "date" }] }]
                                      ^^^^^
      }
    }
  ]
}
```

```json good path=.claude/settings.json
{
  "hooks": {
    "PreToolUse": [
      { "matcher": "^(Edit|Write)$", "hooks": [{ "type": "command", "command": "date" }] },
      { "matcher": "Edit|MultiEdit|Write", "hooks": [{ "type": "command", "command": "date" }] },
      { "matcher": "mcp__.*__write.*", "hooks": [{ "type": "command", "command": "date" }] }
    ]
  }
}
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs.
hooks:
  PostToolUse:
    - matcher: Write|Edit
      hooks:
        - type: command
          command: ./check.sh
    - matcher: mcp__github__.*
      hooks:
        - type: command
          command: ./check.sh
---
Read the diff.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.catalog import Catalog, Value, catalog
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.hooks import groups
from agentls.meaning.matched_names import Miss, is_hit, missed, names_in
from agentls.meaning.matchers import found_in, is_list, may_match_others, without_part
from agentls.meaning.removal import removal
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Entry, Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = Section.KEYS | Section.VALUES
_SPECIFIER = expression(r"(\w+)\(.*\)\Z")
_WRONG = {
    Miss.SERVER: "{name} matches no tool of that server",
    Miss.UNKNOWN: "{name} matches no tool",
    Miss.GONE: "{name} is a tool that no longer exists",
    Miss.VALUE: "`{event}` never happens with {name}",
}


def concerns(shape: Shape) -> bool:
    """Only with hooks."""
    return shape.has_maps and shape.tells("keys")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the matchers, or the names in them, that have no effect."""
    for event, group in groups(document):
        matcher = group.get("matcher")
        if matcher is not None and isinstance(matcher.value, Scalar):
            yield from _judge(document, snapshot, event, matcher, matcher.value)


def _judge(document: Document, snapshot: Snapshot, event: Value, entry: Entry, matcher: Scalar) -> Iterator[Finding]:
    text = matcher.text
    if not matcher.is_string or text.strip() in ("", "*"):
        return
    tools = catalog(event.facts.matcher_catalog) if event.facts.matcher_catalog else None
    if event.facts.matcher_ignored:
        yield Finding(
            matcher.span,
            f"`{event.name}` has nothing to match: {document.dialect.host} ignores this matcher; remove it.",
            fixes=removal(document, entry, "Remove the matcher", preferred=True),
            unnecessary=True,
        )
    elif is_list(text):
        names = list(names_in(document, matcher))
        known = any(name in snapshot.settings.tools or is_hit(name, tools) for name, _ in names)
        for name, span in names:
            if name not in snapshot.settings.tools:
                why = missed(event, tools, name, is_alone=not known)
                if why is not None:
                    wrong = _WRONG[why.why].format(event=event.name, name=shown(name))
                    yield _finding(span, wrong, why.better, unfinished=why.may_become_known)
    elif tools is not None:
        yield from _judge_expression(document, snapshot, tools, matcher)


def _judge_expression(document: Document, snapshot: Snapshot, tools: Catalog, matcher: Scalar) -> Iterator[Finding]:
    text = matcher.text
    if tools.server_tools.begin and tools.server_tools.begin.rstrip("_") in text:
        return
    names = [value.name for value in tools.values if value.works] + list(snapshot.settings.tools)
    if found_in(text, names) is not False:
        return
    specifier = _SPECIFIER.match(text)
    better = specifier[1] if specifier and tools.get(specifier[1]) else without_part(text, names)
    wrong = f"{shown(text)} matches no tool: a matcher takes names alone"
    if better is not None:
        yield _finding(matcher.content_span, wrong, better)
        return
    host = document.dialect.host
    # A tool of an MCP server may be called so, which nobody can see from here.
    doubtful = may_match_others(text, tools.server_tools.begin)
    yield Finding(
        matcher.span,
        f"{shown(text)} matches no tool of {host}; write names of tools, such as `Edit|Write`.",
        severity=Severity.INFORMATION if doubtful else None,
        unfinished=True,
    )


def _finding(span: Span, wrong: str, better: str | None, *, unfinished: bool = False) -> Finding:
    if better is None:
        return Finding(span, f"{wrong}; write the name of a tool.", unfinished=unfinished)
    fix = Fix(f"Replace with `{better}`", (Edit(span, better),), preferred=True)
    return Finding(span, f"{wrong}; write `{better}`.", fixes=(fix,), unfinished=unfinished)
