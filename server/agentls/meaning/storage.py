"""How a file is stored, as far as a host cares."""

from __future__ import annotations

from agentls.project.document import Document
from agentls.syntax.frontmatter import Fencing
from agentls.text.expressions import expression

_BARE_RETURN = expression(r"\ufeff?---[ \t]*\r(?!\n)")


def is_utf16(document: Document) -> bool:
    """Tell whether the file has two bytes a character, in which no host finds a fence."""
    return document.encoding.lower().startswith("utf-16")


def has_bare_returns(document: Document) -> bool:
    """Tell whether a lone carriage return ends the opening fence, as on very old Macintosh computers."""
    return document.frontmatter.fencing is Fencing.NONE and bool(_BARE_RETURN.match(document.text))


def is_readable(document: Document) -> bool:
    """Tell whether the host sees the file's lines at all."""
    return not is_utf16(document) and not has_bare_returns(document)
