"""Values that are none because they begin with `#`, as a comment does, and how to make values of them.

comment_after(document, path) -> Span | None
in_quotes(document, entry, comment) -> Iterator[Fix]
"""

from __future__ import annotations

from collections.abc import Iterator

from agentls.meaning.edits import quoted
from agentls.meaning.finding import Fix
from agentls.meaning.frame import can_take, shown
from agentls.meaning.violations import entry_at, is_empty
from agentls.project.document import Document
from agentls.syntax.nodes import Entry, Path, Scalar, Style
from agentls.text.positions import Edit, Span, apply


def comment_after(document: Document, path: Path) -> Span | None:
    """Return the comment that stands where the value at `path` should be."""
    entry = entry_at(document, path)
    if entry is None or not is_empty(entry.value) or entry.value.span.end > entry.value.span.start:
        return None
    line = document.lines.line_span(document.lines.line_of(entry.key.span.end))
    colon = document.text.find(":", entry.key.span.end, line.end)
    rest = Span(colon + 1, line.end).of(document.text)
    if colon < 0 or not rest.strip().startswith("#") or rest.strip().startswith("# "):
        return None
    start = document.text.index("#", colon)
    return Span(start, start + len(rest.strip()))


def in_quotes(document: Document, entry: Entry, comment: Span) -> Iterator[Fix]:
    """Yield the ways to make a value of the comment: of all of it, or of its first word, as a color is one."""
    written = comment.of(document.text)
    word, _, rest = written.partition(" ")
    for text, after in ((written, ""), (word, f" # {rest.strip().lstrip('# ')}" if rest.strip() else "")):
        edit = Edit(comment, quoted(text) + after)
        if can_take(document, entry.name, Scalar(comment, text, Style.DOUBLE, text)):
            # Lines below may belong to the value that was meant.
            changed = document.with_text(apply(document.text, (edit,)))
            if changed.reading.outcome is document.reading.outcome:
                yield Fix(f"Write {shown(quoted(text))}", (edit,), preferred=True)
