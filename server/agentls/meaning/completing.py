"""Edits that add an absent key to a map, in the form in which the map is written.

added(document, before, key, value) -> Edit
completed(document, path, entry, name) -> tuple[Edit, ...]
"""

from __future__ import annotations

import json

from agentls.meaning.edits import as_scalar
from agentls.meaning.frame import renamed
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Path
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
