"""How YAML that cannot be read can be mended; a fix is offered only when a reader confirms that it helps."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.schema import Property
from agentls.meaning.edits import line_of, quoted
from agentls.meaning.finding import Fix
from agentls.meaning.unreadable import has_lines, is_odd, reach, sorted_causes
from agentls.meaning.yaml_edits import CLOSERS, block_scalar, closing, one_line, quoted_line, untabbed
from agentls.project.document import Document
from agentls.syntax.nodes import to_plain
from agentls.syntax.yaml.causes import Cause, Kind
from agentls.syntax.yaml.read import Outcome
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span, apply

# Each fix is tried out on the whole block, so that the more is broken the fewer are tried. Where a page is broken, a
# text has just come in that is none of YAML; when the first causes are mended, the next have their turn.
_MOST_READ = 60

_WORD = expression(r"\w+(?=[ \t])")
_BRACKETED = {"[": "array", "{": "object"}

_QUOTE, _UNTAB = "Quote the value", "Replace tabs with blanks"
_CLOSE_QUOTE, _CLOSE_BRACKET = "Close the quote", "Close the bracket"
_NO_COMMA, _NO_CHARACTER = "Remove the comma", "Remove the character"
# What a message says to do where these are the fixes.
_ADVICE = {
    _QUOTE: "quote the value",
    _UNTAB: "use blanks",
    _CLOSE_QUOTE: "close it",
    _CLOSE_BRACKET: "close it",
    _NO_COMMA: "remove it",
    _NO_CHARACTER: "remove it",
}


def is_worth_mending(document: Document, number: int) -> bool:
    """Tell whether fixes are looked for at the cause of that number, counted from 1."""
    return number * len(document.reading.causes) <= _MOST_READ


def repairs(document: Document, cause: Cause) -> tuple[Fix, ...]:
    """Return the fixes of what the host copes with: what was meant, and what the host reads after its own repair."""
    before = to_plain(document.root)
    if cause.kind is Kind.TAB:
        title, edits = _UNTAB, list(untabbed(document))
    elif cause.value is not None and not has_lines(document, cause):
        title, edits = _QUOTE, [quoted_line(document, cause.value)]
    else:
        return ()
    changed = _edited(document, edits)
    if to_plain(changed.root) != before:
        # Once the block is valid the repair no longer quotes the other values, so they need their quotes as well.
        edits += [quoted_line(document, span) for span in _differing(document, changed) if not _is_within(span, edits)]
        changed = _edited(document, edits)
    better = len(changed.reading.causes) < len(document.reading.causes)
    same = to_plain(changed.root) == before
    meant = _meant_fixes(document, cause)
    mended = (Fix(title, tuple(edits), preferred=not meant, safe=same),) if better else ()
    return (*meant, *mended)


def advice(fixes: tuple[Fix, ...]) -> str:
    """Say in words what `repairs` do, the preferred one first; nothing where there are none."""
    return " or ".join(dict.fromkeys(_ADVICE[fix.title] for fix in fixes))


def _meant_fixes(document: Document, cause: Cause) -> tuple[Fix, ...]:
    """Return the fix that adds an end or takes an odd character out: what was meant, though not what is read now."""
    if cause.value is None:
        return ()
    candidates: list[tuple[str, list[Edit]]] = []
    if cause.kind in (Kind.OPEN_QUOTE, Kind.OPEN_BRACKET):
        candidates += _closed(document, cause, cause.value)
    elif cause.kind is Kind.OTHER and is_odd(document, cause):
        candidates.append(_without_odd(document, cause.span))
    found = [(title, edits) for title, edits in candidates if _helps(document, edits)]
    return tuple(Fix(title, tuple(edits), preferred=True) for title, edits in found[:1])


def _without_odd(document: Document, odd: Span) -> tuple[str, list[Edit]]:
    return _NO_COMMA if odd.of(document.text) == "," else _NO_CHARACTER, [Edit(odd, "")]


def fixes(document: Document, cause: Cause) -> tuple[Fix, ...]:
    """Return the fixes that make the block better readable than it was, the best one first."""
    found: list[Fix] = []
    for title, edits in _candidates(document, cause):
        if all(fix.title != title for fix in found) and _helps(document, edits):
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
    span, value = cause.span, cause.value
    lacking = _lacking(document, cause)
    if lacking is not None:
        yield lacking
        return
    if cause.kind is Kind.TAB:
        yield _UNTAB, list(untabbed(document))
        yield "Remove the tab", [Edit(span, "")]
    elif cause.kind is Kind.INDENTATION:
        yield "Remove the indentation", [Edit(span, "")]
    elif cause.kind is Kind.DOCUMENT_END:
        yield "Remove the line", [Edit(line_of(document, span), "")]
    elif cause.kind is Kind.OTHER and is_odd(document, cause):
        yield _without_odd(document, span)
    if value is None or cause.key is None:
        yield from _without_key(document, cause)
        return
    if has_lines(document, cause):
        yield from _for_lines(document, cause, cause.key, value)
    else:
        yield from _closed(document, cause, value)
        if _may_be_text(document, cause.key, value):
            yield _QUOTE, [quoted_line(document, value)]


def _lacking(document: Document, cause: Cause) -> tuple[str, list[Edit]] | None:
    """Return the way to mend a line that lacks no more than a hyphen, a colon or a blank."""
    text, span = document.text, cause.span
    if cause.kind in (Kind.NO_SPACE, Kind.HYPHEN):
        return f"Add the blank after `{span.of(text)}`", [Edit(Span(span.end, span.end), " ")]
    if cause.kind is Kind.NO_HYPHEN:
        return "Add the hyphen", [Edit(Span(span.start, span.start), "- ")]
    word = _WORD.match(text, span.start) if cause.kind is Kind.LOOSE_TEXT else None
    is_inside = text[span.start - 1 : span.start] == " "
    if word is not None and (is_inside or word.group() in document.dialect.properties):
        return f"Add the colon after `{word.group()}`", [Edit(Span(word.end(), word.end()), ":")]
    return None


def _without_key(document: Document, cause: Cause) -> Iterator[tuple[str, list[Edit]]]:
    if cause.value is not None and not has_lines(document, cause):
        yield from _closed(document, cause, cause.value)
        yield _QUOTE, [quoted_line(document, cause.value)]
    yield "Turn the line into a comment", [Edit(Span(cause.span.start, cause.span.start), "# ")]


def _for_lines(document: Document, cause: Cause, key: Span, value: Span) -> Iterator[tuple[str, list[Edit]]]:
    known = _known(document, key)
    if known is not None and (known.grammar or known.facts.defines):
        # A name or a list of names is no text for a block: the odd line is better kept out of the way.
        line = document.lines.line_span(document.lines.line_of(cause.span.start))
        yield "Turn the line into a comment", [Edit(Span(line.start, line.start), "# ")]
        return
    whole = Span(value.start, reach(document, value))
    for text in dict.fromkeys((whole, value)):
        yield "Write the value as a block", [block_scalar(document, key, text)]
    # Where another value needs the host's repair, that repair would put the `|` of a block in quotes.
    for text in dict.fromkeys((whole, value)):
        yield "Write the value on one line", [one_line(document, key, text)]


def _may_be_text(document: Document, key: Span, value: Span) -> bool:
    """Tell whether quotes may help: around half of a list, or where the host wants one, they make another riddle."""
    if document.text[value.start] not in CLOSERS:
        return True
    known = _known(document, key)
    line = document.lines.line_span(document.lines.line_of(value.start))
    behind = document.text[value.end : line.end].strip()
    return (known is None or known.accepts("string")) and (not behind or behind.startswith("#"))


def _closed(document: Document, cause: Cause, value: Span) -> Iterator[tuple[str, list[Edit]]]:
    text = document.text
    first = text[value.start]
    known = _known(document, cause.key) if cause.key else None
    if cause.kind is Kind.OPEN_QUOTE and value.end - value.start > 1:
        yield _CLOSE_QUOTE, [Edit(Span(value.end, value.end), first)]
    elif cause.kind is Kind.OPEN_BRACKET and (known is None or known.accepts(_BRACKETED[first])):
        yield _CLOSE_BRACKET, [Edit(Span(value.end, value.end), closing(value.of(text)))]
    elif cause.kind is Kind.AFTER_QUOTE and text[value.end - 1] == first:
        yield _QUOTE, [Edit(value, quoted(text[value.start + 1 : value.end - 1]))]


def _known(document: Document, key: Span) -> Property | None:
    """Return what governs the value of a key; of one further inside nobody knows while the block is broken."""
    is_top = document.text[key.start - 1 : key.start] in ("", "\n", "\r")
    return document.dialect.properties.get(key.of(document.text)) if is_top else None


def _differing(document: Document, changed: Document) -> Iterator[Span]:
    for entry in document.root.entries:
        other = changed.entry(entry.name)
        if other is not None and to_plain(other.value) != to_plain(entry.value):
            yield entry.value.span


def _is_within(span: Span, edits: list[Edit]) -> bool:
    return any(span.start < edit.span.end and edit.span.start < span.end for edit in edits)
