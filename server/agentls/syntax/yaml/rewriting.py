"""What OpenCode and Codex do with YAML that they cannot read: they rewrite values on one line and read it again.

Seen in OpenCode 1.18.34 and Kilo 7.7.9 (a value with a colon becomes a literal block) and Codex 0.171.0 (a value is put
in quotes). The lines, the keys and the values that they touch differ; the way back to the places as written does not.
"""

from __future__ import annotations

import re

from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import YamlError
from agentls.syntax.yaml.flavours import SERDE
from agentls.syntax.yaml.repair import Builder, Repaired
from agentls.text.expressions import expression
from agentls.text.positions import Span

_OPENCODE_LINE = expression(r"(?P<key>[a-zA-Z_][a-zA-Z0-9_]*)[^\S\n]*:[^\S\n]*(?P<value>[^\n]*?)[^\S\n]*\Z")
# A line break in the place of a blank keeps all offsets.
_KEY_BEHIND_KEY = expression(r"^([^\s#][^\n:]*:[ \t]*)[ \t](?=\?[ \t])", re.MULTILINE)
_CODEX_LINE = expression(r"(?P<key>[A-Za-z_][\w-]*):[ \t]+(?P<value>\S[^\n]*?)[ \t\r]*\Z")


def colons_to_blocks(text: str) -> Repaired:
    """Return `text` with each unindented value that holds a colon as a literal block."""
    out = Builder()
    at = 0
    for number, line in enumerate(text.split("\n")):
        if number:
            out.copy("\n", at - 1)
        match = _OPENCODE_LINE.match(line)
        value = match["value"] if match else ""
        if match and ":" in value and value not in (">", "|") and value[0] not in "\"'":
            start = match.start("value")
            out.copy(f"{match['key']}:", at)
            out.copy(" ", at + max(start - 1, 0))
            out.quoted.append(Span(at + start, at + match.end("value")))
            out.copy("", at + start)
            out.insert("|-\n  ")
            out.copy(value, at + start)
        else:
            out.copy(line, at)
        at += len(line) + 1
    return out.finished()


def values_to_quotes(text: str) -> Repaired:
    """Return `text` with quotes around each unindented value that holds `: ` or begins with a special sign."""
    out = Builder()
    at = 0
    for number, line in enumerate(text.split("\n")):
        if number:
            out.copy("\n", at - 1)
        match = _CODEX_LINE.match(line)
        value = match["value"] if match else ""
        if match and (": " in value or value[0] in "@`[{") and value[0] not in "\"'|>" and not _is_readable(value):
            start = match.start("value")
            out.copy(line[:start], at)
            out.quoted.append(Span(at + start, at + match.end("value")))
            out.insert("'")
            _copy_doubled(out, value, at + start)
            out.insert("'")
            out.copy("", at + match.end("value"))
        else:
            out.copy(line, at)
        at += len(line) + 1
    return out.finished()


def as_js_yaml_3(text: str) -> Repaired | None:
    """Return `text` as js-yaml 3 reads it: tabs that begin a line do not count, and a `?` behind a key begins a line.

    `None` when there is nothing of the kind in it.
    """
    broken = _KEY_BEHIND_KEY.sub(r"\1\n", text)
    if broken == text and "\n\t" not in text:
        return None
    text = broken
    out = Builder()
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.lstrip("\t")
        out.copy(bare, at + len(line) - len(bare))
        at += len(line)
    return out.finished()


def _is_readable(value: str) -> bool:
    try:
        compose(value, SERDE)
    except YamlError:
        return False
    return ": " not in value or value[0] in "[{"


def _copy_doubled(out: Builder, value: str, source: int) -> None:
    start = 0
    for at, character in enumerate(value):
        if character == "'":
            out.copy(value[start:at], source + start)
            out.insert("'")
            start = at
    out.copy(value[start:], source + start)
