"""Reads the files again as a rename would leave them: a name must still be read as that one name wherever it is used.

check_read_back(definition, new, edits, snapshot)        # raises `Refused`

What separates names, and what else a name in a list may mean, is the business of many readers; to ask them is surer
than to know it a second time.
"""

from __future__ import annotations

import posixpath
from collections import Counter

from agentls.features.rename.renaming import Refused
from agentls.meaning.frame import shown
from agentls.meaning.resolution import uses_of_definition
from agentls.project.document import Document
from agentls.project.file_facts import references_in
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.text.positions import Edit, apply


def check_read_back(definition: Definition, new: str, edits: dict[str, list[Edit]], snapshot: Snapshot) -> None:
    """Raise `Refused` for a name that is read as two names, or as none, in one of the files that `edits` change."""
    prefix = definition.qualified.removesuffix(definition.name)
    meant: dict[str, Counter[tuple[str, str]]] = {}
    for use in uses_of_definition(definition, snapshot):
        is_qualified = use.name == definition.qualified and prefix
        meant.setdefault(use.path, Counter())[use.kind, f"{prefix}{new}" if is_qualified else new] += 1
    for path, wanted in meant.items():
        document = snapshot.document_at(path)
        if document is None:
            continue
        changes = sorted(set(edits.get(path, ())), key=lambda one: one.span)
        changed = Document(path, apply(document.text, changes), document.dialect)
        found = Counter((one.kind, one.name) for one in references_in(changed))
        if any(found[name] < count for name, count in wanted.items()):
            there = shown(posixpath.relpath(path, definition.root), 40)
            raise Refused(f"{shown(new)} would not be read as one name in {there}; choose a plainer name.")
