"""Hover on a name that leads to another file: what it is, where it is, and what it brings.

    name_hover(document, snapshot, offset) -> tuple[Span, str] | None           # the word, and Markdown about it
    describe(definition, snapshot) -> str

Of a server it tells how it is started or reached, as far as that can hold no secret. What comes out of files is shown
as it stands there: no link and no picture becomes one here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from agentls.features.effective import model_of, tools_line
from agentls.meaning import secrets
from agentls.meaning.granted import granted
from agentls.meaning.lookup import SERVER
from agentls.meaning.resolution import Named, name_at
from agentls.project.document import Document
from agentls.project.names import Definition
from agentls.project.snapshot import Snapshot
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
)
from agentls.text.positions import Span
from agentls.text.visible import code, markdown

_LONGEST = 700


def name_hover(document: Document, snapshot: Snapshot, offset: int) -> tuple[Span, str] | None:
    """Return what the name at `offset` leads to, `None` where nothing is known of it."""
    named = name_at(document, snapshot, offset)
    if named is None:
        return None
    if named.definitions:
        return named.span, _described(named, snapshot)
    if named.builtin is not None:
        return named.span, named.builtin.documentation
    return None


def _described(named: Named, snapshot: Snapshot) -> str:
    text = describe(named.definitions[0], snapshot)
    if len(named.definitions) > 1:
        others = [_path(one.path, one.root, snapshot) for one in named.definitions[1:]]
        text += f"\n\nAlso defined in {', '.join(map(code, others))}, which this one hides."
    return text


def describe(definition: Definition, snapshot: Snapshot) -> str:
    """Return Markdown on what a definition is."""
    kind = definition.kind.replace("mcp-server", "MCP server").replace("-", " ")
    lines = [f"**{markdown(definition.qualified)}** · {kind}"]
    description = str(definition.details.description or "").strip()
    if description:
        lines.append(
            markdown(description if len(description) <= _LONGEST else f"{description[: _LONGEST - 1].rstrip()}…")
        )
    facts = [f"- **File:** {code(_path(definition.path, definition.root, snapshot))}"]
    document = snapshot.document_at(definition.path)
    if document is not None:
        facts += _of_server(definition, document) if definition.kind == SERVER else _of_file(document)
    elif definition.details.model:
        facts.append(f"- **Model:** {code(str(definition.details.model))}")
    return "\n\n".join((*lines, "\n".join(facts)))


def _path(path: str, root: str, snapshot: Snapshot) -> str:
    if snapshot.home and path.startswith(f"{snapshot.home}/") and root == snapshot.home:
        return "~" + path[len(snapshot.home) :]
    return posixpath.relpath(path, root) if path.startswith(f"{root}/") else path


def _of_file(document: Document) -> Iterator[str]:
    tools = granted(document)
    if tools is not None:
        written, model = model_of(document)
        yield f"- **Model:** {markdown(model)}" + (f" ({code(written)})" if written and written != model else "")
        yield f"- **Tools:** {tools_line(tools, names_all=False)}"


def _of_server(definition: Definition, document: Document) -> Iterator[str]:
    config = _config(document.root, definition.span)
    if not isinstance(config, Mapping):
        return
    command, url = _text(config, "command"), _text(config, "url")
    if command:
        started = secrets.command_line([*command.split(), *_arguments(config.value("args"))])
        yield f"- **Started with:** {code(started)}"
    elif url:
        kind = _text(config, "type")
        yield f"- **Reached at:** {code(secrets.address(url))}" + (f" ({markdown(kind)})" if kind else "")
    for key in sorted(secrets.SECRET_KEYS):
        value = config.value(key)
        if isinstance(value, Mapping) and value.entries:
            names = ", ".join(code(entry.name) for entry in value.entries)
            yield f"- **Sets {'variables' if key == 'env' else 'headers'}:** {names} (values are not shown)"


def _config(node: Node, span: Span) -> Node | None:
    """Return the value of the entry whose key stands at `span`."""
    entries: tuple[Entry, ...] = node.entries if isinstance(node, Mapping) else ()
    for entry in entries:
        if entry.key.span.start <= span.start and span.end <= entry.key.span.end:
            return entry.value
        if entry.span.start <= span.start and span.end <= entry.span.end:
            return _config(entry.value, span)
    for item in node.items if isinstance(node, Sequence) else ():
        if item.span.start <= span.start and span.end <= item.span.end:
            return _config(item, span)
    return None


def _text(config: Mapping, key: str) -> str:
    value = config.value(key)
    return value.text if isinstance(value, Scalar) else ""


def _arguments(node: Node | None) -> list[str]:
    items = node.items if isinstance(node, Sequence) else ()
    return [item.text if isinstance(item, Scalar) else secrets.HIDDEN for item in items]
