"""A password or a token that stands in a file as it is.

Whoever can read the repository can use it. In `env` and `headers` of an MCP server `${NAME}` brings in a variable of
the environment; settings of one's own belong into `.claude/settings.local.json`. Only values are looked at whose name
says that they are secret, and tokens of GitHub and npm, which a checksum proves. Nothing is said of files that git
leaves out.

```json bad path=.mcp.json
{
  "mcpServers": {
    "issues": { "command": "issue-server", "env": { "ISSUES_TOKEN": "9f8e7d6c5b4a39281706" } }
                                                                    ^^^^^^^^^^^^^^^^^^^^^^ information unfinished
  }
}
```

```json fixed path=.mcp.json
{
  "mcpServers": {
    "issues": { "command": "issue-server", "env": { "ISSUES_TOKEN": "${ISSUES_TOKEN}" } }
  }
}
```

```json bad path=.claude/settings.json
{
  "env": { "ISSUES_API_KEY": "9f8e7d6c5b4a39281706" }
                             ^^^^^^^^^^^^^^^^^^^^^^ unfinished unfixed
}
```

```json good path=.mcp.json
{
  "mcpServers": {
    "issues": {
      "command": "issue-server",
      "env": { "ISSUES_TOKEN": "${ISSUES_TOKEN}", "OTHER_TOKEN": "your-token-1234567", "MAX_TOKENS": "4096000000000" }
    }
  }
}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown, written
from agentls.meaning.governed_values import Governed, governed
from agentls.meaning.secrets import SECRET_KEYS
from agentls.meaning.tokens import tokens
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
FORMATS = frozenset({"markdown", "json"})
_NAME = expression(
    r"(?:\A|[_-])(?:api[_-]?key|key|token|secret|password|passwd|pwd|credentials?|authorization|auth)\Z", re.IGNORECASE
)
_VARIABLE_NAME = expression(r"\A[A-Z][A-Z0-9_]*\Z")
_SCHEME = expression(r"\A(?:Bearer|Basic|Token)[ ]+", re.IGNORECASE)
_RANDOM = expression(r"\A(?=.*\d)(?=.*[A-Za-z])[^\s$<>{}%]{16,}\Z")
_STANDS_IN = expression(
    r"your|example|sample|placeholder|change|dummy|test|fake|insert|here|x{4}|\.{3}|\*{3}|/", re.IGNORECASE
)


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the values that are secrets by their name, and the tokens that are proven wherever they stand."""
    found = [*_values(document), *_tokens(document)]
    if not found or ".local." in document.path or snapshot.files.is_ignored(document.path):
        return
    seen: list[Span] = []
    for one in sorted(found, key=lambda finding: (finding.span.start, -finding.span.end)):
        if not any(span.contains(one.span.start) for span in seen):
            seen.append(one.span)
            yield one


def _tokens(document: Document) -> Iterator[Finding]:
    for one in tokens(document.text):
        yield Finding(
            one.span, f"This is a real token of {one.owner}: revoke it, and bring it in by a variable.", unfinished=True
        )


def _values(document: Document) -> Iterator[Finding]:
    if not any(key in document.text for key in SECRET_KEYS):
        return
    for value in governed(document):
        name, node = str(value.path[-1]), value.node
        if SECRET_KEYS.isdisjoint(value.path[:-1]) or not isinstance(node, Scalar) or not isinstance(node.value, str):
            continue
        if _NAME.search(name) and _is_secret(_SCHEME.sub("", node.value)):
            yield Finding(
                node.span,
                f"The value of {shown(name, 40)} stands here for everybody to read; bring it in by a variable.",
                fixes=tuple(_fixes(document, value, name, node)),
                unfinished=True,
            )


def _is_secret(text: str) -> bool:
    return bool(_RANDOM.match(text)) and not _STANDS_IN.search(text)


def _fixes(document: Document, value: Governed, name: str, node: Scalar) -> Iterator[Fix]:
    """Yield the fix that takes the value from the environment, where the host fills such variables in."""
    if len(value.path) > 2 and _VARIABLE_NAME.match(name):
        yield Fix(f"Write `${{{name}}}`", (Edit(node.span, written(document, node, f"${{{name}}}")),), preferred=True)
