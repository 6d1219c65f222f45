"""A letter of another script in a name, a key, a tool, a path or a command.

The Cyrillic `\u0435` looks like the Latin `e`, and is none: `R\u0435ad` with it is no tool, and a file of such a name
is another file. Only words that mix such letters with Latin ones are reported, and only where the exact letters count.

```markdown bad
---
name: reviewer
description: Reviews a diff for bugs.
tools: R\u0435ad, Grep
       ^^^^ warning
---
Read the diff.
```

```markdown fixed
---
name: reviewer
description: Reviews a diff for bugs.
tools: Read, Grep
---
Read the diff.
```

```markdown good
---
name: \u0440\u0435\u0446\u0435\u043d\u0437\u0435\u043d\u0442
description: Reviews a diff for bugs. \u0421\u043c\u0435\u0441\u044c mix\u0435d
tools: Read, Grep
---
Read the diff.
```
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from agentls.knowledge.effects import Severity
from agentls.knowledge.schema import Property
from agentls.meaning.carrying import FRONTMATTER
from agentls.meaning.finding import Finding, Fix
from agentls.meaning.frame import shown
from agentls.meaning.governed_values import governed
from agentls.project.document import Document
from agentls.project.file_facts import definitions_in, references_in
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar, Sequence
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span

SEVERITY = Severity.WARNING
FORMATS = frozenset({"markdown", "json"})
READS = FRONTMATTER

# What Unicode calls the letters that look the same, by their Latin twins.
_TWINS = {
    "CYRILLIC SMALL LETTER": {
        "A": "a", "IE": "e", "O": "o", "ER": "p", "ES": "c", "U": "y", "HA": "x", "DZE": "s", "JE": "j",
        "BYELORUSSIAN-UKRAINIAN I": "i", "SHHA": "h", "QA": "q", "WE": "w", "KOMI DE": "d",
    },
    "CYRILLIC CAPITAL LETTER": {
        "A": "A", "VE": "B", "IE": "E", "KA": "K", "EM": "M", "EN": "H", "O": "O", "ER": "P", "ES": "C", "TE": "T",
        "HA": "X", "DZE": "S", "JE": "J", "BYELORUSSIAN-UKRAINIAN I": "I",
    },
    "GREEK SMALL LETTER": {"OMICRON": "o", "NU": "v"},
    "GREEK CAPITAL LETTER": {
        "ALPHA": "A", "BETA": "B", "EPSILON": "E", "ZETA": "Z", "ETA": "H", "IOTA": "I", "KAPPA": "K", "MU": "M",
        "NU": "N", "OMICRON": "O", "RHO": "P", "TAU": "T", "UPSILON": "Y", "CHI": "X",
    },
}  # fmt: skip
_LOOKALIKES = {
    unicodedata.lookup(f"{kind} {name}"): latin for kind, names in _TWINS.items() for name, latin in names.items()
}
_WORD = expression(r"\w+")
_LATIN = expression(r"[A-Za-z]")


def check(document: Document, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the words in which letters of several scripts stand side by side."""
    if document.text.isascii():
        return
    seen: set[Span] = set()
    for place in _exact(document):
        for found in _WORD.finditer(place.of(document.text)):
            span = Span(*found.span()).shifted(place.start)
            alien = next((one for one in found[0] if one in _LOOKALIKES), None)
            if alien is None or not _LATIN.search(found[0]) or span in seen:
                continue
            seen.add(span)
            better = "".join(_LOOKALIKES.get(one, one) for one in found[0])
            script = unicodedata.name(alien).split()[0].capitalize()
            yield Finding(
                span,
                f"`{alien}` in {shown(found[0])} is a {script} letter (U+{ord(alien):04X}): to a program this is "
                "another word; write it in Latin letters.",
                fixes=(Fix(f"Write `{better}`", (Edit(span, better),), preferred=better.isascii()),),
            )


def _exact(document: Document) -> Iterator[Span]:
    """Yield the places where the exact letters count: names, keys, tools, paths and commands."""
    yield from (one.span for one in definitions_in(document))
    yield from (one.span for one in references_in(document))
    for value in governed(document):
        if value.entry is not None:
            yield value.entry.key.span
        known = value.known
        if known is not None and _is_exact(known):
            nodes = value.node.items if isinstance(value.node, Sequence) else (value.node,)
            yield from (one.span for one in nodes if isinstance(one, Scalar))


def _is_exact(known: Property) -> bool:
    return bool(known.facts.refers or known.facts.path or known.grammar)
