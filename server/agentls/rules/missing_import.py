"""An imported file that is not there.

`@path` at the start of a line or after a blank brings another file into the context, relative to the file in which it
stands. A file that does not exist is left out without a word. Words like `@someone` or `@scope/package` are not taken
for files here; a path has a folder with a dot in front, or an ending such as `.md`.

```markdown beside path=docs/style.md
Use short words.
```

```markdown bad path=CLAUDE.md
See @docs/style.md and @docs/stile.md for how we write.
                        ^^^^^^^^^^^^^ warning unfinished
```

```markdown fixed path=CLAUDE.md
See @docs/style.md and @docs/style.md for how we write.
```

```markdown good path=CLAUDE.md
See @docs/style.md, ask @someone, install @scope/package and write `@docs/none.md`.
```
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from agentls.knowledge.detection import root_of
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.edits import line_of
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.near_files import near_file
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.body import Part
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
READS = Section.KEYS | Section.BODY
_IS_PATH = expression(r"\A\.{1,2}/|\.(?:mdc?|markdown|txt|rst|json|ya?ml|toml)\Z", re.IGNORECASE)
_PLACEHOLDER = expression(r"<[^>]*>|\{\{.*?\}\}|\$\{?\w+|\[[^\]]*\]|\*|\.\.\.")
# A template's text is written for another place than where it lies.
_ANNEX = expression(r"/skills/[^/]+/.+/[^/]+\Z|/(?:templates?|examples?|fixtures?)/")


def concerns(shape: Shape) -> bool:
    """Only where the host imports files."""
    return shape.dialect.facts.imports


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the imports whose file does not exist; files of one's own home are not looked for."""
    if not document.dialect.facts.imports or not document.path:
        return
    if _ANNEX.search(document.path):
        return
    folder = posixpath.dirname(document.path)
    for one in document.content.imports:
        if one.text.startswith(("~", "/")) or not _IS_PATH.search(one.text) or _PLACEHOLDER.search(one.text):
            continue
        target = posixpath.normpath(posixpath.join(folder, one.text))
        if snapshot.files.exists(target) or _is_private(target, snapshot) or _leads_out(document, target):
            continue
        near = near_file(one.text, target, snapshot)
        yield Finding(
            one.span,
            f"There is no file {shown(one.text, 50)}: nothing is imported; "
            + (f"did you mean {shown(near)}?" if near else "correct the path or add it."),
            fixes=tuple(_fixes(document, one, near)),
            unfinished=True,
        )


def _fixes(document: Document, one: Part, near: str | None) -> Iterator[Fix]:
    if near:
        yield Fix(f"Replace with {shown(near, 50)}", (Edit(one.span, near),), preferred=True)
    whole = Span(one.span.start - 1, one.span.end)
    line = document.lines.line_span(document.lines.line_of(one.span.start))
    if line.of(document.text).strip() == whole.of(document.text):
        yield Fix("Remove the import", (Edit(line_of(document, whole), ""),))
    yield Fix("Write it as code, which imports nothing", (Edit(whole, f"`{whole.of(document.text)}`"),))


def _is_private(target: str, snapshot: Snapshot) -> bool:
    """Tell whether everybody has an own file there, or git leaves it out: it is absent elsewhere by design."""
    return posixpath.basename(target) == "CLAUDE.local.md" or snapshot.files.is_ignored(target)


def _leads_out(document: Document, target: str) -> bool:
    """Tell whether the path leads out of the project, where nobody else's files are known."""
    return not f"{target}/".startswith(f"{root_of(document.path, document.dialect)}/")
