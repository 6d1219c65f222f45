"""Frontmatter read line by line, without YAML: by Cursor always, by Qwen Code and Gemini CLI when the YAML is broken.

Seen in Cursor's SDK 1.0.32, Qwen Code 0.24.4 and Gemini CLI 0.61.0. What such a reader makes of a line is often not
what it looks like: quotes, comments and lists have no meaning to some of them.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from agentls.syntax.nodes import Atom, Entry, Mapping, Node, Scalar, Sequence, Style
from agentls.syntax.yaml import scalars
from agentls.text.expressions import expression
from agentls.text.positions import Span

_KEY_LINE = expression(r"(?P<key>(?:[^:\n]*[^: \t\n])?)[ \t]*:(?P<value>[^\n]*)")
_ITEM = expression(r"[ \t]+-[ \t]*(?P<value>[^\n]*)")
_QWEN_ITEM = expression(r"  - (?P<value>[^\n]*)")
_QWEN_NESTED = expression(r"  (?P<key>[^:\n]+):(?P<value>[^\n]*)")
_GEMINI_KEY = expression(r"[ \t]*(?P<key>name|description):[ \t]*(?P<value>[^\n]*)")


class _Line(NamedTuple):
    span: Span
    text: str


def cursor_agent(source: str, block: Span) -> Mapping:
    """Return what Cursor reads of an agent: keys in any case, values as they stand there."""
    return Mapping(block, tuple(_cursor(source, block, items=False)), flow=False)


def cursor_rule(source: str, block: Span) -> Mapping:
    """Return what Cursor reads of a rule: as of an agent, but `globs` may be an indented list."""
    return Mapping(block, tuple(_cursor(source, block, items=True)), flow=False)


def _cursor(source: str, block: Span, *, items: bool) -> Iterator[Entry]:
    lines = list(_lines(source, block))
    for number, line in enumerate(lines):
        match = _KEY_LINE.match(line.text)
        if match is None or not match["key"].strip() or (items and line.text.lstrip()[:1] in "-#"):
            continue
        key = _scalar(source, line.span.start, match, "key", None)
        name = key.text.lower() if not items else key.text
        value: Node = _scalar(source, line.span.start, match, "value", None)
        if items and not match["value"].strip():
            found = [_scalar(source, start, item, "value", None) for start, item in _items_below(lines, number)]
            if found:
                value = Sequence(Span(found[0].span.start, found[-1].span.end), tuple(found), flow=False)
        yield Entry(Scalar(key.span, name, Style.PLAIN, name), value, Span(key.span.start, value.span.end))


def _items_below(lines: list[_Line], number: int) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the items that stand right below line `number`, each with where its line begins."""
    for below in range(number + 1, len(lines)):
        item = _ITEM.match(lines[below].text)
        if item is None:
            return
        yield lines[below].span.start, item


def qwen(source: str, block: Span) -> Mapping:
    """Return what Qwen Code reads of broken YAML: keys and values, lists and maps one level deep."""
    entries: list[Entry] = []
    lines = list(_lines(source, block))
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        match = _KEY_LINE.match(line.text)
        if match is None or not line.text.strip() or line.text[0] in " \t#":
            continue
        key = _scalar(source, line.span.start, match, "key", None)
        value: Node = _scalar(source, line.span.start, match, "value", _qwen_value)
        inner: list[_Line] = []
        while not match["value"].strip() and number < len(lines) and lines[number].text.startswith("  "):
            inner.append(lines[number])
            number += 1
        value = _qwen_nested(source, inner) or value
        entries.append(Entry(key, value, Span(key.span.start, max(key.span.end, value.span.end))))
    return Mapping(block, tuple(entries), flow=False)


def _qwen_nested(source: str, lines: list[_Line]) -> Node | None:
    items = [(line, match) for line in lines for match in [_QWEN_ITEM.match(line.text)] if match]
    if items:
        found = tuple(_scalar(source, line.span.start, match, "value", _qwen_value) for line, match in items)
        return Sequence(Span(found[0].span.start, found[-1].span.end), found, flow=False)
    nested = [(line, match) for line in lines for match in [_QWEN_NESTED.match(line.text)] if match]
    if not nested:
        return None
    entries = []
    for line, match in nested:
        key = _scalar(source, line.span.start, match, "key", None)
        value = _scalar(source, line.span.start, match, "value", _qwen_value)
        entries.append(Entry(key, value, Span(key.span.start, value.span.end)))
    return Mapping(Span(entries[0].span.start, entries[-1].span.end), tuple(entries), flow=False)


def _qwen_value(text: str) -> Atom:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text if text in ("~", "") else scalars.core(text)


def gemini_skill(source: str, block: Span) -> Mapping:
    """Return what Gemini CLI reads of a skill whose YAML is broken: the name and the description, with continuation."""
    entries: dict[str, Entry] = {}
    lines = list(_lines(source, block))
    for number, line in enumerate(lines):
        match = _GEMINI_KEY.match(line.text)
        if match is None:
            continue
        key = _scalar(source, line.span.start, match, "key", None)
        value = _scalar(source, line.span.start, match, "value", None)
        words, end = [value.text.strip("\"'")], value.span.end
        for one in lines[number + 1 :] if match["key"] == "description" else ():
            if not one.text[:1].isspace() or not one.text.strip():
                break
            words.append(one.text.strip())
            end = one.span.end
        text = " ".join(word for word in words if word)
        value = Scalar(Span(value.span.start, end), text, Style.PLAIN, text)
        entries.setdefault(key.text, Entry(key, value, Span(key.span.start, end)))
    return Mapping(block, tuple(entries.values()), flow=False)


def _lines(source: str, block: Span) -> Iterator[_Line]:
    at = block.start
    while at < block.end:
        end = source.find("\n", at, block.end)
        end = block.end if end < 0 else end
        text = source[at:end].removesuffix("\r")
        yield _Line(Span(at, at + len(text)), text)
        at = end + 1


def _scalar(source: str, start: int, match: re.Match[str], group: str, convert: Callable[[str], Atom] | None) -> Scalar:
    """Return a part of a line without the blanks around it; `convert` says what its text means."""
    text = match[group]
    begin = start + match.start(group) + len(text) - len(text.lstrip())
    text = text.strip()
    value = convert(text) if convert else text
    return Scalar(Span(begin, begin + len(text)), text, Style.PLAIN, value)
