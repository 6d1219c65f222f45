"""A block that is no YAML as a whole, cut into its top-level entries, of which each is read alone."""

import re
from typing import NamedTuple

from agentls.syntax.nodes import Entry, Mapping, Node, Opaque, Scalar, Style
from agentls.syntax.policies import Reader
from agentls.syntax.yaml.causes import Cause, Kind
from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import DuplicateKeyError, YamlError
from agentls.syntax.yaml.explaining import explain
from agentls.syntax.yaml.moved import relocated, shifted_entry
from agentls.syntax.yaml.repair import repair
from agentls.text.expressions import expression
from agentls.text.positions import Span

_ENTRY_LINE = expression(
    r"""(?P<key>"(?:[^"\\\n]|\\.)*"
      | '(?:[^'\n]|'')*'
      | [^\s#\-\[\]{},&*!|>'"%@`?:<](?:[^\n:#]*[^ \t\n:#])?
      | -\w(?:[^\n:#]*[^ \t\n:#])?)
    [ \t]*:(?=[ \t\r\n]|\Z)""",
    re.VERBOSE,
)


class Cut(NamedTuple):
    """The entries, and what is wrong with those that are not YAML."""

    entries: tuple[Entry, ...]
    causes: tuple[Cause, ...]


def cut(source: str, block: Span, reader: Reader) -> Cut:
    """Read each top-level entry of the block alone."""
    entries: list[Entry] = []
    causes: list[Cause] = []
    for span, match in _chunks(source, block):
        chunk = span.of(source)
        try:
            node = compose(chunk, reader.flavour)
        except DuplicateKeyError as error:
            causes.append(Cause(Kind.DUPLICATE, error.span.shifted(span.start)))
            node = _with_duplicates(chunk)
        except YamlError as error:
            causes.append(explain(source, span, block, error, reader.flavour))
            node = _quoted(chunk)
        else:
            if node is not None and not isinstance(node, Mapping):
                # Readable alone, but text above the first key spoils the whole.
                causes.append(explain(source, span, block, YamlError(0, "no key"), reader.flavour))
        if isinstance(node, Mapping):
            entries.extend(shifted_entry(entry, span.start) for entry in node.entries)
        elif match is not None:
            entries.append(_opaque_entry(source, span, match))
    return Cut(tuple(entries), tuple(causes))


def _with_duplicates(chunk: str) -> Node | None:
    """Return what an entry means where keys may stand twice; what is wrong behind the second one comes to light now."""
    try:
        return compose(chunk)
    except YamlError:
        return _quoted(chunk)


def _quoted(chunk: str) -> Node | None:
    return _second_try(chunk) or _second_try(_head(chunk))


def _second_try(chunk: str) -> Node | None:
    """Return what the entry means once its value is quoted, if that is enough to read it."""
    # The carriage return would keep the repair from matching; a blank in its stead keeps all offsets.
    repaired = repair(chunk.replace("\r\n", " \n"))
    try:
        node = compose(repaired.text)
    except YamlError:
        return None
    return relocated(node, repaired, chunk, 0) if node is not None else None


def _head(chunk: str) -> str:
    """Return the entry without the unindented lines behind it, which cannot belong to it."""
    lines = chunk.split("\n")
    count = 1
    while count < len(lines) and (not lines[count].strip() or lines[count][0] in " \t#-"):
        count += 1
    return "\n".join(lines[:count])


def _chunks(source: str, block: Span) -> list[tuple[Span, re.Match[str] | None]]:
    """Cut the block before each unindented line that begins an entry; other lines belong to the entry above."""
    starts: list[tuple[int, re.Match[str] | None]] = []
    at = block.start
    while at < block.end:
        end = source.find("\n", at, block.end) + 1 or block.end
        match = _ENTRY_LINE.match(source, at, end)
        if match:
            starts.append((at, match))
        elif not starts and source[at:end].strip() and not source[at:end].lstrip().startswith("#"):
            starts.append((at, None))
        at = end
    if not starts:
        return []
    ends = [start for start, _ in starts[1:]] + [block.end]
    return [(Span(start, end), match) for (start, match), end in zip(starts, ends, strict=True)]


def _opaque_entry(source: str, span: Span, match: re.Match[str]) -> Entry:
    key_text = match.group("key")
    key_span = Span(match.start("key"), match.end("key"))
    name = key_text[1:-1] if key_text[0] in "\"'" else key_text
    start, end = match.end(), span.end
    while start < end and source[start] in " \t\r\n":
        start += 1
    while end > start and source[end - 1] in " \t\r\n":
        end -= 1
    value = Span(start, end) if end > start else Span(match.end(), match.end())
    return Entry(Scalar(key_span, name, Style.PLAIN, name), Opaque(value), Span(key_span.start, value.end))
