"""Takes out what a host does not load a file with, where the file does without it."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.validation import Violation
from agentls.meaning.edits import line_of
from agentls.meaning.finding import Fix
from agentls.meaning.frame import shown
from agentls.meaning.removal import remove_entry, remove_part
from agentls.meaning.value_fixes import is_needed
from agentls.meaning.violations import entry_at, violations
from agentls.project.document import Document
from agentls.syntax.nodes import Path, Sequence, node_at
from agentls.text.positions import Edit, apply


def taken_out(document: Document, violation: Violation) -> Iterator[Fix]:
    """Yield the fix that takes out the smallest part around the place without which nothing is wrong there.

    It is never preferred: what somebody wrote was meant to be something.
    """
    for length in range(len(violation.path), 0, -1):
        path = violation.path[:length]
        found = _without(document, path)
        if found is None:
            continue
        title, edit = found
        if mends(document, edit):
            yield Fix(title, (edit,))
            return


def mends(document: Document, edit: Edit) -> bool:
    """Tell whether less keeps the host from loading the file after an edit."""
    changed = Document(document.path, apply(document.text, [edit]), document.dialect)
    return changed.reading.is_map and _fatal(changed) < _fatal(document)


def _fatal(document: Document) -> int:
    return sum(one.effect.is_fatal for one in violations(document))


def _without(document: Document, path: Path) -> tuple[str, Edit] | None:
    if isinstance(path[-1], int):
        parent, part = node_at(document.root, path[:-1]), node_at(document.root, path)
        if not isinstance(parent, Sequence) or part is None or len(parent.items) < 2:
            return None
        edit = remove_part(document, parent, part) if parent.flow else Edit(line_of(document, part.span), "")
        return None if edit is None else ("Remove this item", edit)
    entry = entry_at(document, path)
    known = document.dialect.property_at(path, document.plain)
    if entry is None or (len(path) == 1 and (known is None or known.facts.on_missing or is_needed(document, entry))):
        return None
    edit = remove_entry(document, entry)
    return None if edit is None else (f"Remove {shown(entry.name)}", edit)
