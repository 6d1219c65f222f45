"""What one file tells the rest of the project: the names that it defines, and the names that it uses."""

from __future__ import annotations

import sys

from agentls.knowledge.detection import other_hosts, root_of
from agentls.project.defining import definitions
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.project.names import Definition, FileFacts, Reference, shared
from agentls.project.referring import references


def facts_of(document: Document, plugin: str | None = None) -> FileFacts:
    """Return what `document` tells the others; `plugin` is the name of the plugin that it belongs to, if any."""
    return FileFacts(document.path, definitions_in(document, plugin), references_in(document))


def definitions_in(document: Document, plugin: str | None = None) -> tuple[Definition, ...]:
    """Return the names that `document` defines; `plugin` is the name of the plugin that it belongs to, if any.

    The index asks for them first and the rules ask again, so that the document keeps the answer.
    """
    return _definitions_in(document, plugin or "")


@once
def _definitions_in(document: Document, plugin: str) -> tuple[Definition, ...]:
    return tuple(definitions(document, _root_of(document), plugin, other_hosts(document.path, document.dialect)))


@once
def own_definition(document: Document) -> Definition | None:
    """Return what `document` as a whole defines, such as the agent in the file of an agent."""
    kind = document.dialect.kind
    return next((one for one in definitions_in(document) if one.kind == kind), None)


@once
def references_in(document: Document) -> tuple[Reference, ...]:
    """Return the names that `document` uses."""
    path, root, host = document.path, _root_of(document), document.dialect.host_id
    return tuple(
        Reference(kind, name, path, root, shared(span), key, host) for kind, name, span, key in references(document)
    )


def _root_of(document: Document) -> str:
    # Ten thousand files have the same few folders above them.
    return sys.intern(root_of(document.path, document.dialect))
