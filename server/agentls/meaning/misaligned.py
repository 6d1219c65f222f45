"""Lines of a broken block that are indented otherwise than those which they belong to.

    misaligned(document, cause) -> Misaligned | None

A line is blamed for its indentation only where another one makes the block readable, with a key that is known at its
new place: otherwise it may as well be text that somebody meant to write.
"""

from collections.abc import Iterator
from typing import NamedTuple

from agentls.meaning.finding import Fix
from agentls.meaning.frame import shown
from agentls.project.document import Document
from agentls.syntax.nodes import Mapping, Node, Path, Sequence
from agentls.syntax.yaml.causes import Cause, Kind
from agentls.text.expressions import expression
from agentls.text.positions import Edit, Span, apply

_LINE = expression(r"(?P<margin> *)(?P<dashes>(?:- +)*)(?P<key>[\w$.-]+(?=[ \t]*:(?:[ \t\r\n]|\Z)))?")
_KINDS = frozenset({Kind.COLON, Kind.AFTER_QUOTE, Kind.AFTER_BRACKET, Kind.LOOSE_TEXT, Kind.NO_HYPHEN, Kind.OTHER})
# Behind the end of a quote or a bracket nothing more of the value can come.
_ENDED = frozenset({Kind.AFTER_QUOTE, Kind.AFTER_BRACKET})
_DEEPEST = 20
_FAR = 60


class Misaligned(NamedTuple):
    """`span` is the indentation to blame, `beside` says in words what the line belongs beside."""

    span: Span
    is_item: bool
    is_too_deep: bool
    beside: str
    edits: tuple[Edit, ...]

    def describe(self) -> tuple[str, str]:
        """Return what is wrong and what to do about it."""
        return (
            f"{'A list item' if self.is_item else 'A key'} indented too {'deep' if self.is_too_deep else 'little'}",
            self._remedy(),
        )

    def fix(self) -> Fix:
        """Return the fix that moves the line, with what is indented below it."""
        remedy = self._remedy()
        return Fix(remedy[0].upper() + remedy[1:], self.edits, preferred=True)

    def _remedy(self) -> str:
        return f"align it with {self.beside}"


class _Line(NamedTuple):
    """One line: its margin, the columns of its dashes, and the column and name of the key behind them."""

    span: Span
    margin: int
    dashes: tuple[int, ...]
    column: int
    key: str | None
    has_value: bool

    def begins_at(self, *, with_dash: bool) -> int | None:
        """Return the column of its first dash or of its key, if it has one."""
        if with_dash:
            return self.dashes[0] if self.dashes else None
        return self.column if self.key is not None else None


class _Move(NamedTuple):
    """A line to be moved by some columns, alone or with what is indented deeper below it."""

    line: _Line
    by: int
    is_alone: bool


def misaligned(document: Document, cause: Cause) -> Misaligned | None:
    """Return what is wrong with the indentation of the line to blame, if that is all that is wrong there."""
    number = document.lines.line_of(cause.span.start)
    line = _line(document, number)
    # Whatever is wrong on the line of a value's own key has nothing to do with the lines around it.
    is_own = cause.value is not None and document.lines.line_of(cause.value.start) == number
    if cause.kind not in _KINDS or is_own or not (line.dashes or line.key):
        return None
    best: tuple[tuple[bool, int, int], Misaligned] | None = None
    for move in _moves(document, number, line):
        found = _judged(document, cause, move)
        if found is not None and (best is None or found[0] < best[0]):
            best = found
            if best[0][:2] == (False, 0):
                break
    return best[1] if best is not None else None


def _moves(document: Document, number: int, line: _Line) -> Iterator[_Move]:
    """Yield what may have to be moved: the line to where lines above begin, nearest first, or one of those to it."""
    with_dash = bool(line.dashes)
    own = line.begins_at(with_dash=with_dash)
    below = _line(document, min(number + 1, len(document.lines) - 1))
    if with_dash and line.key and below.key and not below.dashes and below.column > line.column:
        yield _Move(line, below.column - line.column, is_alone=True)
    nearest: _Line | None = None
    for other in _open_lines(document, number):
        nearest = nearest or other
        column = other.begins_at(with_dash=with_dash)
        if column is None or own is None or column == own:
            continue
        yield from _with_and_without(line, column - own)
        if other.dashes == line.dashes == () or other is nearest:
            yield from _with_and_without(other, own - column)


def _with_and_without(line: _Line, by: int) -> Iterator[_Move]:
    # What stands below a key with a value is none of its own.
    if not line.has_value or line.dashes:
        yield _Move(line, by, is_alone=False)
    if line.has_value:
        yield _Move(line, by, is_alone=True)


def _open_lines(document: Document, number: int) -> Iterator[_Line]:
    """Yield the line above, and above it each that is indented less than all below it."""
    least = _FAR * 2
    first = document.lines.line_of(document.frontmatter.block.start)
    depth = 0
    for above in range(number - 1, max(first, number - _FAR) - 1, -1):
        other = _line(document, above)
        if not other.span.of(document.text).strip() or other.margin >= least:
            continue
        yield other
        least, depth = other.margin, depth + 1
        if not least or depth > _DEEPEST:
            return


def _line(document: Document, number: int) -> _Line:
    span = document.lines.line_span(number)
    found = _LINE.match(document.text, span.start, span.end)
    assert found is not None  # noqa: S101 - it matches the empty text.
    margin, dashes = len(found["margin"]), found["dashes"]
    places = tuple(margin + at for at, character in enumerate(dashes) if character == "-")
    has_value = not document.text[found.end() : span.end].rstrip().endswith(":")
    return _Line(span, margin, places, margin + len(dashes), found["key"], has_value)


def _judged(document: Document, cause: Cause, move: _Move) -> tuple[tuple[bool, int, int], Misaligned] | None:
    """Return how bad the block still is after a move, and what is wrong then; `None` where it mends nothing."""
    line, by, _ = move
    # What begins at the margin is the outermost: nobody wants it inside what stands above.
    if line.margin + by < 0 or (by > 0 and not line.margin and not line.dashes):
        return None
    edits = tuple(_edits(document, move))
    changed = document.with_text(apply(document.text, edits))
    if len(changed.reading.causes) >= len(document.reading.causes) or not changed.reading.is_map:
        return None
    find = _item if line.dashes else _place
    place = find(changed.root, line.span.start + line.column + by, ())
    if place is None:
        return None
    path, beside = place
    is_unknown = changed.dialect.property_at(path, changed.plain) is None
    # Below a text an unknown key is more of the text.
    if is_unknown and cause.kind not in _ENDED:
        return None
    span = Span(line.span.start, line.span.start + max(line.margin, 1))
    return (is_unknown, len(changed.violations), abs(by)), Misaligned(span, bool(line.dashes), by < 0, beside, edits)


def _edits(document: Document, move: _Move) -> Iterator[Edit]:
    line, by, is_alone = move
    number = document.lines.line_of(line.span.start)
    for below in range(number, document.lines.line_of(document.frontmatter.block.end)):
        span = document.lines.line_span(below)
        text = span.of(document.text)
        if not text.strip():
            continue
        if below > number and (is_alone or len(text) - len(text.lstrip(" ")) <= line.margin):
            return
        yield Edit(Span(span.start, span.start + max(-by, 0)), " " * by)


def _place(node: Node, at: int, path: Path) -> tuple[Path, str] | None:
    """Return the path of the key at an offset, and the key above it or else the one below it."""
    if isinstance(node, Mapping):
        for number, entry in enumerate(node.entries):
            if entry.key.span.start == at:
                others = [node.entries[number - 1]] if number else node.entries[1:2]
                return ((*path, entry.name), shown(others[0].name)) if others else None
    found = next((one for one in _steps(node) if one[1].span.contains(at)), None)
    return _place(found[1], at, (*path, found[0])) if found is not None else None


def _item(node: Node, at: int, path: Path) -> tuple[Path, str] | None:
    """Return the path of the list's item that begins at an offset, and what there is beside it."""
    found = next((one for one in _steps(node) if one[1].span.contains(at)), None)
    if found is None:
        return None
    step, inside = found
    if isinstance(node, Sequence) and inside.span.start == at:
        return (*path, step), "the other items" if len(node.items) > 1 else "its other keys"
    return _item(inside, at, (*path, step))


def _steps(node: Node) -> Iterator[tuple[str | int, Node]]:
    if isinstance(node, Sequence):
        yield from enumerate(node.items)
    elif isinstance(node, Mapping):
        yield from ((entry.name, entry.value) for entry in node.entries)
