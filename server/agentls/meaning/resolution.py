"""The name under the cursor: what it refers to, who else uses it, and how to describe what it leads to.

    name_at(document, snapshot, offset) -> Named | None
    uses_of(named, snapshot) -> list[Reference]
    known_values(document, snapshot, known) -> Iterator[Value]     # names that may stand where `known` governs
    names_of(document, snapshot, kind) -> Iterator[Value]           # all names of a kind, whatever stands there

Definition, references, highlight, rename, hover and completion all start here, so that they agree.
"""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.knowledge.catalog import Value
from agentls.knowledge.schema import Property
from agentls.meaning.lookup import SERVER, SERVER_TOOL, builtin_catalog, builtin_of, definitions_of, lookup
from agentls.meaning.mcp_servers import is_listed, servers_seen_from, tool_part
from agentls.meaning.name_uses import only_users_run
from agentls.project.document import Document
from agentls.project.file_facts import definitions_in, references_in
from agentls.project.index import FOUND_AS_WELL
from agentls.project.names import Definition, Reference, View, server_and_tool, view_of
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import Scalar
from agentls.text.positions import Span

_NOT_NAMES = frozenset({"script", "tool"})


class Named(NamedTuple):
    """A name in a document. `definitions` are those that the file sees, the one that counts first.

    `is_definition` tells that the name is defined here, not used. `builtin` is what the host itself has of that name.
    """

    kind: str
    name: str
    span: Span
    is_definition: bool
    definitions: tuple[Definition, ...]
    builtin: Value | None = None


def name_at(document: Document, snapshot: Snapshot, offset: int) -> Named | None:
    """Return the name that a cursor at `offset` touches, the innermost when several hold it."""
    return min(
        (one for one in names_in(document, snapshot) if one.span.touches(offset)),
        key=lambda one: (one.span.end - one.span.start, one.is_definition),
        default=None,
    )


def names_in(document: Document, snapshot: Snapshot) -> Iterator[Named]:
    """Yield every name that `document` defines or uses, those that its path gives it at the place that shows them."""
    for definition in definitions_in(document):
        same = _as_indexed(definition, snapshot)
        for span in _places(document, definition):
            yield Named(definition.kind, definition.name, span, is_definition=True, definitions=(same,))
    for reference in references_in(document):
        if reference.kind not in _NOT_NAMES:
            found = tuple(definitions_of(reference, snapshot))
            builtin = None if found else builtin_of(document.dialect, reference.kind, reference.name)
            yield Named(
                reference.kind, reference.name, reference.span, is_definition=False, definitions=found, builtin=builtin
            )


def _as_indexed(definition: Definition, snapshot: Snapshot) -> Definition:
    """Return the definition as the index has it: that one knows the name of its plugin."""
    facts = snapshot.index.facts(definition.path)
    for one in facts.definitions if facts else ():
        if one.kind == definition.kind and one.name == definition.name:
            return one
    return definition


def _places(document: Document, definition: Definition) -> Iterator[Span]:
    """Yield where a definition shows in its own file: a name that comes from the path at its label and at the top."""
    if definition.span.end > definition.span.start:
        yield inner_of(document, definition.span)
        return
    label = label_of(document)
    if label is not None and label.value == definition.name:
        yield inner_of(document, label.span)
    yield document.frontmatter.opening or Span(0, 0)


def label_of(document: Document) -> Scalar | None:
    """Return the value that repeats the name of the folder, for files that are called after it."""
    for known in document.dialect.properties.values():
        if known.facts.standard is not None and known.facts.standard.is_folder_name:
            value = document.value(known.name)
            return value if isinstance(value, Scalar) else None
    return None


def inner_of(document: Document, span: Span) -> Span:
    """Return the place of a value without its quotes."""
    quoted = span.end - span.start >= 2 and document.text[span.start] in "\"'"
    return Span(span.start + 1, span.end - 1) if quoted and document.text[span.end - 1] in "\"'" else span


def uses_of(named: Named, snapshot: Snapshot, view: View) -> list[Reference]:
    """Return the uses of a name: of the definition that counts, or of the bare name when nothing defines it."""
    if named.definitions and named.kind != SERVER_TOOL:
        return uses_of_definition(named.definitions[0], snapshot)
    meant = list(named.definitions[:1])
    found = [
        one
        for one in snapshot.index.uses(named.kind, [named.name])
        if _sees(one.view, view) and lookup(snapshot, one.kind, one.name, one.view)[:1] == meant
    ]
    return sorted(found, key=lambda one: (one.path, one.span))


def uses_of_definition(definition: Definition, snapshot: Snapshot) -> list[Reference]:
    """Return the uses for which a definition is the one that counts, sorted by place."""
    index = snapshot.index
    found = list(index.references(definition))
    for kind, others in FOUND_AS_WELL.items():
        if definition.kind in others:
            found += [
                one
                for one in index.uses(kind, {definition.name, definition.qualified})
                if lookup(snapshot, kind, one.name, one.view)[:1] == [definition]
            ]
    return sorted(found, key=lambda one: (one.path, one.span))


def _sees(one: View, other: View) -> bool:
    """Tell whether two uses may mean the same although nothing defines it: at one host, in one project."""
    above, below = sorted((one.root, other.root), key=len)
    return one.host == other.host and (above == below or below.startswith(f"{above}/"))


def known_values(document: Document, snapshot: Snapshot, known: Property) -> Iterator[Value]:
    """Yield the names of the project, the user and the plugins that may stand where `known` governs.

    None of them is one that a rule would report there.
    """
    kind = known.facts.refers
    view = view_of(document)
    if kind == "tool":
        form = document.dialect.server_tools
        for server in snapshot.index.visible(SERVER, view):
            name = form.written(tool_part(server.qualified))
            yield _offer(name, f"All tools of the MCP server `{server.qualified}`.")
        for name in server_tools(snapshot, view):
            server_name, tool = server_and_tool(name)
            yield _offer(form.written(server_name, tool), f"A tool of the MCP server `{server_name}`.")
    elif kind and kind not in _NOT_NAMES:
        for one in snapshot.index.visible(kind, view):
            if one.path != document.path and not (kind == "skill" and only_users_run(one)):
                yield _offer(one.qualified, summary_of(one))
        if known.catalog is None:
            own = builtin_catalog(document.dialect.host, kind)
            yield from (value for value in (own.offered if own else ()))


def names_of(document: Document, snapshot: Snapshot, kind: str) -> Iterator[Value]:
    """Yield the names of a kind that the document sees, the host's own ones last."""
    for one in snapshot.index.visible(kind, view_of(document)):
        if one.path != document.path:
            yield Value(one.qualified, summary_of(one), "")
    own = builtin_catalog(document.dialect.host, kind)
    yield from (value for value in (own.offered if own is not None else ()))


def server_tools(snapshot: Snapshot, view: View) -> list[str]:
    """Return the tools of servers that the project names anywhere, as the index has them, but for misspelt servers."""
    servers = servers_seen_from(view, snapshot)
    names = {one.name for one in snapshot.index.all_references(SERVER_TOOL) if _sees(one.view, view)}
    return sorted(one for one in names if not servers or is_listed(server_and_tool(one)[0], servers))


def summary_of(definition: Definition) -> str:
    """Return one line on what a name means."""
    text = " ".join(str(definition.details.description or "").split())
    return text if len(text) <= 120 else text[:119].rstrip() + "…"


def _offer(name: str, summary: str) -> Value:
    return Value(name, summary, "")
