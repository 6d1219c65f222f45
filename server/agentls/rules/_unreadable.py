"""What the rules about YAML share: which causes lose the file, how they are called, and how they can be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agentls.document import Document
from agentls.edits import line_of, quoted
from agentls.finding import Fix
from agentls.nodes import to_plain
from agentls.readers import READERS
from agentls.repair import repair
from agentls.text import Edit, Span, apply
from agentls.yaml_causes import Cause, Kind
from agentls.yaml_compose import YamlError, compose
from agentls.yaml_reader import Outcome

_TABS = re.compile(r"^\t+", re.MULTILINE)
_SIMPLE_ENTRY = re.compile(r"[a-z_-]+: *[^\s\[{<][^\n]*\Z")
_WORD = re.compile(r"\w+(?=[ \t])")
_CLOSERS = {"[": "]", "{": "}"}

# What is wrong, and what to do: the second for a value on one line, the third for one on several.
WORDS = {
    Kind.COLON: ("A colon and a blank in an unquoted value", "quote the value", "use a block with `|`"),
    Kind.TAB: ("A tab used as indentation", "use blanks", ""),
    Kind.OPEN_QUOTE: ("A quote that is never closed", "close it", "use a block with `|`"),
    Kind.AFTER_QUOTE: ("Text after the closing quote", "quote the whole value", "use a block with `|`"),
    Kind.OPEN_BRACKET: ("A bracket that is never closed", "close it or quote the value", "close it"),
    Kind.AFTER_BRACKET: ("Text after the closing bracket", "quote the whole value", "use a block with `|`"),
    Kind.RESERVED: ("A value that begins with this character", "quote the value", "use a block with `|`"),
    Kind.ALIAS: ("A value that begins with `*`", "quote the value", "use a block with `|`"),
    Kind.LOOSE_TEXT: ("A line that belongs to no key", "remove it", "use a block with `|`"),
    Kind.NO_SPACE: ("A colon without a blank after it", "add the blank", "add the blank"),
    Kind.HYPHEN: ("A hyphen without a blank after it", "add the blank", "add the blank"),
    Kind.INDENTATION: ("A line that is indented but belongs to no key", "remove the indentation", ""),
    Kind.DOCUMENT_END: ("A line `...`, which ends the YAML,", "remove it", ""),
    Kind.OTHER: ("Something here", "quote the value", "use a block with `|`"),
}


def sorted_causes(document: Document) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
    """Return the causes for which the host cannot use the block, and those with which it copes."""
    reading = document.reading
    if reading.outcome is not Outcome.LOST:
        return (), reading.causes
    harmless = tuple(cause for cause in reading.causes if _is_repaired(document, cause))
    if len(harmless) == len(reading.causes):
        return reading.causes, ()
    return tuple(cause for cause in reading.causes if cause not in harmless), harmless


def _is_repaired(document: Document, cause: Cause) -> bool:
    """Tell whether the host's own repair would be enough if nothing else were wrong."""
    if cause.key is None or cause.value is None or not READERS[document.dialect.reader].repairs:
        return False
    lines = line_of(document, Span(cause.key.start, cause.value.end))
    try:
        compose(repair(lines.of(document.text)).text)
    except YamlError:
        return False
    return True


def is_early_end(document: Document, cause: Cause) -> bool:
    """Tell whether a quote or bracket stays open only because the block ends inside the value."""
    frontmatter = document.frontmatter
    if not frontmatter.early or cause.value is None or cause.kind not in (Kind.OPEN_QUOTE, Kind.OPEN_BRACKET):
        return False
    return not document.text[cause.value.end : frontmatter.block.end].strip()


def describe(document: Document, cause: Cause) -> tuple[str, str]:
    """Return what is wrong and what to do about it."""
    wrong, single, multiple = WORDS[cause.kind]
    return wrong, multiple if _has_lines(document, cause) else single


def _has_lines(document: Document, cause: Cause) -> bool:
    """Tell whether the value takes more than the line of its key."""
    return bool(cause.key and cause.value and "\n" in document.text[cause.key.end : cause.value.end])


def quote_fix(document: Document, cause: Cause) -> tuple[Fix, ...]:
    """Return the fix that writes out what the host reads after its own repair: same values, valid YAML."""
    before = to_plain(document.root)
    if cause.kind is Kind.TAB:
        title, edits = "Replace tabs with blanks", list(_untabbed(document))
    elif cause.value is not None and not _has_lines(document, cause):
        title, edits = "Quote the value", [_quoted_line(document, cause.value)]
    else:
        return ()
    changed = _edited(document, edits)
    if to_plain(changed.root) != before:
        # Once the block is valid the repair no longer quotes the other values, so they need their quotes as well.
        edits += [_quoted_line(document, span) for span in _differing(document, changed) if span != cause.value]
        changed = _edited(document, edits)
    better = len(changed.reading.causes) < len(document.reading.causes)
    same = to_plain(changed.root) == before
    return (Fix(title, tuple(edits), preferred=True, safe=same),) if better else ()


def fixes(document: Document, cause: Cause) -> tuple[Fix, ...]:
    """Return the fixes that make the block better readable than it was, the best one first."""
    found: list[Fix] = []
    for title, edits in _candidates(document, cause):
        if _helps(document, edits) and all(fix.edits != tuple(edits) for fix in found):
            found.append(Fix(title, tuple(edits), preferred=not found))
    return tuple(found)


def _helps(document: Document, edits: list[Edit]) -> bool:
    changed = _edited(document, edits)
    if changed.frontmatter.fencing is not document.frontmatter.fencing or not changed.reading.is_map:
        return False
    known = document.dialect.properties
    if any(entry.name in known and changed.entry(entry.name) is None for entry in document.root.entries):
        return False
    fatal = len(sorted_causes(document)[0])
    return changed.reading.outcome is not Outcome.LOST or len(sorted_causes(changed)[0]) < fatal


def _edited(document: Document, edits: list[Edit]) -> Document:
    text = apply(document.text, edits)
    return Document(document.path, text, document.dialect, document.version, document.encoding)


def _candidates(document: Document, cause: Cause) -> Iterator[tuple[str, list[Edit]]]:
    text, span, value = document.text, cause.span, cause.value
    if cause.kind in (Kind.NO_SPACE, Kind.HYPHEN):
        yield f"Add the blank after `{span.of(text)}`", [Edit(Span(span.end, span.end), " ")]
        return
    word = _WORD.match(text, span.start)
    if cause.kind is Kind.LOOSE_TEXT and word and word.group() in document.dialect.properties:
        yield f"Add the colon after `{word.group()}`", [Edit(Span(word.end(), word.end()), ":")]
        return
    if cause.kind is Kind.TAB:
        yield "Replace tabs with blanks", list(_untabbed(document))
        yield "Remove the tab", [Edit(span, "")]
    elif cause.kind is Kind.INDENTATION:
        yield "Remove the indentation", [Edit(span, "")]
    elif cause.kind is Kind.DOCUMENT_END:
        yield "Remove the line", [Edit(line_of(document, span), "")]
    if value is None or cause.key is None:
        yield "Turn the line into a comment", [Edit(Span(span.start, span.start), "# ")]
        return
    known = document.dialect.properties.get(cause.key.of(text))
    if _has_lines(document, cause) and known is not None and (known.grammar or known.facts.get("defines")):
        # A name or a list of names is no text for a block: the odd line is better kept out of the way.
        line = document.lines.line_span(document.lines.line_of(span.start))
        yield "Turn the line into a comment", [Edit(Span(line.start, line.start), "# ")]
    elif _has_lines(document, cause):
        for end in dict.fromkeys((_reach(document, value), value.end)):
            yield "Write the value as a block", [_block_scalar(document, cause.key, Span(value.start, end))]
        # Where another value needs the host's repair, that repair would put the `|` of a block in quotes.
        yield "Write the value on one line", [_one_line(document, cause.key, value)]
    else:
        yield from _closed(text, cause, value)
        yield "Quote the value", [_quoted_line(document, value)]


def _closed(text: str, cause: Cause, value: Span) -> Iterator[tuple[str, list[Edit]]]:
    first = text[value.start]
    if cause.kind is Kind.OPEN_QUOTE and value.end - value.start > 1:
        yield "Close the quote", [Edit(Span(value.end, value.end), first)]
    elif cause.kind is Kind.OPEN_BRACKET:
        yield "Close the bracket", [Edit(Span(value.end, value.end), _CLOSERS[first])]


def _untabbed(document: Document) -> Iterator[Edit]:
    block = document.frontmatter.block
    for tabs in _TABS.finditer(block.of(document.text)):
        yield Edit(Span(tabs.start(), tabs.end()).shifted(block.start), "  " * (tabs.end() - tabs.start()))


def _quoted_line(document: Document, value: Span) -> Edit:
    """Return the edit that quotes a value to the end of its line, blanks included, as the host's repair does."""
    end = value.end
    while document.text[end : end + 1] in (" ", "\t"):
        end += 1
    whole = Span(value.start, end)
    return Edit(whole, quoted(whole.of(document.text)))


def _differing(document: Document, changed: Document) -> Iterator[Span]:
    for entry in document.root.entries:
        other = changed.entry(entry.name)
        if other is not None and to_plain(other.value) != to_plain(entry.value):
            yield entry.value.span


def _reach(document: Document, value: Span) -> int:
    """Return where a text of several lines probably ends: before the next known key or a run of plain entries."""
    block = document.frontmatter.block
    foreign = document.dialect.foreign_keys
    at = document.text.find("\n", value.end, block.end) + 1 or block.end
    simple: int | None = None
    while at < block.end:
        end = document.text.find("\n", at, block.end) + 1 or block.end
        line = document.text[at:end]
        key = line.partition(":")[0].rstrip()
        if ":" in line and (key in document.dialect.properties or (foreign is not None and foreign.get(key))):
            break
        if _SIMPLE_ENTRY.match(line.rstrip()):
            simple = at if simple is None else simple
        elif line.strip():
            simple = None
        at = end
    at = simple if simple is not None else at
    while at > value.end and document.text[at - 1] in " \t\r\n":
        at -= 1
    return at


def _one_line(document: Document, key: Span, value: Span) -> Edit:
    colon = document.text.find(":", key.end)
    return Edit(Span(colon + 1, value.end), " " + quoted(" ".join(value.of(document.text).split())))


def _block_scalar(document: Document, key: Span, value: Span) -> Edit:
    colon = document.text.find(":", key.end)
    first, *rest = value.of(document.text).replace("\r\n", "\n").split("\n")
    margins = [len(line) - len(line.lstrip(" \t")) for line in rest if line.strip()]
    margin = min(margins, default=0)
    lines = [first.strip(), *(line[margin:].rstrip() for line in rest)]
    body = [f"  {line}" if line else "" for line in lines]
    return Edit(Span(colon + 1, value.end), document.line_break().join([" |", *body]))
