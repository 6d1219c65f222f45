"""Hover on a name that leads to another file: what it is, where it is, and what it brings.

    name_hover(document, snapshot, offset) -> tuple[Span, str] | None           # the word, and Markdown about it
    describe(definition, snapshot) -> str

Of a server it tells how it is started or reached; values in `env` and `headers` are never shown, nor what looks secret.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from agentls.features.effective import SECRET_KEYS, model_of, tools_line
from agentls.meaning.granted import granted
from agentls.meaning.resolution import SERVER, Named, name_at
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

_LONGEST = 700
_SECRET_FLAG = re.compile(r"(?i)(token|secret|passw|api[-_]?key|auth|credential|bearer|pat\b)")
_SECRET_VALUE = re.compile(
    r"(?i)^(?:sk-|gh[a-z]_|github_pat_|xox[a-z]-|glpat-|ey[jJ][\w-]{10})|^[\w+/=-]{32,}$|://[^/@]*@"
)
_HIDDEN = "…"


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
        text += f"\n\nAlso defined in {', '.join(f'`{path}`' for path in others)}, which this one hides."
    return text


def describe(definition: Definition, snapshot: Snapshot) -> str:
    """Return Markdown on what a definition is."""
    lines = [f"**{definition.qualified}** · {definition.kind.replace('mcp-server', 'MCP server').replace('-', ' ')}"]
    description = str(definition.details.get("description") or "").strip()
    if description:
        lines.append(description if len(description) <= _LONGEST else description[: _LONGEST - 1].rstrip() + _HIDDEN)
    facts = [f"- **File:** `{_path(definition.path, definition.root, snapshot)}`"]
    document = snapshot.document_at(definition.path)
    if document is not None:
        facts += _of_server(definition, document) if definition.kind == SERVER else _of_file(document)
    elif definition.details.get("model"):
        facts.append(f"- **Model:** `{definition.details['model']}`")
    return "\n\n".join((*lines, "\n".join(facts)))


def _path(path: str, root: str, snapshot: Snapshot) -> str:
    if snapshot.home and path.startswith(f"{snapshot.home}/") and root == snapshot.home:
        return "~" + path[len(snapshot.home) :]
    return posixpath.relpath(path, root) if path.startswith(f"{root}/") else path


def _of_file(document: Document) -> Iterator[str]:
    tools = granted(document)
    if tools is not None:
        written, model = model_of(document)
        yield f"- **Model:** {model}" + (f" (`{written}`)" if written and written != model else "")
        yield f"- **Tools:** {tools_line(tools, names_all=False)}"


def _of_server(definition: Definition, document: Document) -> Iterator[str]:
    config = _config(document.root, definition.span)
    if not isinstance(config, Mapping):
        return
    command, url = _text(config, "command"), _text(config, "url")
    if command:
        words = _without_secret_words([*command.split(), *_arguments(config.value("args"))])
        yield f"- **Started with:** `{' '.join(words).replace('`', _HIDDEN)}`"
    elif url:
        yield f"- **Reached at:** `{_without_secrets(url)}`" + (f" ({kind})" if (kind := _text(config, "type")) else "")
    for key in SECRET_KEYS:
        value = config.value(key)
        if isinstance(value, Mapping) and value.entries:
            names = ", ".join(f"`{entry.name}`" for entry in value.entries)
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
    return [item.text if isinstance(item, Scalar) else _HIDDEN for item in items]


def _without_secret_words(given: list[str]) -> Iterator[str]:
    """Yield the words of a command; what follows a flag for a secret, or looks like one, is left out."""
    hide = False
    for word in given:
        flag, equals, value = word.partition("=")
        if hide or _SECRET_VALUE.search(word):
            yield _HIDDEN
        elif equals and (_SECRET_FLAG.search(flag) or _SECRET_VALUE.search(value)):
            yield f"{flag}={_HIDDEN}"
        else:
            yield word
        hide = not hide and not equals and word.startswith("-") and bool(_SECRET_FLAG.search(word))


def _without_secrets(url: str) -> str:
    """Return an address without the parts that may hold a key: user, password, query and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return _HIDDEN
    host = parts.netloc.rpartition("@")[2]
    rest = _HIDDEN if parts.query or parts.fragment else ""
    path = "/".join(_HIDDEN if _SECRET_VALUE.search(one) else one for one in parts.path.split("/"))
    return f"{parts.scheme}://{host}{path}{'?' if rest else ''}{rest}"
