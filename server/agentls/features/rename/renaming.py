"""What renaming from a name and renaming a file have in common: the answer, and how a name is written anew."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agentls.meaning import edits
from agentls.meaning.resolution import inner_of, label_of, uses_of_definition
from agentls.project.document import Document
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
)
from agentls.text.positions import Edit, Span, apply

_BREAKS_LISTS = frozenset(" ,()\t\n\r")
_BREAKS_FLOW = frozenset("[]{},")


class Refused(Exception):  # noqa: N818 - not an error: a reason that is told to the user.
    """Raised within a rename where it cannot be done; the text is the reason in plain words."""


class FileEdits(NamedTuple):
    """Edits of one file. `note` is set where somebody must look first: the file is not the project's but the user's."""

    path: str
    edits: tuple[Edit, ...]
    note: str = ""


class FileMove(NamedTuple):
    """A file or folder that gets another path, after all edits."""

    old: str
    new: str
    note: str = ""


class Rename(NamedTuple):
    """All that a rename changes; nothing at all when `refused` says why."""

    files: tuple[FileEdits, ...] = ()
    moves: tuple[FileMove, ...] = ()
    refused: str = ""


def reference_edits(definition: Definition, new: str, snapshot: Snapshot) -> dict[str, list[Edit]]:
    """Return the edits, by path, that make every use of a definition name it `new`."""
    found: dict[str, list[Edit]] = {}
    prefix = definition.qualified.removesuffix(definition.name)
    for use in uses_of_definition(definition, snapshot):
        document = snapshot.document_at(use.path)
        if document is not None:
            is_qualified = use.name == definition.qualified and prefix
            edit = written_anew(document, use.span, f"{prefix}{new}" if is_qualified else new)
            found.setdefault(use.path, []).append(edit)
    return found


def own_edits(definition: Definition, new: str, document: Document) -> list[Edit]:
    """Return the edits of the file that defines the name: of its name, or of the label that repeats the folder's."""
    if definition.span.end > definition.span.start:
        return [written_anew(document, definition.span, new)]
    label = label_of(document)
    if label is not None and label.value == definition.name:
        return [written_anew(document, inner_of(document, label.span), new)]
    return []


def written_anew(document: Document, span: Span, new: str) -> Edit:
    """Return the edit that writes `new` at `span`, in the quotes that are there or those that it needs."""
    scalar = _scalar_at(document.root, span)
    if scalar is None:
        return Edit(span, new)
    inner = inner_of(document, scalar.span) if scalar.is_quoted else scalar.span
    in_list = span not in (inner, scalar.span)
    if in_list and not _is_in_parentheses(document, scalar, span) and not _BREAKS_LISTS.isdisjoint(new):
        raise Refused(f"`{new}` cannot stand in a list of names: leave out blanks, commas and parentheses.")
    if scalar.style is Style.DOUBLE:
        return Edit(span if in_list else inner, new.replace("\\", "\\\\").replace('"', '\\"'))
    if scalar.style is Style.SINGLE:
        return Edit(span if in_list else inner, new.replace("'", "''"))
    if scalar.style in (Style.LITERAL, Style.FOLDED):
        return Edit(span, new if in_list else edits.as_scalar(new))
    return _plain(document, scalar, span, new)


def _plain(document: Document, scalar: Scalar, span: Span, new: str) -> Edit:
    """Write into a value without quotes; a name that cannot stand so gets them."""
    needs_quotes = not _BREAKS_FLOW.isdisjoint(new) and _is_in_flow(document.root, scalar)
    if span == scalar.span:
        return Edit(span, edits.quoted(new) if needs_quotes else edits.as_scalar(new))
    before = scalar.span.of(document.text)
    whole = apply(before, [Edit(span.shifted(-scalar.span.start), new)])
    if needs_quotes or (edits.as_scalar(before) == before and edits.as_scalar(whole) != whole):
        raise Refused(f"`{new}` cannot stand in a list without quotes; choose a plainer name.")
    return Edit(span, new)


def _scalar_at(node: Node, span: Span) -> Scalar | None:
    if isinstance(node, Scalar):
        return node
    inside: Iterable[Node] = ()
    if isinstance(node, Mapping):
        inside = (part for entry in node.entries for part in (entry.key, entry.value))
    elif isinstance(node, Sequence):
        inside = node.items
    for one in inside:
        if one.span.start <= span.start and span.end <= one.span.end and one.span.end > one.span.start:
            return _scalar_at(one, span)
    return None


def _is_in_parentheses(document: Document, scalar: Scalar, span: Span) -> bool:
    before = document.text[scalar.span.start : span.start]
    return before.rfind("(") > before.rfind(")")


def _is_in_flow(node: Node, scalar: Scalar) -> bool:
    if isinstance(node, (Mapping, Sequence)) and node.span.start <= scalar.span.start < node.span.end:
        parts = [entry.value for entry in node.entries] if isinstance(node, Mapping) else list(node.items)
        return node.flow or any(_is_in_flow(part, scalar) for part in parts)
    return False


def grouped(found: dict[str, list[Edit]], snapshot: Snapshot) -> Iterator[FileEdits]:
    """Yield the edits file by file, without doubles, in the order of the text."""
    for path in sorted(found):
        unique = sorted(set(found[path]), key=lambda one: one.span)
        yield FileEdits(path, tuple(unique), note_of(path, snapshot))


def note_of(path: str, snapshot: Snapshot) -> str:
    """Return what to tell before a file is changed that does not belong to the project alone."""
    if is_users(path, snapshot):
        return f"~{path[len(snapshot.home or '') :]} is yours for all projects"
    return ""


def is_users(path: str, snapshot: Snapshot) -> bool:
    """Tell whether a file belongs to the user and not to a project."""
    facts = snapshot.index.facts(path)
    if facts is None or snapshot.home is None:
        return False
    roots = {*(one.root for one in facts.definitions), *(one.root for one in facts.references)}
    return snapshot.home in roots
