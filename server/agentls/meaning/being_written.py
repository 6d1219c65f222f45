"""Where somebody stands who is about to write what a file still lacks: what is said of that waits until they have left.

A key without its value, a map without a key that it needs, a list before its first item: each is a mistake, and each is
what everybody writes on the way to something right.
"""

from __future__ import annotations

from agentls.knowledge.schema import Property
from agentls.knowledge.validation import Violation
from agentls.meaning.value_fixes import allowed_values
from agentls.meaning.violations import OF_SEVERAL, entry_at, is_empty
from agentls.project.document import Document
from agentls.syntax.frontmatter import Fencing
from agentls.syntax.nodes import Mapping, Node, Scalar, Style, node_at
from agentls.text.expressions import expression
from agentls.text.positions import Span

_WORD = expression(r"[A-Za-z_][\w-]*")
# With a few characters or items more the value may fit.
_ENDED_BY_MORE = frozenset({"pattern", "minLength", "minimum", "minItems"})
_BLANKS = " \t\r\n"


def keys_being_written(document: Document) -> Span | None:
    """Return the place of the last key and what follows it of the map: there further keys are added.

    `None` for a file without a map, and where text stands below a block that nobody has closed.
    """
    parts, entries = document.frontmatter, document.root.entries
    end = document.root.span.end if document.dialect.format == "json" else len(document.text)
    start = document.root.span.start
    if document.dialect.format == "markdown":
        # The fence that will end the block may be half written.
        below = document.text[parts.block.end :].strip(f"{_BLANKS}-") if parts.fencing is Fencing.UNCLOSED else ""
        if parts.opening is None or below:
            return None
        start = parts.opening.start
        end = parts.block.end if parts.fencing is Fencing.CLOSED else end
    return Span(entries[-1].span.start if entries else start, end)


def place_to_write(document: Document, violation: Violation) -> Span | None:
    """Return where more typing would make right what does not fit; `None` where it is wrong as it stands."""
    node = node_at(document.root, violation.path)
    is_json = document.dialect.format == "json"
    if node is None:
        return None
    if violation.missing or (isinstance(node, Mapping) and violation.keyword in OF_SEVERAL):
        is_block = isinstance(node, Mapping) and not node.flow
        end = document.lines.rest(node.span.end).end
        return Span(node.span.start, _before_next(document, end)) if is_block else node.span
    if is_json and isinstance(node, Scalar) and not node.text:
        return node.span
    if isinstance(node, Scalar) and node.span.start == node.span.end:
        return Span(_beginning(document, violation, node), _before_next(document, node.span.end))
    if violation.keyword in _ENDED_BY_MORE:
        return node.span
    if is_json:
        return None
    if isinstance(node, Mapping) and len(node.entries) == 1 and is_empty(node.entries[0].value):
        # The colon in the middle of a word makes a map of it until the next letter.
        return document.lines.rest(node.span.start)
    known = document.dialect.property_at(violation.path, document.plain)
    return _of_half_value(document, node, known) if isinstance(node, Scalar) else None


def may_become_valid(known: Property, node: Node) -> bool:
    """Tell whether more typing may make it right: a beginning of an allowed value, or the first digits of a number."""
    if not isinstance(node, Scalar):
        return False
    return any(value.startswith(node.text) for value in allowed_values(known)) or (
        known.accepts("integer") and node.text.isdigit()
    )


def _of_half_value(document: Document, node: Scalar, known: Property | None) -> Span | None:
    """Return the place of a text that may become a key, or a list or a text whose other end is not written yet."""
    if node.style is not Style.PLAIN:
        return None if node.text else node.span
    if known is not None and known.accepts("object") and _WORD.fullmatch(node.text):
        return node.span
    if known is not None and known.accepts("boolean") and any(one.startswith(node.text) for one in ("true", "false")):
        return node.span
    if node.text[:1] in ("[", "{", '"', "'"):
        return document.lines.rest(node.span.start)
    return None


def _beginning(document: Document, violation: Violation, node: Node) -> int:
    """Return where the key or the dash stands behind which the value is missing."""
    entry = entry_at(document, violation.path)
    if entry is not None:
        return entry.key.span.start
    return max(document.text.rfind("-", 0, node.span.start), 0)


def _before_next(document: Document, at: int) -> int:
    """Return the end of the last blank line below `at`, or the end of its own line: what follows is something else."""
    text, end = document.text, at
    limit = document.frontmatter.block.end if document.frontmatter.fencing is Fencing.CLOSED else len(text)
    while end < limit and text[end] in _BLANKS:
        end += 1
    if end >= limit:
        return limit
    line_break = text.rfind("\n", at, end)
    return at if line_break < 0 else line_break
