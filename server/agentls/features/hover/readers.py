"""Which programs read a file, told on the line with which it begins."""

from __future__ import annotations

from agentls.knowledge.catalog import catalog
from agentls.knowledge.detection import is_collected, readings
from agentls.project.document import Document

_PROGRAMS = "agentls-programs"


def readers(document: Document) -> str:
    """Say as what the file is read, and by whom else, in Markdown."""
    dialect = document.dialect
    if is_collected(document.path, dialect):
        return f"**{dialect.title}** · one of a collection: no program reads it where it is."
    names = [one.host for one in readings(document.path, dialect)[1:]]
    known = catalog(_PROGRAMS)
    for name in dialect.facts.also_read_by:
        value = known.get(name)
        names.append(value.summary.rstrip(".") if value is not None else name)
    others = list(dict.fromkeys(names))
    also = f" Also read by {', '.join(others)}." if others else ""
    return f"**{dialect.title}** · read by {dialect.host}.{also}"
