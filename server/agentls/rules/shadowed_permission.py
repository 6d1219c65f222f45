"""A permission rule that another one in the same file goes before.

Claude Code looks at `deny` first, then at `ask`, then at `allow`, and stops at the first rule that fits. What a rule of
`deny` or `ask` covers as a whole can therefore not be allowed beside it, however exact the other rule is.

```json bad path=.claude/settings.json
{
  "permissions": {
    "allow": ["Bash(git push:*)", "WebFetch(domain:example.com)", "Bash(ls *)"],
               ^^^^^^^^^^^^^^^^ warning unfinished related choose
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning unfinished related choose
                                                                   ^^^^^^^^^^ warning unfinished related choose
    "deny": ["Bash(git *)", "WebFetch"],
    "ask": ["Bash(ls:*)"]
  }
}
```

```json good path=.claude/settings.json
{
  "permissions": {
    "allow": ["Bash(git *)", "Read", "mcp__github"],
    "deny": ["Bash(git push:*)", "Read(./.env)", "mcp__github__delete"],
    "ask": ["Bash(gitk:*)"]
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix, Related
from agentls.meaning.frame import shown
from agentls.meaning.governed_values import Governed, governed
from agentls.meaning.permission_rules import covers
from agentls.meaning.removal import remove_part
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Node, Scalar, Sequence, node_at

SEVERITY = Severity.WARNING
FORMATS = frozenset({"json"})


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the rules that are covered by one of a list that the host looks at before."""
    # Of a key that stands twice the host takes the last.
    rules = [one for one in governed(document) if _is_rule(one) and node_at(document.root, one.path) is one.node]
    stronger = {name for one in rules if one.known for name in one.known.facts.overruled_by}
    before = [(one, one.node.text) for one in rules if _list(one) in stronger and isinstance(one.node, Scalar)]
    form = document.dialect.server_tools
    for one in rules if before else ():
        if one.known is None or not isinstance(one.node, Scalar):
            continue
        names = one.known.facts.overruled_by
        rule = one.node.text
        over = (other for other, text in before if _list(other) in names and covers(text, rule, form))
        wide = next(over, None)
        if wide is not None and isinstance(wide.node, Scalar):
            holder = node_at(document.root, one.path[:-1])
            yield Finding(
                one.node.content_span,
                f"{shown(wide.node.text)} in `{_list(wide)}` goes before this rule, which has no effect; remove one.",
                fixes=tuple(_removal(document, holder, one.node)),
                related=(Related(wide.node.content_span, "The rule that goes before."),),
                unfinished=True,
            )


def _removal(document: Document, holder: Node | None, rule: Scalar) -> Iterator[Fix]:
    if isinstance(holder, Sequence):
        edit = remove_part(document, holder, rule)
        if edit is not None:
            yield Fix(f"Remove {shown(rule.text)}", (edit,))


def _is_rule(one: Governed) -> bool:
    is_text = isinstance(one.node, Scalar) and one.node.is_string
    return is_text and one.known is not None and one.known.grammar is Grammar.PERMISSION_RULE


def _list(one: Governed) -> str:
    """Return the key of the list that the rule is in."""
    return str(one.path[-2])
