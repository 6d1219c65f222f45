"""A link to a file that is not there.

Skills, commands and agents send Claude to other files. A link that leads nowhere makes it search, or go on without.
Links to the web are not looked at, nor are placeholders like `path/to/file.md`.

```markdown beside path=.claude/skills/release/references/steps.md
Tag the commit.
```

```markdown bad path=.claude/skills/release/SKILL.md
---
description: Makes a release.
---
Follow the [steps](references/step.md).
                   ^^^^^^^^^^^^^^^^^^ information unfinished
```

```markdown fixed path=.claude/skills/release/SKILL.md
---
description: Makes a release.
---
Follow the [steps](references/steps.md).
```

```markdown good path=.claude/skills/release/SKILL.md
---
description: Makes a release.
---
Follow the [steps](references/steps.md#tags) and the [guide](https://example.com/guide.md).
```
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from agentls.knowledge.detection import root_of
from agentls.knowledge.effects import Effect, Severity
from agentls.meaning.carrying import Section
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_documentation, shown
from agentls.meaning.near_files import near_file
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.text.expressions import expression
from agentls.text.positions import Edit

SEVERITY = Severity.INFORMATION
READS = Section.KEYS | Section.BODY
# What has a scheme, starts at a root, or stands for something else is no path from here.
_NOT_A_FILE = expression(
    r"\A(?:[a-z][a-z0-9+.-]*:|/|#|\?|~)|[{}$<>*|\[\]\"'`]|\.\.\.|\b(?:path|relative)[/-]to\b", re.IGNORECASE
)
_HAS_ENDING = expression(r"\.[A-Za-z][A-Za-z0-9]{0,4}\Z")


def concerns(shape: Shape) -> bool:
    """Everywhere but in files of which all but the text is left aside."""
    return not shape.dialect.facts.ignores_frontmatter


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the links to files that exist neither beside the file nor in its project."""
    if document.dialect.facts.ignores_frontmatter or not document.path:
        return
    if not document.content.links or _is_left_out(document):
        return
    bases = (posixpath.dirname(document.path), root_of(document.path, document.dialect))
    for one in document.content.links:
        path = unquote(one.text.partition("#")[0].partition("?")[0])
        if _NOT_A_FILE.search(one.text) or not _HAS_ENDING.search(path):
            continue
        targets = [posixpath.normpath(posixpath.join(base, path)) for base in bases]
        if any(snapshot.files.exists(target) for target in targets):
            continue
        near = near_file(path, targets[0], snapshot) if path == one.text else None
        remedy = f"did you mean {shown(near)}?" if near else "correct the link or add the file."
        yield Finding(
            one.span,
            f"There is no file {shown(path, 50)}; {remedy}",
            fixes=(Fix(f"Replace with {shown(near, 50)}", (Edit(one.span, near),), preferred=True),) if near else (),
            unfinished=True,
        )


def _is_left_out(document: Document) -> bool:
    """Tell whether the host does not load the file at all, so that nobody is sent anywhere by it."""
    needs_frontmatter = document.dialect.facts.on_missing_frontmatter is Effect.IS_DOCUMENTATION
    return needs_frontmatter and (not document.is_loaded_as_map or is_documentation(document))
