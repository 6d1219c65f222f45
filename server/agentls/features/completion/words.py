"""The name at the cursor in a list of names: what completes it asks for it from several sides."""

from __future__ import annotations

from agentls.project.derived import once
from agentls.project.document import Document
from agentls.syntax.sketch.cursor import Word, word_at
from agentls.text.positions import Span


@once
def word_in(document: Document, span: Span, offset: int) -> Word:
    """Return the name at `offset` among the names in `span`, an empty one between two names."""
    return word_at(document.text, span, offset)
