"""Edits that add an absent key to a map, in the form in which the map is written.

added(document, before, key, value) -> Edit
completed(document, path, entry, name) -> tuple[Edit, ...]
suggested_keys(document, violation, node) -> Iterator[Fix]
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from agentls.knowledge.validation import Violation
from agentls.meaning.edits import as_scalar
from agentls.meaning.finding import Fix
from agentls.meaning.frame import renamed
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Mapping, Node, Path
from agentls.text.positions import Edit, Span


def added(document: Document, before: Entry, key: str, value: str) -> Edit:
    """Return the edit that writes `key`, with a text as its value, before another entry of the same map."""
    start = before.key.span.start
    margin = document.text[document.lines.line_start(document.lines.line_of(start)) : start]
    if document.dialect.format == "json":
        new = f"{json.dumps(key)}: {json.dumps(value)},"
        rest = " " if margin.strip() else document.line_break() + margin
    else:
        new = f"{key}: {as_scalar(value)}"
        rest = document.line_break() + " " * len(margin)
    return Edit(Span(start, start), new + rest)


def completed(document: Document, path: Path, entry: Entry, name: str) -> tuple[Edit, ...]:
    """Return the edits that add what the map at `path` will lack once its `entry` is called `name`.

    Only what the schema itself suggests is added: nobody can guess the rest.
    """
    rename = renamed(document, entry, name)
    changed = document.text[: rename.span.start] + rename.text + document.text[rename.span.end :]
    after = Document(document.path, changed, document.dialect)
    return tuple(
        added(document, entry, one.missing, str(one.suggested))
        for one in after.violations
        if one.path == path and one.missing and one.suggested is not None
    )


def suggested_keys(document: Document, violation: Violation, node: Node) -> Iterator[Fix]:
    """Yield the fix that adds the key absent in the map `node`, where the schema says what to write under it."""
    if not violation.missing or violation.suggested is None or not isinstance(node, Mapping):
        return
    before = next(filter(None, map(node.get, violation.because)), None)
    if before is not None:
        edit = added(document, before, violation.missing, str(violation.suggested))
        yield Fix(f"Add `{violation.missing}`: `{violation.suggested}`", (edit,), preferred=True)
