"""A key of which somebody has written half: what the file would be without it.

A word alone on its line breaks YAML, and what a host then makes of the block has nothing to do with what is meant.
"""

from __future__ import annotations

from agentls.project.document import Document
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.yaml.read import Outcome
from agentls.text.expressions import expression

_KEY = expression(r"""[A-Za-z][^\s:#,\[\]{}]*|"[^"\r\n]*"?|'[^'\r\n]*'?""")
# The fence that will end the block, on its way.
_DASHES = expression(r"-{1,2}")


def without_half_word(document: Document, cursor: int | None) -> Document:
    """Return the file with blanks for the word that the cursor stands in, if that is what breaks the block."""
    if cursor is None or document.dialect.format != "markdown":
        return document
    parts, reading = document.frontmatter, document.reading
    if reading.outcome is Outcome.READ and reading.is_map:
        return document
    line = document.lines.line_span(document.lines.line_of(cursor))
    # Below another key the word is indented.
    word = line.of(document.text).lstrip(" ")
    start = line.end - len(word)
    # In quotes a blank is part of the word.
    word = word if word.startswith(('"', "'")) else word.rstrip()
    is_inside = parts.opening is not None and line.start >= parts.opening.end
    is_open = parts.fencing is Fencing.UNCLOSED
    if not is_inside or line.start >= parts.block.end:
        return document
    if not _KEY.fullmatch(word) and not (is_open and _DASHES.fullmatch(word)):
        return document
    if not start < cursor <= start + len(word):
        return document
    text = document.text[:start] + " " * len(word) + document.text[start + len(word) :]
    return document.with_text(text)
