"""A skill that other programs will not take.

Claude Code asks nothing of the name of a skill, but some forty programs read `SKILL.md` by the Agent Skills standard.
It demands a name of up to 64 lower-case letters, digits and single hyphens, the same as that of the folder, and a
description of up to 1,024 characters. This is a hint: a skill for Claude Code alone needs none of it.

```markdown bad path=.claude/skills/release-notes/SKILL.md
---
name: Release Notes
      ^^^^^^^^^^^^^ hint
description: Writes release notes.
---
Collect the changes.
```

```markdown fixed path=.claude/skills/release-notes/SKILL.md
---
name: release-notes
description: Writes release notes.
---
Collect the changes.
```

```markdown bad path=.claude/skills/release-notes/SKILL.md
---
name: notes
      ^^^^^
description: Writes release notes.
---
Collect the changes.
```

```markdown good path=.claude/skills/release-notes/SKILL.md
---
name: release-notes
description: Writes release notes.
---
Collect the changes.
```
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Standard
from agentls.knowledge.effects import Severity
from agentls.meaning.carrying import Section
from agentls.meaning.edits import as_scalar
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import is_meant, shown
from agentls.meaning.shape import Shape
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Edit

SEVERITY = Severity.HINT
READS = Section.KEYS | Section.VALUES


def concerns(shape: Shape) -> bool:
    """Only skills, and only with a key that has such a limit."""
    return shape.dialect.facts.name_from == "folder" and shape.states("standard")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the values that break a limit of the standard for this kind of file."""
    if not is_meant(document) or document.dialect.facts.name_from != "folder":
        # The standard is about skills, and a skill is a folder.
        return
    folder = posixpath.basename(posixpath.dirname(document.path))
    for name, known in document.dialect.properties.items():
        standard = known.facts.standard
        value = document.value(name)
        if not standard or not isinstance(value, Scalar) or not isinstance(value.value, str):
            continue
        problem = _problem(value.value, standard, folder)
        if problem is None:
            continue
        yield Finding(
            value.span,
            f"{standard.title}: `{name}` {problem}.",
            severity=standard.effect.severity if standard.effect else None,
            fixes=tuple(_fixes(value, standard, folder)),
        )


def _problem(text: str, standard: Standard, folder: str) -> str | None:
    """Say what the standard demands of the text and does not get."""
    longest = standard.max_length
    if longest and len(text) > longest:
        return f"has {len(text):,} characters; shorten it to {longest:,}"
    pattern = standard.pattern
    if pattern and not re.match(pattern, text):
        return f"{standard.pattern_error_message}; rename it"
    if standard.is_folder_name and folder and _normal(text) != _normal(folder):
        if pattern and not re.match(pattern, folder):
            return f"must be that of the folder; rename the folder to {shown(text)}"
        return f"must be that of the folder; rename it to {shown(folder)} or the folder"
    return None


def _normal(name: str) -> str:
    """Return the name as the standard compares names: blanks around it and ways to write a letter do not count."""
    return unicodedata.normalize("NFKC", name).strip()


def _fixes(value: Scalar, standard: Standard, folder: str) -> Iterator[Fix]:
    if standard.is_folder_name and folder and _problem(folder, standard, folder) is None:
        yield Fix(f"Rename to {shown(folder)}", (Edit(value.span, as_scalar(folder)),), preferred=True)
