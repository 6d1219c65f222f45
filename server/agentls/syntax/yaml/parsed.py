"""From YAML text to a tree of nodes with exact places, on top of PyYAML's event stream.

Events are used rather than PyYAML's own composer because they keep the place of an alias, leave unknown tags alone
and say nothing about what `=`, `<<` or `2024-01-01` mean. The C parser is tried first, being some fifteen times faster;
what it rejects is read again by the Python scanner, taught the few forms that hosts accept beyond it.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Opaque,
    Scalar,
    Sequence,
    Style,
)
from agentls.syntax.yaml.errors import DuplicateKeyError, YamlError
from agentls.syntax.yaml.flavours import Flavour
from agentls.syntax.yaml.scanner import LenientScanner
from agentls.text.expressions import expression
from agentls.text.positions import Span

# PyYAML's C parser, where it was built in. The events and marks of the two parsers share no declared type.
_CParser: Any = getattr(import_module("yaml.cyaml"), "CParser") if yaml.__with_libyaml__ else None  # noqa: B009
_Event = Any

DEEPEST = 60
MOST_NODES = 50_000

_STYLES = {
    None: Style.PLAIN,
    "": Style.PLAIN,
    "'": Style.SINGLE,
    '"': Style.DOUBLE,
    "|": Style.LITERAL,
    ">": Style.FOLDED,
}
# PyYAML refuses these or takes them for line breaks; the hosts read them as ordinary characters. They are moved to
# a private plane before parsing, one for one so that offsets hold, and moved back in every text that comes out.
# What is left out is not named here: an expression with all the rest in it takes as long to make as Python to start.
_UNUSUAL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_UNUSUAL_BUT_SEPARATORS = expression(_UNUSUAL.pattern.replace("\x7f-\x9f\u2028\u2029", "\x7f-\x84\x86-\x9f"))
_PLANE = 0x100000
_TEXT_TAGS = frozenset({"tag:yaml.org,2002:str", "!"})
_MERGE = "<<"
_CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_NEEDS_LENIENCY = expression(r"\t|:[ ]+,|^[ -]*,|:[,\]}]", re.MULTILINE)


def parsed(text: str, flavour: Flavour, base: int) -> Node | None:
    """Return the tree of `text` as `compose` does, whatever stands in it; `None` for an empty one.

    `base` is where `text` begins in its source: spans of the tree are offsets into that, those of errors into `text`.
    Raises `YamlError` when the text is not YAML, is too deep, or holds more than one document.
    """
    original = text
    control = None if flavour.control_characters else _CONTROL.search(text)
    if control is not None:
        raise YamlError(control.start(), "a control character")
    moved = _UNUSUAL_BUT_SEPARATORS if flavour.separators else _UNUSUAL
    unusual = moved.search(text) is not None
    if unusual:
        text = moved.sub(lambda found: chr(_PLANE + ord(found[0])), text)
    if _CParser is not None:
        try:
            return _composed(_CParser(text), original, flavour, base, unusual=unusual)
        except YamlError:
            # The Python scanner accepts more only where one of these stands; elsewhere it would fail again, slowly.
            if not _NEEDS_LENIENCY.search(text):
                raise
    return _composed(LenientScanner(text, flavour), original, flavour, base, unusual=unusual)


def _composed(events: Any, text: str, flavour: Flavour, base: int, *, unusual: bool) -> Node | None:
    """Return the tree that the events make; raises `YamlError` for every way in which they can fail."""
    try:
        return _Composer(events, text, flavour, base, unusual=unusual).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.index if mark else 0, error.problem or "not YAML") from None
    except yaml.reader.ReaderError as error:
        raise YamlError(int(error.position), str(error.reason)) from None


class _Composer:
    """Builds nodes from events; one use, one document."""

    def __init__(self, events: Any, text: str, flavour: Flavour, base: int, *, unusual: bool) -> None:
        self._flavour = flavour
        self._base = base
        self._is_strict = not flavour.flow or not flavour.anchors or flavour.tags is not None
        self._next = events.get_event
        self._text = text
        self._unusual = unusual
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0

    def document(self) -> Node | None:
        self._next()
        event = self._next()
        if isinstance(event, StreamEndEvent):
            return None
        node = self._node(self._next(), 0)
        self._next()
        extra = self._next()
        if isinstance(extra, DocumentStartEvent):
            raise YamlError(_start(extra), "a second document begins")
        return node

    def _node(self, event: _Event, depth: int) -> Node:
        self._count += 1
        if depth > DEEPEST or self._count > MOST_NODES:
            raise YamlError(_start(event), "nested too deeply")
        # Neither parser knows kinds of these kinds of events.
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event)
        if self._is_strict:
            self._refuse(event)
        before = self._count
        node: Node
        if kind is ScalarEvent:
            node = self._scalar(event)
        elif kind is SequenceStartEvent:
            node = self._sequence(event, depth)
        else:
            node = self._mapping(event, depth)
        if event.anchor:
            self._anchors[event.anchor] = (node, self._count - before + 1)
        return node

    def _refuse(self, event: _Event) -> None:
        """Raise `YamlError` for what is YAML, but not to this program."""
        flavour = self._flavour
        if not flavour.flow and getattr(event, "flow_style", False):
            raise YamlError(_start(event), "flow lists and maps are not allowed")
        if not flavour.anchors and (event.anchor or event.tag):
            raise YamlError(_start(event), "anchors and tags are not allowed")
        if flavour.tags is not None and event.tag not in (None, "!") and event.tag not in flavour.tags:
            raise YamlError(_start(event), "an unknown tag")

    def _alias(self, event: _Event) -> Node:
        if event.anchor not in self._anchors:
            raise YamlError(_start(event), f"found undefined alias {event.anchor!r}")
        span = Span(_start(event) + self._base, _end(event) + self._base)
        node, size = self._anchors[event.anchor]
        # Counting what an alias stands for keeps a few nested aliases from growing into millions of nodes.
        self._count += size
        if self._count > MOST_NODES:
            return Opaque(span)
        return node._replace(span=span)

    def _scalar(self, event: _Event) -> Scalar:
        style, tag = _STYLES[event.style], event.tag
        start, end = _start(event), _end(event)
        text: str = event.value
        source, flavour, base = self._text, self._flavour, self._base
        is_quoted = style is Style.SINGLE or style is Style.DOUBLE
        if is_quoted and source[end : end + 1] == "#" and not flavour.comment_after_quote:
            raise YamlError(end, "a comment needs a blank before it")
        if self._unusual:
            text = "".join(chr(ord(c) - _PLANE) if ord(c) >= _PLANE else c for c in text)
        while end > start and source[end - 1] in " \t\r\n":
            end -= 1
        while start == end and start > 0 and source[start - 1] in " \t\r\n":
            # Of a value that is not there the two parsers name different places; the one behind the colon is wanted.
            start = end = start - 1
        is_tagged = tag is not None and tag in _TEXT_TAGS and (text != "" or not flavour.lone_tag_is_null)
        value = flavour.resolve(text) if style is Style.PLAIN and not is_tagged else text
        return Scalar(Span(start + base, end + base), text, style, value)

    def _sequence(self, event: _Event, depth: int) -> Sequence:
        items: list[Node] = []
        following = self._next()
        while not isinstance(following, SequenceEndEvent):
            items.append(self._node(following, depth + 1))
            following = self._next()
        start = _start(event) + self._base
        end = _end(following) + self._base if event.flow_style else max(start + 1, items[-1].span.end if items else 0)
        return Sequence(Span(start, end), tuple(items), bool(event.flow_style))

    def _mapping(self, event: _Event, depth: int) -> Mapping:
        entries: list[Entry] = []
        following = self._next()
        while not isinstance(following, MappingEndEvent):
            key = self._node(following, depth + 1)
            value = self._node(self._next(), depth + 1)
            (start, key_end), (_, value_end) = key.span, value.span
            entries.append(Entry(self._as_key(key), value, Span(start, max(key_end, value_end))))
            following = self._next()
        self._refuse_keys(entries)
        start = _start(event) + self._base
        end = _end(following) + self._base if event.flow_style else max(start, entries[-1].span.end if entries else 0)
        return Mapping(Span(start, end), tuple(entries), bool(event.flow_style))

    def _refuse_keys(self, entries: list[Entry]) -> None:
        """Raise `YamlError` for keys that this program does not take."""
        seen: set[str] = set()
        for entry in entries:
            name = entry.key.text
            if name == _MERGE and self._flavour.merges:
                if not isinstance(entry.value, (Mapping, Sequence)):
                    raise YamlError(entry.value.span.start - self._base, "only a map can be merged")
            elif name in seen and self._flavour.rejects_duplicates:
                raise DuplicateKeyError(entry.key.span.shifted(-self._base))
            seen.add(name)

    def _as_key(self, node: Node) -> Scalar:
        """Return a key as a scalar: a list or a map as a key counts as the text that it is written with."""
        if isinstance(node, Scalar):
            return node
        text = node.span.shifted(-self._base).of(self._text)
        return Scalar(node.span, text, Style.PLAIN, text)


def _start(event: _Event) -> int:
    index: int = event.start_mark.index
    return index


def _end(event: _Event) -> int:
    index: int = event.end_mark.index
    return index
