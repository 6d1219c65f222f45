"""Document links: what can be followed to another file, and is there: names, scripts, imports, links, paths.

links(document, snapshot) -> tuple[Link, ...]
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from agentls.knowledge.detection import root_of
from agentls.meaning.governed_values import governed
from agentls.meaning.resolution import names_in
from agentls.meaning.scripts import resolve, scripts
from agentls.project.document import Document
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.expressions import expression
from agentls.text.positions import Span

_ADDRESS = expression(r"[A-Za-z][\w+.-]*:|//|#")
_FILE_KINDS = frozenset({"agent", "skill", "command", "output-style"})


class Link(NamedTuple):
    """The characters in `span` lead to the file or folder at `path`; `what` is what it is, in plain words."""

    span: Span
    path: str
    what: str


def links(document: Document, snapshot: Snapshot, *, own: bool = False) -> tuple[Link, ...]:
    """Return everything in the document that leads to an existing file, in the order of the text.

    What leads to the document itself is of no use to who reads it, but `own` asks for it as well.
    """
    found = [*_names(document, snapshot), *_paths(document, snapshot), *_in_body(document, snapshot)]
    taken: set[Span] = set()
    kept = []
    for link in sorted(found, key=lambda one: (one.span, one.what)):
        if (own or link.path != document.path) and link.span not in taken and snapshot.files.exists(link.path):
            taken.add(link.span)
            kept.append(link)
    return tuple(kept)


def _names(document: Document, snapshot: Snapshot) -> Iterator[Link]:
    for named in names_in(document, snapshot):
        if not named.is_definition and named.definitions and named.definitions[0].kind in _FILE_KINDS:
            yield Link(named.span, named.definitions[0].path, named.definitions[0].kind)


def _paths(document: Document, snapshot: Snapshot) -> Iterator[Link]:
    for one in governed(document):
        if one.known is None or not isinstance(one.node, Scalar) or not one.node.is_string:
            continue
        if one.known.facts.refers == "script":
            for script in scripts(document, one.node, snapshot.home):
                yield Link(script.span, script.path, "script")
        elif one.known.facts.path:
            path = resolve(document, snapshot.home, one.node.text) if "://" not in one.node.text else None
            if path is not None:
                yield Link(one.node.content_span, path, str(one.known.facts.path).replace("any", "file"))


def _in_body(document: Document, snapshot: Snapshot) -> Iterator[Link]:
    for part in document.content.imports:
        path = import_target(document, snapshot.home, part.text)
        if path is not None:
            yield Link(part.span, path, "import")
    for part in document.content.links:
        if not _ADDRESS.match(part.text):
            target = unquote(part.text.partition("#")[0].partition("?")[0])
            if target.strip("/"):
                yield Link(part.span, _linked(document, target), "file")


def _linked(document: Document, target: str) -> str:
    """Return where a link of the body leads: with a slash in front it starts from the project."""
    base = root_of(document.path, document.dialect) if target.startswith("/") else posixpath.dirname(document.path)
    return posixpath.normpath(posixpath.join(base, target.lstrip("/")))


def import_target(document: Document, home: str | None, path: str) -> str | None:
    """Return the absolute path of `@path`: below the file where the host imports it, else below the project."""
    if path.startswith("~/"):
        return f"{home}{path[1:]}" if home else None
    is_import = document.dialect.facts.imports
    base = posixpath.dirname(document.path) if is_import else root_of(document.path, document.dialect)
    return posixpath.normpath(posixpath.join(base, path))
