"""Instructions for other programs that lie beside those for Claude Code and are not imported.

Claude Code reads `AGENTS.md` only in a folder without a `CLAUDE.md`. Where there are both, `@AGENTS.md` in `CLAUDE.md`
brings it in; a link to it, or its name, does not.

```markdown beside path=AGENTS.md
Run the tests before you commit.
```

```markdown bad path=CLAUDE.md
Use short words.
^^^^^^^^^^^^^^^^ information
```

```markdown fixed path=CLAUDE.md
@AGENTS.md

Use short words.
```

```markdown bad path=CLAUDE.md
Use short words. See [the rules](AGENTS.md).
                                 ^^^^^^^^^
```

```markdown fixed path=CLAUDE.md
@AGENTS.md

Use short words. See [the rules](AGENTS.md).
```

```markdown good path=CLAUDE.md
Use short words, and read @AGENTS.md as well.
```
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, Span

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.BODY


def concerns(shape: Shape) -> bool:
    """Only where the host reads one of two files."""
    return shape.dialect.facts.read_alone is not None


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield where the other file is spoken of, or the first line, when nothing brings it in."""
    other = document.dialect.facts.read_alone
    if other is None or posixpath.basename(document.path) != other.without:
        return
    folder = posixpath.dirname(document.path)
    target = posixpath.join(folder, other.name)
    if not document.body.strip() or other.name not in snapshot.files.listing(folder):
        return
    if snapshot.files.is_ignored(target):
        return
    beside = snapshot.document_at(target)
    # One of the two may be a link to the other, or a copy of it.
    if beside is not None and (not beside.text.strip() or beside.text.strip() == document.text.strip()):
        return
    imported = [posixpath.normpath(posixpath.join(folder, one.text)) for one in document.content.imports]
    # What is imported may import in turn, and nobody is sure to have looked there.
    if any(path == target or path.endswith(".md") for path in imported):
        return
    start = document.frontmatter.body.start
    edit = Edit(Span(start, start), f"{other.written}{document.line_break() * 2}")
    yield Finding(
        _place(document, other.name),
        f"{document.dialect.host} does not read `{other.name}` beside this file; write `{other.written}` to import it.",
        fixes=(Fix(f"Add `{other.written}`", (edit,), preferred=True),),
    )


def _place(document: Document, name: str) -> Span:
    """Return where the text speaks of the file, or else its first line."""
    text, start = document.text, document.frontmatter.body.start
    at = text.find(name, start)
    if at >= 0:
        return Span(at, at + len(name))
    while text[start] in "\r\n \t":
        start += 1
    return Span(start, document.lines.line_span(document.lines.line_of(start)).end)
