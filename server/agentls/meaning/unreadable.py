"""What the rules about YAML share: which causes lose the file, how they are called, and how far they reach."""

from bisect import bisect_left
from typing import NamedTuple

from agentls.meaning.edits import line_of
from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.policies import READERS
from agentls.syntax.yaml.causes import Cause, Kind
from agentls.syntax.yaml.compose import compose
from agentls.syntax.yaml.errors import YamlError
from agentls.syntax.yaml.read import Outcome
from agentls.text.expressions import expression
from agentls.text.positions import Span
from agentls.text.visible import visible

_SIMPLE_ENTRY = expression(r"[a-z_-]+: *[^\s\[{<][^\n]*\Z")

_OPEN = frozenset({Kind.OPEN_QUOTE, Kind.OPEN_BRACKET})

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
    Kind.NO_HYPHEN: ("A line without a hyphen in a list", "add `- `", ""),
    Kind.INDENTATION: ("An indented line that belongs to no key", "remove the indentation", ""),
    Kind.DOCUMENT_END: ("A line `...`, which ends the YAML,", "remove it", ""),
    Kind.DUPLICATE: ("A key that stands there twice", "remove one", "remove one"),
    Kind.OTHER: ("Something here", "quote the value", "use a block with `|`"),
}


# Some hosts read YAML without these.
_FLOW = {"[": ("A list in brackets", "write one item a line"), "{": ("A map in braces", "write one key a line")}


def sorted_causes(document: Document) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
    """Return the causes for which the host cannot use the block, and those with which it copes."""
    reading = document.reading
    if reading.outcome is not Outcome.LOST:
        return (), reading.causes
    judged = [(cause, _is_repaired(document, cause)) for cause in reading.causes]
    if all(is_repaired for _, is_repaired in judged):
        return reading.causes, ()
    return tuple(one for one, is_repaired in judged if not is_repaired), tuple(
        one for one, is_repaired in judged if is_repaired
    )


def place_to_close(document: Document, cause: Cause) -> Span | None:
    """Return the rest of the line, where somebody stands who is about to write the other quote or bracket.

    `None` for a cause that is nothing of the kind.
    """
    if cause.kind not in _OPEN:
        return None
    return document.lines.rest(cause.span.start)


def _is_repaired(document: Document, cause: Cause) -> bool:
    """Tell whether the host's own repair would be enough if nothing else were wrong."""
    reader = READERS[document.dialect.reader]
    if cause.key is None or cause.value is None or reader.repair is None:
        return False
    lines = line_of(document, Span(cause.key.start, cause.value.end))
    try:
        compose(reader.repair(lines.of(document.text)).text, reader.flavour)
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
    if cause.kind is Kind.OTHER and is_odd(document, cause):
        character = cause.span.of(document.text)
        return ("A comma too many" if character == "," else f"The character {visible(character)}"), "remove it"
    if cause.kind is Kind.OTHER and not READERS[document.dialect.reader].flavour.flow:
        written = document.text[cause.span.start : cause.span.start + 1]
        if written in _FLOW:
            return _FLOW[written]
    return wrong, multiple if has_lines(document, cause) else single


def is_odd(document: Document, cause: Cause) -> bool:
    """Tell whether a single character is all that is wrong: one that nobody sees, or a comma in a list."""
    character = cause.span.of(document.text)
    in_a_list = cause.value is not None and document.text[cause.value.start] in "[{"
    return (character == "," and in_a_list) or (len(character) == 1 and visible(character).startswith("U+"))


def has_lines(document: Document, cause: Cause) -> bool:
    """Tell whether a text takes more than the line of its key; a list of names is no text."""
    if cause.key is None or cause.value is None or "\n" not in document.text[cause.key.end : cause.value.end]:
        return False
    known = document.dialect.properties.get(cause.key.of(document.text).strip("\"'"))
    return known is None or (known.grammar is None and known.catalog is None)


class _Lines(NamedTuple):
    """What the lines of a block look like: where each begins, and for each the number of the next one of some kind.

    `known` are lines with a key of the host, `simple` those that look like a plain entry; `other` tells for each line
    the last one up to it that is neither, nor empty. The block's end counts as a line that is known and simple.
    """

    starts: tuple[int, ...]
    known: tuple[int, ...]
    simple: tuple[int, ...]
    other: tuple[int, ...]


@once
def _lines(document: Document) -> _Lines:
    """Return the lines of the block; a broken file may have hundreds of causes, and each asks for what follows it."""
    block, foreign = document.frontmatter.block, document.dialect.foreign_keys
    starts: list[int] = []
    known: list[bool] = []
    simple: list[bool] = []
    other: list[int] = []
    at, last = block.start, -1
    while at < block.end:
        end = document.text.find("\n", at, block.end) + 1 or block.end
        line = document.text[at:end]
        key = line.partition(":")[0].rstrip()
        known.append(":" in line and (key in document.dialect.properties or bool(foreign and foreign.get(key))))
        simple.append(_SIMPLE_ENTRY.match(line.rstrip()) is not None)
        last = len(starts) if line.strip() and not simple[-1] else last
        other.append(last)
        starts.append(at)
        at = end
    return _Lines((*starts, block.end), _next(known), _next(simple), tuple(other))


def _next(wanted: list[bool]) -> tuple[int, ...]:
    """Return for each line, and for the end, the number of the first from there on that is wanted."""
    found = [len(wanted)]
    for number in range(len(wanted) - 1, -1, -1):
        found.append(number if wanted[number] else found[-1])
    return tuple(reversed(found))


def reach(document: Document, value: Span) -> int:
    """Return where a text of several lines probably ends: before the next known key or a run of plain entries."""
    block, lines = document.frontmatter.block, _lines(document)
    first = bisect_left(lines.starts, document.text.find("\n", value.end, block.end) + 1 or block.end)
    stop = lines.known[first]
    # A run of plain entries may begin behind the last line that is nothing of the kind.
    run = lines.simple[max(first, lines.other[stop - 1] + 1)] if stop > first else stop
    at = lines.starts[min(run, stop)]
    while at > value.end and document.text[at - 1] in " \t\r\n":
        at -= 1
    return at


def last_of(document: Document, cause: Cause) -> int:
    """Return how far the text reaches in which the cause stands: what is wrong before that is the same mistake."""
    return reach(document, cause.value) if cause.value and has_lines(document, cause) else cause.span.end


def running_texts(document: Document) -> tuple[Span, ...]:
    """Return the places where a text over several lines went wrong, so that its lines may look like keys."""
    values = (cause.value for cause in sorted_causes(document)[0] if has_lines(document, cause))
    return tuple(Span(value.start, reach(document, value)) for value in values if value is not None)
