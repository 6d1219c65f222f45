"""Text that people do not see and that the model reads.

Tag characters, bytes in variation selectors, characters of zero width and controls that turn the direction of writing
have no picture. An editor and a review show nothing, but Claude Code hands them over with the rest of the file: so a
file can hold orders that nobody has read. Flags, emoji and scripts that need such characters are left alone.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.\U000e0052\U000e0075\U000e006e
              ^^^ warning
Say what is\u200b wrong.
           ^ warning
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
---
Read the diff.
Say what is wrong.
```

```markdown good
---
name: reviewer
description: Reviews a diff for bugs. \U0001f469\u200d\U0001f4bb \u2714\ufe0f
---
\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f
Read the diff. \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645
```
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.governed_values import governed
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.hidden import Hidden, Kind, hidden
from agentls.text.positions import Edit

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
_LONGEST = 50


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield each run of such characters, and the values that spell them with escapes."""
    for one in hidden(document.text):
        yield Finding(
            one.span,
            _message(one, document.text),
            fixes=(Fix("Remove the hidden characters", (Edit(one.span, ""),), preferred=True),),
        )
    if "\\" not in document.text:
        return
    for value in governed(document):
        node = value.node
        if isinstance(node, Scalar) and "\\" in node.span.of(document.text):
            written = frozenset(node.span.of(document.text))
            for one in hidden(node.text):
                if written.isdisjoint(one.span.of(node.text)):
                    yield Finding(node.span, f"An escape hides a text. {_message(one, node.text)}")
                    break


def _message(one: Hidden, text: str) -> str:
    characters = one.span.of(text)
    if one.says.strip():
        return (
            f"Nobody sees these {len(characters)} {one.kind.value}: they say {shown(one.says, _LONGEST)}; remove them."
        )
    numbers = ", ".join(dict.fromkeys(f"U+{ord(character):04X}" for character in characters[:3]))
    if one.kind is Kind.DIRECTION:
        return f"{numbers} turns the text around: it reads otherwise than it looks; remove it."
    if len(characters) == 1:
        return f"There is a character here that nobody sees ({numbers}); remove it."
    return f"There are {len(characters)} characters here that nobody sees ({numbers}); remove them."
