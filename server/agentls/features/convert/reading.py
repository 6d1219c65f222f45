"""From a document of one host to what it says apart from any host."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.features.convert.carried import (
    APPROVED,
    DENIED,
    INSTRUCTIONS,
    SERVERS,
    TOOLS,
    Carried,
    Content,
    Left,
    Server,
    Tool,
)
from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.catalog import Catalog, catalog
from agentls.knowledge.schema import Property
from agentls.meaning.tool_matching import tool_in
from agentls.project.document import Document
from agentls.syntax.name_lists import items
from agentls.syntax.nodes import Entry, Mapping, Node, Plain, Scalar, Sequence, to_plain
from agentls.text.expressions import expression

_ALLOW, _DENY = "allow", "deny"
_EVERYTHING = "*"
# A comma within braces belongs to the glob.
_BETWEEN_GLOBS = expression(r",(?![^{}]*\})")


def read(document: Document) -> Content:
    """Return what the document says, and list what in it only its own host understands."""
    content = Content(document.body)
    dialect = document.dialect
    always = {one.key: one.value for one in dialect.facts.always}
    for entry in document.root.entries:
        known = dialect.properties.get(entry.name)
        line = _line(document, entry.span.start)
        if document.entry(entry.name) is not entry:
            content.left.append(Left(line, entry.name, "the key stands twice"))
        elif known is None:
            content.left.append(Left(line, entry.name, f"{dialect.host} does not know the key"))
        elif known.facts.means is None:
            if always.get(entry.name) != to_plain(entry.value):
                content.left.append(Left(line, entry.name, "other programs have nothing like it"))
        else:
            _take(document, content, entry, known)
    for comment in document.comments:
        if comment.end <= document.frontmatter.block.end:
            content.left.append(Left(_line(document, comment.start), "#", "comments are not carried over"))
    return content


def _line(document: Document, offset: int) -> int:
    return document.lines.line_of(offset) + 1


def _take(document: Document, content: Content, entry: Entry, known: Property) -> None:
    means = known.facts.means
    assert means is not None  # noqa: S101 - asked before.
    line = _line(document, entry.span.start)
    names = catalog(known.facts.vocabulary) if known.facts.vocabulary else None
    if means == SERVERS:
        content.servers.extend(_servers(document, entry))
    elif means == INSTRUCTIONS:
        content.text = str(to_plain(entry.value) or "")
    elif means == APPROVED and names is not None:
        content.approved += _tools(document, content, entry, names, in_full=True)
    elif means in (TOOLS, DENIED) and names is not None:
        _take_tools(document, content, entry, known, names)
    elif to_plain(entry.value) is None:
        content.left.append(Left(line, entry.name, "nothing stands there"))
    else:
        content.values[means] = Carried(entry.name, line, _plain(document, entry.value, known.grammar))


def _plain(document: Document, value: Node, grammar: Grammar | None) -> Plain:
    """Return what stands there, a list where the host reads one in a text."""
    plain = to_plain(value)
    if grammar is Grammar.NAME_LIST:
        return [item.text for item in items(value, document.text)]
    if grammar is Grammar.GLOB_LIST and isinstance(plain, str):
        return [one.strip() for one in _BETWEEN_GLOBS.split(plain) if one.strip()]
    return plain


def _take_tools(document: Document, content: Content, entry: Entry, known: Property, names: Catalog) -> None:
    line = _line(document, entry.span.start)
    if isinstance(entry.value, Mapping) or _is_action(known, entry.value):
        _take_permissions(document, content, entry, names)
        return
    found = list(_tools(document, content, entry, names))
    if known.facts.means == DENIED:
        content.denied += found
    elif _gives_all(document, entry.value):
        content.left.append(Left(line, entry.name, "`*` gives all tools, as no list at all does"))
    else:
        content.limit = Left(line, entry.name, "")
        content.allowed = [*(content.allowed or ()), *found]


def _gives_all(document: Document, value: Node) -> bool:
    return any(item.name == _EVERYTHING for item in items(value, document.text))


def _tools(
    document: Document, content: Content, entry: Entry, names: Catalog, *, in_full: bool = False
) -> Iterator[Tool]:
    """Yield the tools of a list, `in_full` with their parentheses; what is none is listed as left."""
    for item in items(entry.value, document.text):
        line = _line(document, item.span.start)
        tool = _tool(names, entry.name, line, item.name)
        if item.name == _EVERYTHING and not in_full:
            continue
        if tool is None:
            content.left.append(Left(line, entry.name, f"{document.dialect.host} has no such tool", item.text))
            continue
        if item.name != tool.meaning.now:
            content.left.append(Left(line, entry.name, f"is an old name of `{tool.meaning.now}`", item.text))
        if in_full and item.argument is not None:
            tool = tool._replace(written=item.text, argument=item.argument)
        elif item.argument is not None:
            content.left.append(Left(line, entry.name, "what stands in parentheses is not carried over", item.text))
        yield tool


def _tool(names: Catalog, key: str, line: int, written: str) -> Tool | None:
    found = tool_in(names, written)
    return Tool(key, line, written, found) if found is not None else None


def _is_action(known: Property, value: Node) -> bool:
    return isinstance(value, Scalar) and known.accepts("object") and not known.accepts("array")


def _take_permissions(document: Document, content: Content, entry: Entry, names: Catalog) -> None:
    """Take over a map from tools to actions, or to true and false; the last that matches a tool wins."""
    line = _line(document, entry.span.start)
    content.limit = Left(line, entry.name, "")
    if not isinstance(entry.value, Mapping):
        action = to_plain(entry.value)
        if action == _DENY:
            content.allowed = []
        elif action != _ALLOW:
            content.left.append(Left(line, entry.name, "others cannot be told to ask", str(action)))
        return
    for one in entry.value.entries:
        at = _line(document, one.span.start)
        action = _action(to_plain(one.value))
        if one.name == _EVERYTHING and action in (_ALLOW, _DENY):
            content.allowed, content.denied = ([] if action == _DENY else None), []
            continue
        tool = _tool(names, entry.name, at, one.name)
        if action not in (_ALLOW, _DENY):
            content.left.append(Left(at, entry.name, "others cannot be told to ask, nor what a tool may do", one.name))
        elif tool is None:
            content.left.append(Left(at, entry.name, f"{document.dialect.host} has no such tool", one.name))
        elif action == _DENY:
            content.denied.append(tool)
        elif content.allowed is not None:
            content.allowed.append(tool)


def _action(value: Plain) -> Plain:
    """Return what an entry does with a tool; the old form says `true` and `false`."""
    return (_ALLOW if value else _DENY) if isinstance(value, bool) else value


def _servers(document: Document, entry: Entry) -> Iterator[Server]:
    value = entry.value
    found = [value] if isinstance(value, Mapping) else list(value.items) if isinstance(value, Sequence) else []
    for one in found:
        if isinstance(one, Scalar) and one.is_string:
            yield Server(entry.name, _line(document, one.span.start), one.text, None)
        elif isinstance(one, Mapping):
            for each in one.entries:
                plain = to_plain(each.value)
                definition = plain if isinstance(plain, dict) else None
                yield Server(entry.name, _line(document, each.span.start), each.name, definition)
