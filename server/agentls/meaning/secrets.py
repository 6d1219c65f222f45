"""What may be told of the configuration of an MCP server, which holds passwords as often as not.

    command_line(words) -> str          # how it is started
    address(url) -> str                 # where it is reached
    secret_spans(document) -> list[Span]

Only what is surely harmless is told: the program, the package that it runs, the names of flags, the host of an address.
Everything else is shown as `…`. To hide what looks like a secret is no way: half of the usual forms do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from agentls.meaning.governed_values import governed
from agentls.meaning.tokens import tokens
from agentls.project.document import Document
from agentls.syntax.nodes import Mapping, Node, Scalar, Sequence
from agentls.text.expressions import expression
from agentls.text.positions import Span

# In the configuration of a server: maps whose values are passwords and keys as often as not.
SECRET_KEYS = frozenset({"env", "headers"})
HIDDEN = "…"

_COMMAND, _ARGUMENTS, _ADDRESS = "command", "args", "url"
_PROGRAM = expression(r"\A[A-Za-z][\w.+-]{0,30}\Z")
# Programs that run a package: its name is public, and all that tells one server from another. The words between are
# those that may stand before it.
_RUNNERS = {
    "npx": (),
    "bunx": (),
    "uvx": (),
    "pnpx": (),
    "npm": ("exec", "x"),
    "pnpm": ("dlx", "exec"),
    "yarn": ("dlx",),
    "bun": ("x",),
    "pipx": ("run",),
    "uv": ("tool", "run"),
}
# Flags of these programs that take no value, so that the word behind them can be the package.
_BARE_FLAGS = frozenset({"-y", "--yes", "-q", "--quiet", "--silent", "--offline", "--prefer-offline", "--"})
_PACKAGE = expression(r"\A(?:@[a-z0-9][\w.-]{0,60}/)?[a-z][a-z0-9._-]{0,60}(?:@(?:latest|next|\^?~?\d[\w.-]{0,20}))?\Z")
_FLAG = expression(r"\A--?[A-Za-z][\w-]{0,40}\Z")
_LOOKS_RANDOM = expression(
    r"(?i)(?:sk|pk|rk|gh[a-z]|glpat|xox[a-z])[-_]|\A(?=[^@/]*\d[^@/]*\d)[A-Za-z0-9_-]{20,}\Z|[0-9a-f]{16}"
)
_HOST = expression(
    r"\A(?:[A-Za-z0-9-]{1,40}\.){0,8}[A-Za-z0-9-]{1,40}(?::\d{1,5})?\Z|\A\[[0-9a-fA-F:]+\](?::\d{1,5})?\Z"
)
_SCHEME = expression(r"\A(?:https?|wss?|sse)\Z")


def command_line(words: Iterable[str]) -> str:
    """Return a command in which every word is hidden that is not surely harmless."""
    return " ".join(_told(list(words)))


def _told(words: list[str]) -> Iterator[str]:
    if not words:
        return
    program = words[0].replace("\\", "/").rpartition("/")[2]
    yield program if _PROGRAM.match(program) and not _LOOKS_RANDOM.search(program) else HIDDEN
    before = _RUNNERS.get(program.removesuffix(".cmd").removesuffix(".exe"))
    awaits_package = before is not None
    hidden = False
    for word in words[1:]:
        told = HIDDEN
        flag = word.partition("=")[0]
        if word in _BARE_FLAGS:
            told = word
        elif word.startswith("-"):
            # The word behind an unknown flag may be its value: no package is looked for any more.
            awaits_package = False
            if _FLAG.match(flag) and not _LOOKS_RANDOM.search(flag) and not _is_glued(flag):
                told = f"{flag}={HIDDEN}" if "=" in word else flag
        elif awaits_package and before and word in before:
            told = word
        elif awaits_package:
            awaits_package = False
            told = word if _PACKAGE.match(word) and not _LOOKS_RANDOM.search(word) else HIDDEN
        if told != HIDDEN or not hidden:
            yield told
        hidden = told == HIDDEN


def _is_glued(flag: str) -> bool:
    """Tell whether a short flag has its value without a blank, as `-phunter2` does."""
    return not flag.startswith("--") and len(flag) > 2


def address(url: str) -> str:
    """Return scheme and host of an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return HIDDEN
    host = parts.netloc.rpartition("@")[2]
    if not _SCHEME.match(parts.scheme) or not _HOST.match(host) or _LOOKS_RANDOM.search(host):
        return HIDDEN
    more = parts.path.strip("/") or parts.query or parts.fragment
    return f"{parts.scheme}://{host}{'/' + HIDDEN if more else ''}"


def secret_spans(document: Document) -> list[Span]:
    """Return what must not leave the editor: values in `env` and `headers`, arguments, addresses, proven tokens."""
    found = [one.span for one in tokens(document.text)]
    for one in governed(document):
        *above, step = one.path
        if step in SECRET_KEYS and isinstance(one.node, Mapping):
            # The names of variables and headers are no secrets.
            continue
        if step in SECRET_KEYS or not SECRET_KEYS.isdisjoint(above):
            found.append(one.node.span)
        elif isinstance(one.node, Mapping) and (server := _server(one.node)):
            found += server
    return found


def _server(node: Mapping) -> list[Span]:
    """Return what is hidden of a map that says how a server is started or reached; nothing for any other map."""
    arguments, url = node.value(_ARGUMENTS), node.value(_ADDRESS)
    found: list[Span] = []
    if node.value(_COMMAND) is not None and isinstance(arguments, Sequence):
        found += _scalars(arguments)
    if isinstance(url, Scalar) and HIDDEN in address(url.text):
        found.append(url.span)
    return found


def _scalars(node: Node) -> Iterator[Span]:
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _scalars(entry.value)
    else:
        yield node.span
