"""Writes the skeleton of a new rule or a new kind of file: it passes every test, and waits for what it is really about.

    python docs/new.py rule unknown-shape
    python docs/new.py dialect acme agent

`make new-rule NAME=unknown-shape` and `make new-dialect HOST=acme KIND=agent` do the same and write the pages anew.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_TEXT = "Look at the whole before the parts.\n"

_SAMPLES = {
    "valid": {
        "usual": "description: Reviews a diff.",
        "quoted": 'description: "Reviews: a diff."',
        "folded": "description: >\n  Reviews\n  a diff.",
        "unknown": "description: Reviews a diff.\nowner: me",
    },
    "invalid": {
        "list": "description: [Reviews]",
        "map": "description: {Reviews: diffs}",
        "number": "description: 42",
        "truth": "description: true",
    },
}

_RULE = '''"""A description that says `{name}`.

Here stands why it matters: what the program does with such a file, and what somebody expects of it instead.

```markdown bad
---
name: reviewer
description: Reviews a diff {name} for bugs.
                            {marks} hint safe
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

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Edit, Span

SEVERITY = Severity.HINT
_WORD = "{name}"


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the word in the description."""
    value = document.root.value("description")
    if not isinstance(value, Scalar) or _WORD not in value.text:
        return
    start = document.text.index(_WORD, value.span.start)
    fix = Fix("Remove the word", (Edit(Span(start, start + len(_WORD) + 1), ""),), preferred=True, safe=True)
    yield Finding(Span(start, start + len(_WORD)), f"`{{_WORD}}` says nothing; remove it.", fixes=(fix,))
'''


def write(path: Path, text: str) -> None:
    """Write a file that is not there yet."""
    if path.exists():
        raise SystemExit(f"{path.relative_to(PROJECT)} is there already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    print(path.relative_to(PROJECT))


def rule(name: str) -> None:
    """Write a rule with its examples, which are its tests and its page."""
    module = PROJECT / "server" / "agentls" / "rules" / f"{name.replace('-', '_')}.py"
    write(module, _RULE.format(name=name, marks="^" * len(name)))


def dialect(host: str, kind: str) -> None:
    """Write the schema of a kind of file, and samples of it: what its host takes, and what it does not."""
    today = datetime.datetime.now(tz=datetime.timezone.utc).date()
    title = f"{host.replace('-', ' ').title()} {kind.replace('-', ' ')}"
    docs = f"https://example.com/{host}/{kind}"
    link = f"[{title}]({docs})"
    key = {
        "description": "What the file is for.",
        "markdownDescription": f"What the file is for.\n\n- **Accepts:** a text.\n- **If it is wrong:** nobody has "
        f"tried it.\n\n```yaml\ndescription: Reviews a diff.\n```\n\n{link}",
        "type": "string",
        "x-agentls": {"since": None, "docs": docs, "onInvalid": "rejects-file"},
        "defaultSnippets": [{"label": "description", "description": "What the file is for.", "body": " ${1:text}"}],
    }
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": f"The frontmatter of a {title}.",
        "markdownDescription": f"Says what the file is for.\n\n{link}",
        "x-agentls": {
            "id": f"{host}/{kind}",
            "host": host.replace("-", " ").title(),
            "kind": kind,
            "title": title,
            "files": [f"**/.{host}/{kind}s/**/*.md"],
            "reader": "js-yaml-3",
            "unknownKeys": "resembling",
            "onUnknownKey": "ignored",
            "onUnreadable": "unknown",
            "onMissingFrontmatter": "loads",
            "verified": {"version": "0.0.0", "date": today.isoformat()},
            "docs": docs,
        },
        "type": "object",
        "properties": {"description": key},
    }
    write(PROJECT / "schemas" / host / f"{kind}.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    samples = PROJECT / "tests" / "knowledge" / "samples" / host / kind
    for verdict, files in _SAMPLES.items():
        for name, block in files.items():
            write(samples / verdict / f"{name}.md", f"---\n{block}\n---\n{_TEXT}")


def main(arguments: list[str]) -> int:
    """Write what is asked for; return an exit status."""
    what, names = arguments[:1], arguments[1:]
    wanted = {("rule", 1): rule, ("dialect", 2): dialect}.get((what[0] if what else "", len(names)))
    if wanted is None or not all(map(_NAME.match, names)):
        print(__doc__, file=sys.stderr)
        return 2
    wanted(*names)  # type: ignore[operator]
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
