"""What a wrong value was probably meant to be, and the edits that put it there."""

from __future__ import annotations

from collections.abc import Iterator

from agentls.knowledge.annotation_parts import Grammar
from agentls.knowledge.schema import Property
from agentls.knowledge.validation import Violation
from agentls.meaning import governing
from agentls.meaning.colors import closest_colors
from agentls.meaning.eaten_values import comment_after
from agentls.meaning.finding import Fix
from agentls.meaning.frame import kebab, set_value, shown, suggested_name, written
from agentls.meaning.removal import removal
from agentls.meaning.violations import entry_at, is_empty, violations
from agentls.meaning.writing import list_value, quoted_value, text_value
from agentls.project.document import Document
from agentls.syntax.nodes import (
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    node_at,
)
from agentls.text.nearest import nearest
from agentls.text.positions import Edit, Span, apply

_MOST = 5
_NAME = "name"
_LISTS = (Grammar.GLOB_LIST, Grammar.NAME_LIST)
_YES, _NO = frozenset({"yes", "on", "1", "y", "enabled"}), frozenset({"no", "off", "0", "n", "disabled"})


def allowed_values(known: Property) -> list[str]:
    """Return the values to offer, as they are written in YAML; an empty list when they cannot be counted up."""
    if known.catalog is not None:
        return [] if known.catalog.is_open else [one.name for one in governing.offered(known)]
    # An empty text is nothing that one would be told to write.
    return list(dict.fromkeys(governing.written(value) for value in known.constants if value not in (None, "")))


def best_values(known: Property, word: str) -> tuple[list[str], bool]:
    """Return the allowed values, likeliest first and at most five, and whether the first is a good guess."""
    allowed = allowed_values(known)
    near = nearest(word, allowed)
    folded = word.strip().lower()
    if "true" in allowed and folded in _YES | _NO:
        near = ["true" if folded in _YES else "false"]
    colors = {} if known.catalog is None else {one.name: one.facts.hex for one in known.catalog.offered}
    like = closest_colors(word, {name: color for name, color in colors.items() if color}) if word else []
    ranked = list(dict.fromkeys([*near, *like, *allowed]))[:_MOST]
    return ranked, bool(near or like)


def one_of(names: list[str]) -> str:
    """Return names as a choice: `a, b or c`."""
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


def some_values(known: Property, room: int) -> str:
    """Return the advice to use another value, with as many of them as `room` characters hold."""
    allowed = allowed_values(known)
    for count in range(len(allowed), 0, -1):
        text = f"use {', '.join(allowed[:count])} or another."
        if len(text) <= room:
            return text
    return "use another value."


def fitting_text(document: Document, violation: Violation) -> str | None:
    """Return a text that fits where the one at the place does not; `None` if there is none to be sure of.

    Hyphens or a leading `./` may be enough; a file that must have a name may have its own.
    """
    node = node_at(document.root, violation.path)
    if not isinstance(node, Scalar):
        return None
    meant = (one for one in _meant(document, violation, node) if one)
    return next((one for one in meant if _fits(document, violation, node, one)), None)


def _meant(document: Document, violation: Violation, node: Scalar) -> Iterator[str]:
    pattern = str(violation.expected)
    if violation.keyword == "pattern" and isinstance(node.value, str):
        is_path = pattern.startswith(r"^\./") or "./" in pattern
        yield f"./{node.value.lstrip('/')}" if is_path else kebab(node.value)
    known = document.dialect.properties.get(str(violation.path[0])) if len(violation.path) == 1 else None
    if known is not None and known.facts.means == _NAME and violation.effect.is_fatal:
        yield suggested_name(document)


def _fits(document: Document, violation: Violation, node: Scalar, text: str) -> bool:
    edit = Edit(node.span, written(document, node, text))
    changed = Document(document.path, apply(document.text, [edit]), document.dialect)
    return not any(one.path == violation.path for one in violations(changed))


def value_fixes(document: Document, violation: Violation, known: Property) -> Iterator[Fix]:
    """Yield the ways to give the place a value that fits."""
    node = node_at(document.root, violation.path)
    entry = entry_at(document, violation.path)
    if violation.missing or node is None:
        return
    comment = comment_after(document, violation.path)
    if comment is not None or isinstance(node, Scalar):
        word = comment.of(document.text) if comment else node.text if isinstance(node, Scalar) else ""
        values, sure = best_values(known, word)
        for number, value in enumerate(values):
            edit = _put(document, entry, node, comment, value)
            yield Fix(f"Set to `{value}`", (edit,), preferred=sure and not number)
    better = fitting_text(document, violation)
    if better is not None:
        yield Fix(f"Write {shown(better)}", (Edit(node.span, quoted_value(document, better)),), preferred=True)
    if violation.keyword == "type" and entry is not None:
        yield from _other_kinds(document, entry, violation, known)
    is_free = len(violation.path) == 1 and not known.facts.on_missing
    if entry is not None and is_free and not is_needed(document, entry):
        yield from removal(document, entry, f"Remove `{entry.name}`")


def is_needed(document: Document, entry: Entry) -> bool:
    """Tell whether another key of the file has no effect without this one."""
    others = (document.dialect.properties.get(one.name) for one in document.root.entries)
    return any(one.facts.needs.key == entry.name for one in others if one is not None and one.facts.needs is not None)


def _put(document: Document, entry: Entry | None, old: Node, comment: Span | None, value: str) -> Edit:
    # `true` and `false` must stay what they are; a word that would be read as something else needs quotes.
    new = value if value in ("true", "false") else text_value(document, value)
    if isinstance(old, Scalar) and value not in ("true", "false"):
        new = written(document, old, value)
    if comment is not None:
        return Edit(comment, new)
    if entry is not None and old.span.end == old.span.start:
        return set_value(document, entry, new)
    return Edit(old.span, new)


def _other_kinds(document: Document, entry: Entry, violation: Violation, known: Property) -> Iterator[Fix]:
    value = entry.value
    wanted = violation.expected if isinstance(violation.expected, list) else [violation.expected]
    if isinstance(value, Scalar) and not is_empty(value):
        if "array" in wanted and value.is_string and _takes_texts(known):
            yield Fix("Make it a list", (Edit(value.span, list_value(document, [value.text])),), preferred=True)
        elif "string" in wanted and not value.is_string and not _is_counted(known):
            yield Fix(
                "Put it in quotes",
                (Edit(value.span, quoted_value(document, value.span.of(document.text))),),
                preferred=True,
            )
    elif isinstance(value, Sequence) and "string" in wanted and known.grammar in _LISTS:
        texts = [one.text for one in value.items if isinstance(one, Scalar)]
        if texts and len(texts) == len(value.items):
            edit = set_value(document, entry, quoted_value(document, ", ".join(texts)))
            yield Fix("Write it on one line with commas", (edit,), preferred=True)
    elif isinstance(value, Mapping) and "array" in wanted and not value.flow:
        yield Fix("Make it a list", tuple(_as_items(document, value)), preferred=True)


def _takes_texts(known: Property) -> bool:
    item = known.child(0)
    return item is None or (item.accepts("string") and not item.children())


def _is_counted(known: Property) -> bool:
    """Tell whether a number or a word in quotes would be as wrong: there is a list of values, or names are wanted."""
    return bool(allowed_values(known)) or known.grammar is not None or known.accepts("integer")


def _as_items(document: Document, value: Mapping) -> Iterator[Edit]:
    """Put a hyphen before each key and move the lines below it to the right."""
    starts = {document.lines.line_of(entry.key.span.start) for entry in value.entries}
    last = document.lines.line_of(max(value.span.start, value.span.end - 1))
    for line in range(document.lines.line_of(value.span.start), last + 1):
        span = document.lines.line_span(line)
        if line in starts:
            at = next(one.key.span.start for one in value.entries if document.lines.line_of(one.key.span.start) == line)
            yield Edit(Span(at, at), "- ")
        elif span.of(document.text).strip():
            yield Edit(Span(span.start, span.start), "  ")
