"""From the text of a frontmatter block to a tree, as a host reads it, and never failing.

Three ways, each tried when the one before it fails: the whole block as YAML, the block after the host's own repair, and
the block cut into its top-level entries, each read alone, so that one bad line costs the others nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from agentls.syntax.frontmatter import BYTE_ORDER_MARK
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Opaque,
    Scalar,
    Sequence,
    Style,
)
from agentls.syntax.policies import Reader
from agentls.syntax.yaml.causes import Cause, Kind, explain
from agentls.syntax.yaml.compose import DuplicateKeyError, YamlError, compose
from agentls.syntax.yaml.flavours import Flavour
from agentls.syntax.yaml.repair import Repaired, repair
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


class Outcome(Enum):
    """What becomes of the block at the host."""

    READ = "read"
    REPAIRED = "repaired"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. `causes` says what is wrong where, for an outcome other than `READ`.

    `is_map` is false when the block is readable but holds something other than keys with values.
    """

    root: Mapping
    outcome: Outcome
    causes: tuple[Cause, ...] = ()
    is_map: bool = True


def read(source: str, block: Span, reader: Reader) -> Reading:
    """Read the frontmatter at `block` of `source` as a host with such a `reader` does.

    All spans of the answer are offsets into `source`.
    """
    if reader.lines is not None:
        return Reading(reader.lines(source, block), Outcome.READ)
    text = block.of(source)
    try:
        return _shaped(compose(text, reader.flavour, block.start), block, Outcome.READ, reader)
    except YamlError as error:
        # With where it was raised it would hold this very frame, and the text, until somebody looks for garbage.
        first_error = error.with_traceback(None)
        first_error.__context__ = None
    if (found := _read_otherwise(text, reader)) is not None:
        return _shaped(shifted(found, block.start), block, Outcome.READ, reader)
    cut = _cut(source, block, reader)
    causes = cut.causes or (_cause(source, block, first_error, reader.flavour),)
    marked = reader.mark_prevents_repair and source.startswith(BYTE_ORDER_MARK)
    if reader.repair is not None and not marked:
        repaired = reader.repair(text)
        try:
            node = compose(repaired.text, reader.flavour)
        except YamlError:
            pass
        else:
            found = _relocate(node, repaired, text, block.start) if node is not None else None
            return replace(_shaped(found, block, Outcome.REPAIRED, reader), causes=causes)
    if reader.fallback is not None and not any(entry.name in reader.without_fallback for entry in cut.entries):
        return Reading(reader.fallback(source, block), Outcome.REPAIRED, causes)
    return Reading(Mapping(block, cut.entries, flow=False), Outcome.LOST, causes)


def _read_otherwise(text: str, reader: Reader) -> Node | None:
    """Return the tree of a block that is YAML to this host and to hardly any other."""
    bare = reader.leniency(text) if reader.leniency is not None else None
    if bare is None:
        return None
    try:
        node = compose(bare.text, reader.flavour)
    except YamlError:
        return None
    return _relocate(node, bare, text, 0) if node is not None else None


def _cause(source: str, block: Span, error: YamlError, flavour: Flavour) -> Cause:
    if isinstance(error, DuplicateKeyError):
        return Cause(Kind.DUPLICATE, error.span.shifted(block.start))
    return explain(source, block, block, error, flavour)


def _shaped(node: Node | None, block: Span, outcome: Outcome, reader: Reader) -> Reading:
    if node is None:
        return Reading(Mapping(Span(block.start, block.start), (), flow=False), outcome)
    if isinstance(node, Mapping):
        return Reading(node, outcome)
    if isinstance(node, Scalar) and node.value is None:
        return Reading(Mapping(Span(block.start, block.start), (), flow=False), outcome)
    return Reading(
        Mapping(node.span, (), flow=False),
        outcome,
        is_map=reader.takes_lists if isinstance(node, Sequence) else reader.takes_words,
    )


@dataclass(frozen=True, slots=True)
class _Cut:
    entries: tuple[Entry, ...]
    causes: tuple[Cause, ...]


def _cut(source: str, block: Span, reader: Reader) -> _Cut:
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
    return _Cut(tuple(entries), tuple(causes))


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
    return _relocate(node, repaired, chunk, 0) if node is not None else None


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


def shifted(node: Node, by: int) -> Node:
    """Return `node` with every span moved by `by` code points."""
    if not by:
        return node
    span = node.span.shifted(by)
    if isinstance(node, Scalar):
        return Scalar(span, node.text, node.style, node.value)
    if isinstance(node, Sequence):
        return Sequence(span, tuple(shifted(item, by) for item in node.items), node.flow)
    if isinstance(node, Mapping):
        return Mapping(span, tuple(shifted_entry(entry, by) for entry in node.entries), node.flow)
    return Opaque(span)


def shifted_entry(entry: Entry, by: int) -> Entry:
    """Return `entry` with every span moved by `by` code points."""
    key = shifted(entry.key, by)
    assert isinstance(key, Scalar)  # noqa: S101 - a scalar stays a scalar.
    return Entry(key, shifted(entry.value, by), entry.span.shifted(by))


def _relocate(node: Node, repaired: Repaired, text: str, base: int) -> Node:
    """Return a tree of the repaired text with its places in the original, and its values as they stand there."""
    quoted = {span.start: span for span in repaired.quoted}

    def place(span: Span) -> Span:
        return Span(repaired.source(span.start), repaired.source(span.end))

    def walk(one: Node) -> Node:
        span = place(one.span)
        if isinstance(one, Scalar):
            was = quoted.get(span.start)
            if was is None or one.style in (Style.PLAIN, Style.FOLDED):
                return Scalar(span.shifted(base), one.text, one.style, one.value)
            end = was.end
            while end > was.start and text[end - 1] in " \t":
                end -= 1
            return Scalar(Span(was.start, end).shifted(base), one.text, Style.PLAIN, one.value)
        if isinstance(one, Sequence):
            return Sequence(span.shifted(base), tuple(walk(item) for item in one.items), one.flow)
        if isinstance(one, Mapping):
            entries = []
            for entry in one.entries:
                key, value = walk(entry.key), walk(entry.value)
                assert isinstance(key, Scalar)  # noqa: S101 - a scalar stays a scalar.
                entries.append(Entry(key, value, Span(key.span.start, max(key.span.end, value.span.end))))
            return Mapping(span.shifted(base), tuple(entries), one.flow)
        return Opaque(span.shifted(base))

    return walk(node)
