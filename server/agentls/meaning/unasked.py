"""What a file makes the host do without asking: what runs, where something is sent, what is allowed beforehand.

    acts(document) -> Iterator[Act]

These are facts and no opinions: a hook is no mistake, but whoever opens a project should know of it.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import NamedTuple

from agentls.knowledge import resources
from agentls.knowledge.annotation_parts import Grammar
from agentls.meaning import secrets
from agentls.meaning.governed_values import Governed, governed
from agentls.meaning.mcp_servers import settings_of_servers
from agentls.project.document import Document
from agentls.syntax.nodes import Mapping, Scalar, Sequence, node_at
from agentls.text.expressions import expression
from agentls.text.positions import Span
from agentls.text.shell_words import words

_CODE = expression(r"\A\ufeff?---[ \t]*(js|javascript)\b", re.IGNORECASE)
# Rules that allow a whole tool which runs any command.
_SHELLS = frozenset({"Bash", "PowerShell", "Bash(*)", "PowerShell(*)", "Bash(:*)"})
_RUNNERS = {"npx": (), "bunx": (), "uvx": (), "pnpx": (), "npm": ("exec", "x"), "pnpm": ("dlx",), "pipx": ("run",)}
_PINNED = expression(r".[@=]=?v?\d+\.\d+")


class Act(NamedTuple):
    """One thing. `kind` sorts it, `what` is the command, address or rule, `says` when or how, `span` the place."""

    kind: str
    what: str
    says: str
    span: Span


class _Place(NamedTuple):
    kind: str
    path: str
    says: str
    values: tuple[object, ...] | None


@cache
def _places() -> tuple[_Place, ...]:
    listed = resources.load("unasked.json")["places"]
    return tuple(
        _Place(one["kind"], one["path"], one["says"], tuple(one["values"]) if "values" in one else None)
        for one in listed
    )


def acts(document: Document) -> Iterator[Act]:
    """Yield what the file makes the host do without asking, in the order of the text."""
    found = [*_code(document), *_values(document), *_servers(document), *_commands(document), *_allowed(document)]
    seen: set[Span] = set()
    for one in sorted(found, key=lambda act: act.span):
        if one.span not in seen:
            seen.add(one.span)
            yield one


def _code(document: Document) -> Iterator[Act]:
    found = _CODE.match(document.text) if document.dialect.format == "markdown" else None
    if found:
        end = document.lines.line_span(0).end
        says = "is run as code by programs that read frontmatter in JavaScript"
        yield Act("code", found[0].lstrip("\ufeff"), says, Span(found.start(), end))


def _values(document: Document) -> Iterator[Act]:
    for value in governed(document):
        node = value.node
        if not isinstance(node, Scalar) or node.value is None:
            continue
        path = ".".join(str(step) for step in value.path)
        for place in _places():
            if fnmatchcase(path, place.path) and (place.values is None or node.value in place.values):
                says = place.says.format(event=_event(document, value))
                yield Act(place.kind, _shown(value, node), _bare(place.kind, node.text) or says, node.span)
                break


def _shown(value: Governed, node: Scalar) -> str:
    """Return the value; a switch says nothing without its name, and an address may hold a password."""
    name = next((str(step) for step in reversed(value.path) if isinstance(step, str)), "")
    if not node.is_string or (len(value.path) > 1 and value.path[-2] == "env"):
        told = secrets.address(node.text) if "://" in node.text else node.text if not node.is_string else secrets.HIDDEN
        return f"{name}: {told if node.is_string else node.text}"
    return node.text


def _bare(kind: str, rule: str) -> str | None:
    return "allows every command without asking" if kind == "approval" and rule.strip() in _SHELLS else None


def _event(document: Document, value: Governed) -> str:
    """Return the event of a hook, with what it is limited to."""
    names = [step for step in value.path if isinstance(step, str) and step != "hooks"]
    event = names[0] if len(names) > 1 else "an event"
    for depth in range(len(value.path) - 1, 0, -1):
        group = node_at(document.root, value.path[:depth])
        matcher = group.value("matcher") if isinstance(group, Mapping) else None
        if isinstance(matcher, Scalar) and matcher.text not in ("", "*"):
            return f"{event} ({matcher.text})"
    return event


def _servers(document: Document) -> Iterator[Act]:
    for server in settings_of_servers(document):
        yield from _server(server)


def _server(server: Mapping) -> Iterator[Act]:
    command, url, given = server.value("command"), server.value("url"), server.value("args")
    if isinstance(command, Scalar) and command.is_string:
        arguments = [one.text for one in given.items if isinstance(one, Scalar)] if isinstance(given, Sequence) else []
        line = [*(word.text for word in words(command.text)), *arguments]
        says = "runs as an MCP server" + (", in whatever version is newest" if _is_unpinned(line) else "")
        yield Act("mcp-server", secrets.command_line(line), says, command.span)
    elif isinstance(url, Scalar) and url.is_string:
        yield Act("mcp-server", secrets.address(url.text), "is asked as an MCP server", url.span)


def _is_unpinned(line: list[str]) -> bool:
    """Tell whether a package is fetched by its name alone."""
    program = line[0].rpartition("/")[2] if line else ""
    before = _RUNNERS.get(program.removesuffix(".cmd"))
    rest = [word for word in line[1:] if not word.startswith("-")]
    if before is None or (before and (not rest or rest.pop(0) not in before)) or not rest:
        return False
    return not _PINNED.search(rest[0]) and not rest[0].startswith((".", "/"))


def _commands(document: Document) -> Iterator[Act]:
    if not document.dialect.facts.substitutions:
        return
    for one in document.content.commands:
        if not document.content.is_code(one.span.start - 2):
            yield Act("command", one.text, "runs before the text is read", one.span)


def _allowed(document: Document) -> Iterator[Act]:
    """Yield the rules of a skill or a command that allow something while it is active."""
    for known in document.dialect.properties.values():
        value = document.value(known.name)
        if known.grammar is Grammar.PERMISSION_RULES and known.facts.allow_list and value is not None:
            for item in document.items(value):
                rule = item.text.strip()
                says = _bare("approval", rule) or "runs without asking while it is active"
                yield Act("approval", rule, says, item.span)
