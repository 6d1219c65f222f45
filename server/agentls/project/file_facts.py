"""What one file tells the rest of the project: the names that it defines, and the names that it uses."""

from __future__ import annotations

import sys
from dataclasses import replace

from agentls.knowledge.detection import readings, root_of
from agentls.project.defining import definitions
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.project.names import FileFacts, Reference
from agentls.project.referring import references


def facts_of(document: Document, plugin: str | None = None) -> FileFacts:
    """Return what `document` tells the others; `plugin` is the name of the plugin that it belongs to, if any.

    The index asks for it first and the rules ask again, so that the document keeps the answer.
    """
    return _facts_of(document, plugin or "")


@once
def _facts_of(document: Document, plugin: str) -> FileFacts:
    # Ten thousand files have the same few folders above them.
    root = sys.intern(root_of(document.path, document.dialect))
    also = {one.host_id for one in readings(document.path, document.dialect)} - {document.dialect.host_id}
    defined = tuple(
        replace(one, also_seen_by=tuple(sorted(also))) if also else one for one in definitions(document, root, plugin)
    )
    referred = tuple(
        Reference(kind, name, document.path, root, span, key, document.dialect.host_id)
        for kind, name, span, key in references(document)
    )
    return FileFacts(document.path, defined, referred)
